import Cases
import City
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing

@Suite("Who is an officer no more does nothing with what a request knew of him")
struct InForceTests {
    static let clerk = "dpmptsp-loket-1"

    private func change(
        _ city: TestCity, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await city.house.store.write("test.change") { tx in try body(tx) }
    }

    /// He loses all his posts, as of yesterday.
    private func dismiss(_ officer: Officer, _ city: TestCity) async throws {
        let yesterday = Day(city.clock.now, in: .wib).adding(days: -1)
        try await change(city) { tx in
            try tx.execute(
                """
                UPDATE people_assignments SET until_day = \(yesterday) \
                WHERE account = \(officer.account)
                """)
        }
    }

    private func refused(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.problems.first?.key
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "dismissed while the request ran: neither a task, nor the case, nor work is touched",
        arguments: TestEngine.available)
    func dismissed(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.story(
                "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
            try await cases.writeMessage(on: id, by: city.citizens[0], text: "Kapan?")
            // As they were when their requests began.
            let inspector = try await city.act(id, "dinkes-lapangan-1")
            let leader = try await city.act(id, "dpmptsp-kepala")
            let desk = try #require(
                try await cases.stepDesk(id, nil, for: inspector.officer))
            let task = try #require(try await city.standing(id).task)
            let holders = [inspector.officer, leader.officer]
            for holder in holders { try await dismiss(holder, city) }
            let before = try await city.acts(id)
            #expect(await refused { try await cases.claim(inspector) } == "case.not_yours")
            #expect(
                await refused {
                    try await cases.giveOpinion(inspector, favourable: true, text: "Layak.")
                } == "case.not_yours")
            #expect(
                await refused {
                    let typed = WorkContent(TypedAnswers(["ruang_sesuai": ["ya"]]))
                    try await cases.saveWork(desk, by: inspector.officer, SentWork(typed))
                } == "case.changed_meanwhile")
            #expect(
                await refused {
                    try await cases.assign(
                        leader, task: task.id, to: inspector.officer.account)
                } == "case.not_yours")
            #expect(
                await refused {
                    try await cases.reopen(leader, at: "periksa", reason: "Lagi")
                } == "case.not_yours")
            #expect(
                await refused {
                    try await cases.settleMessage(
                        on: id, by: leader.officer, seen: city.clock.now)
                } == "case.not_yours")
            #expect(try await city.acts(id) == before)
        }
    }

    @Test(
        "a delegation, an account or a permission that ended ends what the request may do",
        arguments: TestEngine.available)
    func ended(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            try await city.delegate(Self.clerk, to: "dlh-analis-1", days: 3)
            let standIn = try await city.act(id, "dlh-analis-1")
            let yesterday = Day(city.clock.now, in: .wib).adding(days: -1)
            try await change(city) { tx in
                try tx.execute("UPDATE people_delegations SET until_day = \(yesterday)")
            }
            #expect(await refused { try await cases.claim(standIn) } == "case.not_yours")
            let clerk = try await city.act(id, Self.clerk)
            let account = clerk.officer.account
            try await change(city) { tx in
                try tx.execute(
                    "UPDATE people_accounts SET state = 'closed' WHERE id = \(account)")
            }
            #expect(await refused { try await cases.claim(clerk) } == "case.not_yours")
            try await change(city) { tx in
                try tx.execute(
                    "UPDATE people_accounts SET state = 'active' WHERE id = \(account)")
                try tx.execute(
                    "DELETE FROM people_role_permissions WHERE permission = 'case.work'")
            }
            #expect(await refused { try await cases.claim(clerk) } == "case.not_yours")
            #expect(try await city.standing(id).task?.claimedBy == nil)
        }
    }

    @Test(
        "of two posts that would do the one that is left does it",
        arguments: TestEngine.available)
    func other(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.delegate(Self.clerk, to: "dpmptsp-loket-2", days: 3)
            let act = try await city.act(id, "dpmptsp-loket-2")
            #expect(act.officer.authorities.count == 2)
            try await dismiss(act.officer, city)
            try await city.house.cases.claim(act)
            let actor = try await city.house.store.read("test.actor") { reader in
                try city.house.ledger.outline(of: id, in: reader)
                    .last { $0.type == "case.claimed" }?.actor
            }
            #expect(actor == act.officer.actor(act.officer.authorities[1].position))
        }
    }

    @Test(
        "a letter is not signed from a post that has ended, though another would do",
        arguments: TestEngine.available)
    func signing(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let act = try await city.act(id, "dpmptsp-kepala")
            try await dismiss(act.officer, city)
            #expect(
                await refused { try await city.house.cases.decide(act, .sign) }
                    == "case.not_yours")
            #expect(try await city.standing(id).record.state == .open)
        }
    }

    @Test("to look costs one statement, by indexes", arguments: TestEngine.available)
    func cost(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let officer = try await city.officer(Self.clerk)
            let today = Day(city.clock.now, in: .wib)
            let (now, counter) = try await StatementCounter.counting {
                try await city.house.store.read("test.now") { reader in
                    try officer.inForce(on: today, in: reader)
                }
            }
            #expect(now == officer)
            #expect(counter.statements == 1)
            // Every permission and post of the demo is what the directory says, too.
            for post in ["dpmptsp-kepala", "dpmptsp-analis-1", "dinkes-lapangan-1"] {
                let known = try await city.officer(post)
                let read = try await city.house.store.read("test.now") { reader in
                    try known.inForce(on: today, in: reader)
                }
                #expect(read == known)
            }
            // An act is as many statements as it was, and this one.
            let id = try await city.submitted()
            let act = try await city.act(id, Self.clerk)
            let (_, whole) = try await StatementCounter.counting {
                try await city.house.cases.claim(act)
            }
            #expect(whole.entries.map(\.name).filter { $0 == "case.act" }.count == 1)
            let counted = whole.entries.first { $0.name == "case.act" }?.statements ?? 0
            #expect(counted <= 12, "\(whole.entries)")
        }
    }
}
