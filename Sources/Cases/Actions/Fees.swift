import Contracts
import Forms
import Kernel
import People
import Store

/// A payment as the treasury saw it.
public struct Payment: Sendable {
    /// The day on which the money came.
    public let day: Day
    /// Whole rupiah.
    public let rupiah: Int64
    /// Of the bank or the counter.
    public let reference: String

    public init(day: Day, rupiah: Int64, reference: String) {
        self.day = day
        self.rupiah = rupiah
        self.reference = reference
    }
}

extension Cases {
    /// The fee has come: the clock goes on. Paid after its last day it is refused here; see
    /// `recordLatePayment`.
    public func recordPayment(_ act: OfficerAct, _ payment: Payment) async throws {
        try await perform(act, at: [.pay]) { scene in
            let bill = try scene.bill(.open)
            try scene.check(payment, bill)
            guard payment.day <= bill.due || scene.record.deemedAt != nil else {
                throw Refusal(
                    .invalid, "case.pay.late", field: "day", values: ["day": bill.due.iso])
            }
            try scene.settle(bill, .paid, payment)
            try scene.change.clock.resume(at: scene.now, calendar: scene.calendar)
            try scene.advance(otherwise: .granted)
        }
    }

    /// A payment for a bill that had lapsed. Made in time, it opens the case again; made too late,
    /// it is noted and goes back to whoever paid.
    public func recordLatePayment(_ act: OfficerAct, _ payment: Payment) async throws {
        try await performClosed(act) { record, officer, rules in
            officer.takesPayments(of: record, rules.service)
        } _: { scene in
            let bill = try scene.bill(.lapsed)
            try scene.check(payment, bill)
            guard payment.day <= bill.due else {
                try scene.contents.settle(bill, as: .late, payment, at: scene.now, in: scene.tx)
                try scene.note(.paidLate, ["rupiah": .integer(payment.rupiah)])
                return try scene.tell(
                    "paidLate", ["amount": HumanText.rupiah(Rupiah(payment.rupiah))])
            }
            let step = scene.record.step
            try scene.reopen(at: step, restartsClock: false)
            try scene.settle(bill, .paid, payment)
            try scene.goOn(
                after: step, try scene.bindings(), otherwise: .granted)
        }
    }
}

extension Officer {
    /// Whether the officer notes what was paid for this case.
    public func takesPayments(of record: CaseRecord, _ service: Service) -> Bool {
        service.flow.all.contains { step in
            step.kind == .pay
                && authority(unit: step.unit, role: step.role, region: record.region) != nil
        }
    }
}

extension Scene {
    /// Asks the applicant for the fee; a fee of nothing is no reason to wait.
    mutating func openBill(
        _ step: Step, _ bindings: [String: ExpressionValue], otherwise outcome: Outcome
    ) throws {
        guard let rule = service.fee.rule else { throw CaseFault.noFee }
        guard var amounts = rule.amounts(bindings) else {
            // Whom silence granted it does not keep waiting for what the city did not find out.
            guard change.deemedAt == nil else {
                try note(.feeWaived, ["unknown": .bool(true)])
                return try goOn(after: step.id, bindings, otherwise: outcome)
            }
            throw Refusal(.conflict, "case.fee.unknown")
        }
        // A case that was opened again is asked for no more than what it has not paid yet.
        let paid = try contents.extras(in: tx).bills.filter { $0.state == .paid }
            .flatMap(\.items).filter { $0.id != FeeAmount.paidBefore }
            .reduce(0) { $0 + $1.rupiah }
        if paid > 0 { amounts.append(FeeAmount(id: FeeAmount.paidBefore, rupiah: -paid)) }
        guard amounts.reduce(0, { $0 + $1.rupiah }) > 0 else {
            try note(.feeWaived)
            return try goOn(after: step.id, bindings, otherwise: outcome)
        }
        let due = Day(now, in: calendar.zone).adding(days: rule.days)
        try BillRows.insert(amounts, due: due, of: record.id, at: now, in: tx)
        let total = amounts.reduce(0) { $0 + $1.rupiah }
        try openTask(step, seat: 0, .waiting)
        change.state = .waiting
        change.wait = .payment
        try change.clock.pause(at: now, promise: service.promise, calendar: calendar)
        try note(.billed, ["total": .integer(total), "until": .string(due.iso)])
        try tell(
            "billed",
            [
                "amount": HumanText.rupiah(Rupiah(total)),
                "day": HumanText.day(due, record.language),
            ])
    }

    fileprivate func bill(_ state: BillState) throws -> Bill {
        guard let bill = try contents.extras(in: tx).bills.last, bill.state == state else {
            throw Refusal(.conflict, "case.changed_meanwhile")
        }
        return bill
    }

    fileprivate func check(_ payment: Payment, _ bill: Bill) throws {
        guard payment.rupiah == bill.total else {
            throw Refusal(
                .invalid, "case.pay.amount", field: "rupiah",
                values: ["amount": HumanText.rupiah(Rupiah(bill.total))])
        }
        guard payment.day <= Day(now, in: calendar.zone),
            payment.day >= Day(bill.issuedAt, in: calendar.zone)
        else { throw Refusal(.invalid, "case.pay.day", field: "day") }
        _ = try Cases.words(payment.reference, field: "reference")
    }

    fileprivate func settle(_ bill: Bill, _ state: BillState, _ payment: Payment) throws {
        try contents.settle(bill, as: state, payment, at: now, in: tx)
        try note(.paid, ["rupiah": .integer(payment.rupiah), "day": .string(payment.day.iso)])
        try tell("paid", ["amount": HumanText.rupiah(Rupiah(payment.rupiah))])
    }
}

extension Cases {
    /// Bills that nobody paid in time end their case; not one that is granted by law already: it
    /// waits on for its money.
    func lapseBills(limit: Int) async throws -> Int {
        let today = Day(world.now, in: try await shelf.zone())
        let due = try await store.read("clock.bills") { reader in
            try BillRows.overdue(today, limit: limit, in: reader)
        }
        for caseID in due {
            try await performByClock(caseID) { scene in
                guard scene.record.wait == .payment else { return }
                try scene.note(.lapsed)
                try scene.close(.lapsed)
                try scene.tell("unpaid")
            }
        }
        return due.count
    }
}
