import Contracts
import Kernel

/// One case as its row, and as its entries tell it.
struct CaseStory {
    struct Row {
        /// The symbols of its number.
        let number: String
        let service: String
        let state: String
        let outcome: String?
        let step: String
        let stepSince, submittedAt: Int64
        let closedAt: Int64?
        let wait: String?
        let deemedAt, extendedAt: Int64?
    }

    struct Act {
        let number: Int64
        let type: String
        let at: Int64
        let service: String?
        /// The facts as written.
        let text: String

        var kind: ActKind? { ActKind(rawValue: type) }
        /// Read only where they are needed: most acts say enough by their kind and time.
        var facts: JSONValue { (try? JSONValue(parsing: Array(text.utf8))) ?? .null }
    }

    struct Letter {
        let state: String
        let number, code, digest: String?
        let issuedAt: Int64
        let validUntil: String?
        let blob: UUIDv7?
    }

    struct Bill {
        let issuedAt, total: Int64
        let state: String
        let settledAt: Int64?
    }

    let id: CaseID
    var row: Row?
    var isErased = false
    var acts: [Act] = []
    /// Those that were issued once.
    var letters: [Letter] = []
    var bills: [Bill] = []
    /// When tasks were done.
    var done: [Int64] = []

    init(id: CaseID) { self.id = id }

    /// How people name the case.
    var name: String {
        let number = row.flatMap { try? TrackingCode($0.number) }
        return "the case \(number?.text ?? row?.number ?? id.text)"
    }

    /// The first thing in which row and entries differ, in plain words; nil when they agree.
    var difference: String? {
        guard let row else {
            // Other parts of the house note acts about drafts too.
            guard let act = acts.first(where: { $0.type.hasPrefix("case.") }) else { return nil }
            return "its entry \(act.number) (\(act.type)) is there, but the case is not"
        }
        return beginning(row) ?? standing(row) ?? moments(row) ?? letterDifference
            ?? billDifference
    }

    /// Milliseconds between the row of a submission and its entry, at most.
    private static let twice: Int64 = 10_000

    private func beginning(_ row: Row) -> String? {
        guard let first = acts.first else { return "it has no entry in the ledger" }
        guard first.kind == .submitted else { return "its first entry is not its submission" }
        if first.service != row.service { return "its entries name another service" }
        // What came on paper was there before somebody typed it in.
        let said = first.facts["received"]?.integerValue ?? first.at
        // Former versions looked at the clock twice.
        return 0...Self.twice ~= said - row.submittedAt
            ? nil : "it was submitted at another time than its entry says"
    }

    /// Acts since the case was last opened again.
    private var recent: ArraySlice<Act> {
        let begin = acts.lastIndex { act in
            // A fee that was paid after the case had lapsed opens it too.
            act.kind == .reopened || act.kind == .paid
        }
        return begin.map { acts[$0...] } ?? acts[...]
    }

    private func standing(_ row: Row) -> String? {
        row.state == CaseState.closed.rawValue ? closed(row) : running(row)
    }

    private func closed(_ row: Row) -> String? {
        let outcome = row.outcome.flatMap(Outcome.init)
        guard let outcome, let at = row.closedAt else { return "it is closed without an outcome" }
        let isSaid = recent.contains { $0.at == at && CaseEnd.allows($0, outcome) }
        return isSaid
            ? nil : "it is closed as \(outcome.rawValue), and no entry of that time ends it so"
    }

    private func running(_ row: Row) -> String? {
        if let act = recent.first(where: { CaseEnd.isEnd($0) }) {
            return "it is \(row.state), but its entry \(act.number) (\(act.type)) has ended it"
        }
        guard row.stepSince == row.submittedAt || acts.contains(where: { $0.at == row.stepSince })
        else { return "no entry brought it to its step \(row.step)" }
        let later = recent.reversed().prefix { !CaseEnd.goesBack.contains($0.type) }
        // An act that ends a step is done at the step where the case stood.
        if let act = later.first(where: { act in
            act.at >= row.stepSince && CaseEnd.finishing.contains(act.type)
                && act.facts["step"]?.stringValue == row.step
        }) {
            return "it stands at the step \(row.step), which its entry \(act.number) "
                + "(\(act.type)) has ended"
        }
        return waiting(row)
    }

    /// What it waits for must have begun, and not ended since.
    private func waiting(_ row: Row) -> String? {
        let pair: (begun: ActKind, over: ActKind)? =
            switch row.wait.flatMap(Wait.init) {
            case .correction: (.returned, .corrected)
            case .payment: (.billed, .paid)
            case .pause: (.paused, .resumed)
            case .merge: (.merged, .parted)
            case .confirmation, nil: nil
            }
        guard row.state == CaseState.waiting.rawValue, let pair else { return nil }
        let last = acts.last { $0.kind == pair.begun || $0.kind == pair.over }
        return last?.kind == pair.begun ? nil : "it waits, and no entry says so"
    }

    private func moments(_ row: Row) -> String? {
        if let at = row.deemedAt, !has(.deemed, at) {
            return "it counts as granted by silence, and no entry says so"
        }
        if let at = row.extendedAt, !has(.extended, at) {
            return "its promise was extended, and no entry says so"
        }
        let times = Set(acts.map(\.at))
        return done.allSatisfy(times.contains) ? nil : "a task is done, and no entry says so"
    }

    private func has(_ kind: ActKind, _ at: Int64) -> Bool {
        acts.contains { $0.kind == kind && $0.at == at }
    }
}

/// Which acts end a case or a step.
enum CaseEnd {
    /// The outcome that an act gives, whatever the service.
    private static func outcome(_ act: CaseStory.Act) -> Outcome? {
        switch act.kind {
        case .withdrawn: .withdrawn
        case .lapsed: .lapsed
        case .refused: .refused
        case .dismissed: .answered
        case .mergedEnded: act.facts["outcome"]?.stringValue.flatMap(Outcome.init)
        default: nil
        }
    }

    static func isEnd(_ act: CaseStory.Act) -> Bool { outcome(act) != nil }

    /// Acts that end a step; where the flow ends behind it, they end the case. Which flow it was
    /// depends on sealed answers.
    static let finishing = Set(
        [
            ActKind.completed, .verified, .recommended, .inspected, .recorded, .notIssued,
            .granted, .handedOver, .answered, .confirmed, .confirmLapsed, .feeWaived, .consented,
        ].map(\.rawValue))

    private static let mayEnd = finishing.union(
        [ActKind.paid, .branchEnded, .deemed].map(\.rawValue))

    /// Acts after which an earlier step may be done again.
    static let goesBack = Set(
        [ActKind.reopened, .refuted, .putBack, .sentBack, .deemed].map(\.rawValue))

    /// Whether an act may be the one that gave a case this outcome.
    static func allows(_ act: CaseStory.Act, _ outcome: Outcome) -> Bool {
        if let given = self.outcome(act) { return given == outcome }
        return [.granted, .answered].contains(outcome) && mayEnd.contains(act.type)
    }
}
