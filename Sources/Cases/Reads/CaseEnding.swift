import Contracts
import Kernel
import People
import Store

/// How a case ended, for what comes after it: a survey, a register.
public struct CaseEnding: Sendable, Hashable {
    public let number: TrackingCode
    public let service: ServiceCode
    /// The edition that it followed.
    public let version: String
    /// The unit that answers for the service.
    public let unit: UnitCode
    public let applicant: AccountID
    public let language: Language
    public let outcome: Outcome
    public let closedAt: Instant
    /// The applicant had processing restricted: nothing is done with it.
    public let isRestricted: Bool
}

extension Cases {
    /// Nothing while the case is open, or when there is none.
    public static func ending(of id: CaseID, in reader: Reader) throws -> CaseEnding? {
        let row = try reader.row(
            """
            SELECT c.number, c.service, c.version, c.owner_unit, c.applicant, c.language,
            c.outcome, c.closed_at, \(sql: Restrictions.since) FROM cases c
            WHERE c.id = \(id) AND c.state = 'closed'
            """)
        guard let row, let number = try? TrackingCode(row.text(0)),
            let service = ServiceCode(row.text(1)), let unit = UnitCode(row.text(3)),
            let language = Language(rawValue: row.text(5)),
            let outcome = Outcome(rawValue: row.text(6))
        else { return nil }
        return CaseEnding(
            number: number, service: service, version: row.text(2), unit: unit,
            applicant: row.id(4), language: language, outcome: outcome,
            closedAt: row.instant(7), isRestricted: row.optionalInt(8) != nil)
    }
}
