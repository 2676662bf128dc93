import Cases
import Contracts
import Kernel
import Store

extension SendingCheck {
    /// A renewal, a change or a copy is sent only as long as its permit is in a state in which it
    /// could be begun: it may have been suspended, revoked or replaced while the form lay there. An
    /// objection is about such a state, and its own service keeps it to its time.
    public static let register = SendingCheck { draft, today, tx in
        guard let basis = try SendingBasis.find(draft, in: tx), basis.errand != .contest else {
            return
        }
        let state = basis.term.state(until: basis.until, on: today)
        guard !basis.errand.fits(state) else { return }
        throw Refusal(
            .conflict, "permits.sending.\(state.rawValue)",
            values: [
                "number": basis.number, "successor": basis.successor ?? "–",
                "day": basis.day(of: state)?.iso ?? "–",
            ])
    }
}

/// The permit from which a draft was begun, as far as it decides whether that can be sent.
private struct SendingBasis {
    let errand: PermitErrand
    let number: String
    let until: Day?
    let term: PermitTerm
    let successor: String?

    /// The day that goes with a state in a sentence.
    func day(of state: PermitState) -> Day? {
        switch state {
        case .inForce: nil
        case .expired: until
        case .suspended: term.suspendedFrom
        case .revoked: term.revoked
        case .superseded: term.superseded
        }
    }

    private static let columns: SQL = """
        p.number, p.until_day, p.superseded_on, p.suspended_from, p.suspended_until, \
        p.revoked_on, p.successor
        """

    /// Begun from the permit itself, or from the case that gave it; what names a number only was
    /// begun from none.
    static func find(_ draft: CaseID, in reader: Reader) throws -> SendingBasis? {
        let begun = try reader.row(
            """
            SELECT \(sql: columns), d.gift FROM permit_drafts d JOIN permits p ON p.id = d.permit \
            WHERE d.draft = \(draft)
            """)
        if let begun {
            let errand = PermitErrand.allCases.first { $0.gift.rawValue == begun.text(7) }
            return errand.map { SendingBasis($0, begun) }
        }
        guard let renewed = try Cases.renewed(by: draft, in: reader) else { return nil }
        return try reader.row(
            "SELECT \(sql: columns) FROM permits p WHERE p.case_id = \(renewed)"
        ).map { SendingBasis(.renew, $0) }
    }

    private init(_ errand: PermitErrand, _ row: Row) {
        self.errand = errand
        number = row.text(0)
        until = row.optionalDay(1)
        term = PermitTerm(
            superseded: row.optionalDay(2), suspendedFrom: row.optionalDay(3),
            suspendedUntil: row.optionalDay(4), revoked: row.optionalDay(5))
        successor = row.optionalText(6)
    }
}
