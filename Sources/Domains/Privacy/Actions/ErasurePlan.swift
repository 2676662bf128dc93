import Cases
import Contracts
import Kernel
import People

/// What may go of a person's data, and what must stay, why, and until when.
struct ErasurePlan: Sendable {
    /// Why something stays.
    enum Reason: String, Sendable {
        /// A case runs: it cannot be decided without its answers, nor told without a contact.
        case running
        /// The time of keeping is not over.
        case retention
        /// Ids and codes only; kept as the proof of who looked and of what was agreed to.
        case proof
        /// The inspectorate has not judged yet, and needs the reason for it.
        case verdict
        /// A permit of theirs may still hold: the register has to say whose it is.
        case holds
    }

    struct Line: Sendable {
        let kind: HeldKind
        /// How many go and stay.
        let going, staying: Int
        let reason: Reason?
        /// The last day on which something stays; nothing while that is open.
        let until: Day?
    }

    let account: AccountID
    /// The account with its contact, factors and sign-ins goes: no case runs.
    let isWhole: Bool
    /// Cases whose time of keeping is over.
    let cases: [CaseID]
    /// Every case of the person.
    let allCases: [CaseID]
    /// Permits of older archives whose time of keeping is over.
    let permits: [UUIDv7]
    let lines: [Line]

    var keptCases: Int { lines.first { $0.kind == .cases }?.staying ?? 0 }
    var isEmpty: Bool { lines.allSatisfy { $0.going == 0 } }

    /// - Parameter request: the case that asks for the erasure; it stays as the proof of it.
    init(_ held: HeldData, request: CaseID, today: Day) {
        account = held.account.id
        let open = held.cases.filter { !$0.isErased }
        let running = open.filter { $0.endedAt == nil }
        let ended = open.filter { holding in
            holding.record.id != request && held.keptUntil(holding).map { $0 <= today } ?? false
        }
        let kept = open.count - ended.count
        let lastDay = open.compactMap { held.keptUntil($0) }.max()
        isWhole = running.isEmpty
        cases = ended.map(\.record.id)
        allCases = held.cases.map(\.record.id)
        permits = held.permits.filter { one in
            held.keptUntil(one).map { $0 <= today } ?? false
        }.map(\.id)
        let whole = isWhole
        let gone = permits.count
        lines = HeldKind.allCases.map { kind in
            let count = Int(held.count(kind))
            switch kind {
            case .account, .factors, .sessions, .questions, .programs:
                return Line(
                    kind: kind, going: whole ? count : 0, staying: whole ? 0 : count,
                    reason: whole ? nil : .running, until: nil)
            case .drafts, .notices, .scans:
                return Line(kind: kind, going: count, staying: 0, reason: nil, until: nil)
            case .cases:
                let reason: Reason? =
                    kept == 0 ? nil : running.isEmpty ? .retention : .running
                return Line(
                    kind: kind, going: ended.count, staying: kept, reason: reason,
                    until: running.isEmpty ? lastDay : nil)
            case .permits:
                let mayHold = held.permits.contains { held.keptUntil($0) == nil }
                return Line(
                    kind: kind, going: gone, staying: count - gone,
                    reason: count == gone ? nil : mayHold ? .holds : .retention,
                    until: mayHold ? nil : held.permits.compactMap { held.keptUntil($0) }.max())
            case .emergencies:
                let judged = whole ? Int(held.emergencies.judged) : 0
                return Line(
                    kind: kind, going: judged, staying: count - judged,
                    reason: count == judged ? nil : whole ? .verdict : .running, until: nil)
            case .looks, .consents, .mandates:
                return Line(
                    kind: kind, going: 0, staying: count, reason: count == 0 ? nil : .proof,
                    until: count == 0 ? nil : held.rule(kind).keep.end(after: today))
            }
        }
    }
}
