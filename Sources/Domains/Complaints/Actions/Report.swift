import Cases
import Contracts
import Forms
import Geo
import Kernel

/// A report as everybody may read it: nothing of it says who reported.
public struct Report: Sendable {
    public let caseID: CaseID
    public let number: TrackingCode
    public let service: ServiceCode
    public let kind: ReportRule.Kind
    public let topic: String
    /// What happened; nothing where it is not shown to the public.
    public let text: String?
    /// Where, in words.
    public let place: String?
    public let region: RegionCode?
    public let point: GeoPoint?
    public let state: ReportState
    /// Who has it, or had it last.
    public let unit: UnitCode
    public let at: Instant
    public let updatedAt: Instant
    /// Until when the law, or the city, promises an answer.
    public let dueAt: Instant?
    public let answeredAt: Instant?
    public let closedAt: Instant?
    /// The newest answer of the office, where the report is public.
    public let reply: String?
    /// How many support it, its reporter not counted.
    public let supports: Int64
    /// Whether everybody may read it.
    public let isPublic: Bool
    /// The report that it was merged into.
    public let mergedInto: CaseID?
}

/// A picture of a report.
public struct ReportPhoto: Sendable, Hashable {
    public let blob: BlobID
    public let kind: Kind
    public let isHidden: Bool
    /// Whether parts of it are covered by black boxes.
    public let isCovered: Bool

    /// What it shows: what somebody reported, what the office left, what the office found there.
    public enum Kind: Int64, Sendable, Hashable { case reported, result, found }
}

/// Which reports of many are wanted.
struct ReportFilter: Sendable {
    var topic: String?
    var region: RegionCode?
    /// The kelurahan of the region, where somebody has looked them up (`placed`).
    var villages: [RegionCode] = []
    var state: ReportState?
    var unit: UnitCode?
    /// Open or ended; nil: both.
    var isOpen: Bool?
    /// Services; empty: all.
    var box: GeoBox?
}
