import Cases
import Contracts
import Kernel
import Ledger
import Open311

/// A public act on a report, as others are told of it.
struct ReportUpdate: Sendable {
    let caseID: CaseID
    /// Its number among the acts of the case.
    let act: Int64
    let kind: ActKind
    let status: GeoUpdateStatus
    let unit: UnitCode?
    let at: Instant
    /// What the office said, where everybody may read it.
    var text: String?

    /// Nil for an act that is nobody's business outside.
    init?(_ kind: ActKind, _ entry: LedgerRecord, of id: CaseID) {
        guard kind.isPublic else { return nil }
        self.init(
            caseID: id, act: entry.act, kind: kind,
            status: kind.update(reason: entry.facts["reason"]?.stringValue),
            unit: entry.unit.flatMap(UnitCode.init), at: entry.at)
    }

    init(
        caseID: CaseID, act: Int64, kind: ActKind, status: GeoUpdateStatus, unit: UnitCode?,
        at: Instant, text: String? = nil
    ) {
        self.caseID = caseID
        self.act = act
        self.kind = kind
        self.status = status
        self.unit = unit
        self.at = at
        self.text = text
    }

    /// Whether the office said something with it.
    var speaks: Bool { kind == .answered || kind == .dismissed }
}

extension ActKind {
    /// The word without the house's own beginning, such as `answered`.
    var shortWord: String { rawValue.hasPrefix("case.") ? String(rawValue.dropFirst(5)) : rawValue }

    /// In which of mySociety's states an act leaves a report.
    /// - Parameter reason: of a dismissal.
    func update(reason: String?) -> GeoUpdateStatus {
        switch self {
        case .submitted, .parted: .open
        case .reopened, .refuted, .objected: .reopen
        case .returned, .corrected, .paused, .resumed, .putBack: .investigating
        case .verified, .completed, .recommended: .actionScheduled
        case .answered, .confirmed: .fixed
        case .confirmLapsed, .handedOver, .mergedEnded: .closed
        case .merged: .duplicate
        case .withdrawn: .cancelled
        case .dismissed: reason == ReportState.elsewhereReason ? .notResponsible : .noFurtherAction
        case .lapsed, .refused: .noFurtherAction
        default: .inProgress
        }
    }
}
