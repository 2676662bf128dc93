import Cases
import Contracts
import Kernel
import Ledger
import Portal
import Signatures
import Store

extension House {
    /// What the ledger says to whoever checks a letter or a receipt.
    var ledgerWord: LedgerWord {
        LedgerWord(
            key: { try await ledgerLog.verifierKey() }, knownSince: { try await knownSince($0) })
    }

    /// When a witness had seen that exactly these bytes were issued.
    private func knownSince(_ file: [UInt8]) async throws -> Instant? {
        guard let data = LetterData.bytes(in: file).flatMap({ try? JSONValue(parsing: $0) }),
            let code = data["code"]?.stringValue.flatMap({ try? TrackingCode($0) })
        else { return nil }
        let keys = try await shelf.published().profile.witnesses.map(\.key)
        return try await store.read("letter.witnessed") { reader in
            try cases.issue(of: code, file: file, in: reader).flatMap {
                try ledgerLog.witnessed($0, by: keys, in: reader)
            }
        }
    }
}
