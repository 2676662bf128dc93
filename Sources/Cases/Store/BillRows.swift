import Contracts
import Kernel
import Store

/// What became of a bill.
public enum BillState: String, Sendable, CaseIterable {
    case open, paid
    /// The last day passed unpaid.
    case lapsed
    /// The case ended otherwise.
    case void
    /// Paid after it had lapsed; the money goes back.
    case late
}

/// A fee that a case was asked for.
public struct Bill: Sendable {
    public let issuedAt: Instant
    public let items: [FeeAmount]
    /// Whole rupiah.
    public let total: Int64
    /// The last day on which it may be paid.
    public let due: Day
    public let state: BillState
    public let paidOn: Day?
    /// Of the payment, such as the number on the bank's slip.
    public let reference: String?
}

/// Rows of `case_bills`.
enum BillRows {
    static func insert(
        _ amounts: [FeeAmount], due: Day, of caseID: CaseID, at now: Instant, in tx: Transaction
    ) throws {
        let items = JSONValue.array(
            amounts.map { .object(["id": .string($0.id), "rupiah": .integer($0.rupiah)]) })
        let total = amounts.reduce(0) { $0 + $1.rupiah }
        try tx.execute(
            """
            INSERT INTO case_bills (case_id, issued_at, items, total, due_day, state) VALUES \
            (\(caseID), \(now), \(String(decoding: items.canonical, as: UTF8.self)), \(total), \
            \(due.iso), 'open')
            """)
    }

    /// Ends the bill that is open, if one is.
    static func settleOpen(
        _ caseID: CaseID, as state: BillState, _ now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE case_bills SET state = \(state.rawValue), settled_at = \(now) \
            WHERE case_id = \(caseID) AND state = 'open'
            """)
    }

    /// Cases whose bill was to be paid before `today`.
    static func overdue(_ today: Day, limit: Int, in reader: Reader) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT b.case_id FROM case_bills b JOIN cases c ON c.id = b.case_id \
            WHERE b.state = 'open' AND b.due_day < \(today.iso) AND c.deemed_at IS NULL \
            LIMIT \(limit)
            """
        ).map { $0.id(0) }
    }
}

extension ContentRows {
    func billPlace(_ issued: Instant) -> SealPlace {
        SealPlace(
            table: "case_bills", row: caseID.bytes + issued.milliseconds.bigEndianBytes,
            column: "reference")
    }

    static func items(_ text: String) throws -> [FeeAmount] {
        guard case .array(let list) = try JSONValue(parsing: Array(text.utf8)) else { return [] }
        return list.compactMap { item in
            guard case .string(let id)? = item["id"], case .integer(let rupiah)? = item["rupiah"]
            else { return nil }
            return FeeAmount(id: id, rupiah: rupiah)
        }
    }

    func settle(
        _ bill: Bill, as state: BillState, _ payment: Payment, at now: Instant,
        in tx: Transaction
    ) throws {
        let sealed = try vault.seal(
            Array(payment.reference.utf8), with: key, at: billPlace(bill.issuedAt))
        try tx.execute(
            """
            UPDATE case_bills SET state = \(state.rawValue), paid_day = \(payment.day.iso), \
            reference = \(sealed), settled_at = \(now) \
            WHERE case_id = \(caseID) AND issued_at = \(bill.issuedAt)
            """)
    }
}
