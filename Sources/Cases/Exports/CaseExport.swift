import Contracts
import Kernel
import People

public enum CaseExportSubject {}
public typealias CaseExportID = Identifier<CaseExportSubject>

/// A list of cases as a file: one officer asks for it, another allows it, the first fetches it.
public struct CaseExport: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable { case open, approved, refused }

    /// What stands in a row.
    public enum Column: String, Sendable, Hashable, CaseIterable {
        case number, service, unit, region, state, outcome, step, submitted, due, closed
        case name, nik, contact

        /// Says who the applicant is.
        public var isPersonal: Bool { [.name, .nik, .contact].contains(self) }
    }

    /// The most rows of a file; more ask for a shorter period.
    public static let mostRows = 20_000
    /// The most where rows say who the applicant is: each is noted before the file goes out.
    public static let mostPeople = 2_000
    /// How long it may be fetched once it is allowed, in hours.
    public static let hours: Int64 = 24
    public static let mostFetches: Int64 = 3
    /// A reason says more than a word.
    public static let shortest = 10

    public let id: CaseExportID
    public let services: [ServiceCode]
    /// First and last day on which cases were sent.
    public let from, until: Day
    /// In the order of `Column`.
    public let columns: [Column]
    /// How many cases it was when it was asked for.
    public let cases: Int64
    public let reason: String?
    public let state: State
    public let askedBy: AccountID
    public let askedFrom: PositionID
    public let askedAt: Instant
    public let decidedBy: AccountID?
    public let decidedAt: Instant?
    /// Why it was refused.
    public let answer: String?
    public let fetched: Int64

    public var isPersonal: Bool { columns.contains(where: \.isPersonal) }
    /// The most rows that it may have.
    public var most: Int { isPersonal ? Self.mostPeople : Self.mostRows }
    public var endsAt: Instant? {
        state == .approved ? decidedAt?.adding(hours: Self.hours) : nil
    }

    public func mayBeFetched(at now: Instant) -> Bool {
        endsAt.map { now < $0 } == true && fetched < Self.mostFetches
    }

    /// Whether an officer is no second pair of eyes: he asked for it, or may act from the position
    /// from which it was asked for.
    public func isOwn(of officer: Officer) -> Bool {
        officer.isBehind(askedBy, from: askedFrom)
    }
}

/// What somebody asks for.
public struct ExportOrder: Sendable {
    public let services: [ServiceCode]
    public let from, until: Day
    public let columns: [CaseExport.Column]
    public let reason: String

    public init(
        services: [ServiceCode], from: Day, until: Day, columns: [CaseExport.Column],
        reason: String
    ) {
        self.services = services
        self.from = from
        self.until = until
        let wanted = Set(columns)
        self.columns = CaseExport.Column.allCases.filter(wanted.contains)
        self.reason = reason.singleSpaced
    }
}

/// One case of a list.
public struct ExportedCase: Sendable {
    public let record: CaseRecord
    /// Only where the list says who the applicant is.
    public let person: ListedPerson?
}

extension Permission {
    /// Asking for lists of cases as a file, and fetching those that others allowed.
    public static let exportCases: Permission = "cases.export"
    /// Allowing lists that others asked for.
    public static let approveExports: Permission = "cases.export-approve"
}
