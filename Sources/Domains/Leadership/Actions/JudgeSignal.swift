import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

extension LeadershipTools {
    /// The inspector's judgement, with a reason. It says nothing about a person: only whether
    /// somebody looks further.
    func judge(
        _ id: UUIDv7, _ verdict: Signal.State, reason: String, by officer: Officer
    ) async throws {
        let now = world.now
        let today = Day(now, in: zone)
        try await store.write("leadership.judge") { [self] tx in
            // As the transaction sees him: what a page remembers may be some seconds old.
            let inspector = try directory.officer(officer.account, on: today, in: tx)
            guard let seat = inspector?.seat(.inspect) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            let rows = SignalRows(vault: vault)
            guard let signal = try rows.find(id, in: tx) else {
                throw Refusal(.notFound, "web.notFound")
            }
            guard signal.state == .open, verdict != .open,
                try rows.judge(
                    id, verdict, reason: reason, by: officer.account, from: seat.position,
                    at: now, in: tx)
            else { throw Refusal(.conflict, "leadership.signal.judged") }
            try ledger.append(
                LedgerEntry(
                    type: "signal.judged", actor: .officer(officer.account, seat.position),
                    service: signal.service, unit: signal.unit,
                    facts: .object([
                        "signal": .string(id.text), "kind": .string(signal.kind.rawValue),
                        "verdict": .string(verdict.rawValue),
                    ]), at: now),
                key: nil, in: tx)
        }
    }

    /// Forgets pairs that no rule looks at any more, and what was written about erased cases.
    func sweepPairs() async throws {
        let rows = SignalRows(vault: vault)
        while try await store.write(
            "leadership.reasons", { tx in try rows.forgetErased(limit: 200, in: tx) }) >= 200
        {}
        let days = try await shelf.published().profile.signals.pairDays
        let before = world.now.adding(hours: -24 * Int64(days))
        while try await store.write(
            "leadership.pairs",
            { tx in try SignalRows.sweep(before: before, limit: 500, in: tx) }) >= 500
        {}
    }
}
