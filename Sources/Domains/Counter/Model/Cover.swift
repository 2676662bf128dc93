import Contracts
import Kernel

/// What the QR code of a cover says: for which draft and question the pages behind it are.
struct Cover: Sendable, Hashable {
    static let sign = "PENDOPO-SAMPUL:"
    let draft: CaseID
    /// Nil: of the draft, to be filed by hand.
    let field: String?

    init(draft: CaseID, field: String?) {
        self.draft = draft
        self.field = field
    }

    /// Nil for every other code.
    init?(code: String) {
        guard code.hasPrefix(Self.sign) else { return nil }
        let parts = code.dropFirst(Self.sign.count).split(separator: ":").map(String.init)
        guard (1...2).contains(parts.count), let draft = CaseID(text: parts[0]) else { return nil }
        self.draft = draft
        field = parts.count == 2 ? parts[1] : nil
    }

    var code: String {
        Self.sign + ([draft.text] + [field].compactMap(\.self)).joined(separator: ":")
    }
}

/// A page from the scanner that is filed nowhere yet.
struct TrayPage: Sendable, Hashable {
    let id: UUIDv7
    let batch: UUIDv7
    let number: Int64
    let width: Int64
    let height: Int64
    /// What its cover named.
    let cover: Cover?
    /// Why it was not filed there, by the key of its text.
    let problem: String?
}

/// What was sent from the scanner at one time.
struct Batch: Sendable, Hashable {
    enum State: String, Sendable, Hashable { case waiting, read, failed }

    /// The most pages and bytes of one batch.
    static let mostBytes = 60_000_000
    static let mostFiles = 40
    /// Batches without pages in the tray go after this; with pages, by the rule of retention.
    static let days: Int64 = 45

    let id: UUIDv7
    let state: State
    let fault: String?
    let pages: Int64
    let left: Int64
    let at: Instant
}
