import Contracts
import Kernel
import Store

/// What the register of permits says to a draft that is sent: a permit may have ended since the
/// draft was begun from it. Only drafts of services that have to do with permits are asked about.
public struct SendingCheck: Sendable {
    /// Nobody keeps a register.
    public static let none = SendingCheck { _, _, _ in }

    let check: @Sendable (CaseID, Day, Transaction) throws -> Void

    /// - Parameter check: is given the draft and today, in the transaction that sends it. It throws
    ///   a `Refusal` that says why it is not sent; the draft then stays as it is.
    public init(_ check: @escaping @Sendable (CaseID, Day, Transaction) throws -> Void) {
        self.check = check
    }
}

extension Cases {
    func checkPermit(of draft: CaseID, _ rules: CaseRules, in tx: Transaction) throws {
        guard rules.service.terms.permit != nil else { return }
        try sending.check(draft, Day(world.now, in: rules.calendar.zone), tx)
    }

    /// The case whose permit a case, or a draft that was not sent yet, renews.
    public static func renewed(by id: CaseID, in reader: Reader) throws -> CaseID? {
        try LinkRows.target(id, .parent, in: reader)?.caseID
    }
}
