import Cases

/// Where a report stands, in the words that people know from JAKI and SP4N-LAPOR!.
public enum ReportState: String, Sendable, Hashable, CaseIterable {
    /// Nobody has looked at it yet.
    case waiting = "menunggu"
    /// Given from one unit to another.
    case coordinated = "koordinasi"
    /// With the unit whose it is.
    case forwarded = "disposisi"
    /// Somebody works on it.
    case working = "proses"
    /// Answered; the reporter may still object.
    case done = "selesai"
    /// Something was asked of the reporter.
    case held = "ditunda"
    case archived = "diarsipkan"
    /// Somebody outside the city has it.
    case elsewhere = "bukan-wewenang"
    /// Worked on together with another.
    case merged = "digabung"

    public var isOpen: Bool {
        switch self {
        case .waiting, .coordinated, .forwarded, .working, .held, .merged: true
        case .done, .archived, .elsewhere: false
        }
    }

    /// - Parameters:
    ///   - dismissal: the reason with which it was closed without work on it.
    ///   - wasMoved: whether a unit gave it to another.
    init(_ reported: ReportedCase, dismissal: String?, wasMoved: Bool) {
        let record = reported.record
        switch (record.state, record.wait) {
        case (.closed, _): self = Self.ended(record, dismissal)
        case (.waiting, .merge): self = .merged
        case (.waiting, .confirmation): self = .done
        case (.waiting, _): self = .held
        case (.open, _):
            guard reported.service.flow.step(record.step)?.kind == .answer else {
                self = .waiting
                return
            }
            let isTaken = reported.tasks.contains { $0.claimedBy != nil }
            self = isTaken ? .working : wasMoved ? .coordinated : .forwarded
        }
    }

    /// The reason of a dismissal which says that somebody outside the city has it.
    static let elsewhereReason = "bukan_wewenang"

    private static func ended(_ record: CaseRecord, _ dismissal: String?) -> ReportState {
        switch (record.outcome, dismissal) {
        case (_, elsewhereReason): .elsewhere
        case (_, .some): .archived
        case (.answered, _), (.granted, _): .done
        default: .archived
        }
    }
}
