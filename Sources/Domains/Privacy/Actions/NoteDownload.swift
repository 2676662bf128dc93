import Contracts
import Kernel
import Ledger
import Notices
import Store

/// In which form somebody takes the own data along.
enum DownloadForm: String, Sendable, CaseIterable {
    case json, pdf
}

extension PrivacyTools {
    /// Writes down that somebody takes the own data along, and tells them: whoever took over an
    /// account does it once and is noticed. Durable before the first byte is sent.
    func noteDownload(_ form: DownloadForm, of account: AccountID) async throws {
        try await store.write("privacy.download") { [self] tx in
            try ledger.append(
                LedgerEntry(
                    type: "privacy.downloaded", actor: .citizen(account),
                    facts: ["form": .string(form.rawValue)], at: world.now),
                key: nil, in: tx)
            try notices.enqueue(
                Notice(
                    to: .account(account), template: "privacy.downloaded",
                    values: ["form": form.rawValue.uppercased()],
                    key: "privacy.downloaded:\(world.uuid().text)"), in: tx)
        }
    }
}
