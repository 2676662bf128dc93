import Contracts
import Kernel

/// Something that the inspectorate may want to look at. It accuses nobody: each has ordinary
/// explanations, and a person judges it.
struct Signal: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Done while older cases of the same step waited.
        case queue = "antrean"
        /// The same officer for the same applicant again and again.
        case pair = "pasangan"
        /// Done within seconds.
        case quick = "detik"
        /// Done at night or on a day off.
        case night = "malam"
        /// Returned to the applicant again and again.
        case returns = "berulang"
        /// The clock was stopped when its time was nearly over.
        case stopped = "henti"
    }

    enum State: String, Sendable, CaseIterable {
        case open
        /// There is an ordinary reason, which the inspector writes down.
        case explained
        /// Somebody looks further, outside this page.
        case passed
    }

    let id: UUIDv7
    let kind: Kind
    let caseID: CaseID
    let unit: String
    let service: String
    let step: String
    let position: PositionID?
    let at: Instant
    /// Numbers and moments that the words of the page are filled with.
    let evidence: [String: Int64]
    let state: State
    let judgedBy: AccountID?
    let judgedAt: Instant?
    let reason: String?
}

/// What a reader found, before it is kept.
struct FoundSignal: Sendable {
    let kind: Signal.Kind
    /// The same for the same finding, so that reading twice finds once.
    let mark: String
    let caseID: CaseID
    let unit: String
    let service: String
    let step: String
    let position: PositionID?
    let at: Instant
    let evidence: [String: Int64]
}
