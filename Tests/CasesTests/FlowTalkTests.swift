import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

/// Rows Q of `docs/flow.md`.
@Suite("The truth table of flows: messages")
struct FlowTalkTests {
    /// The cases on the list of messages of a post; its count must say the same.
    private func list(_ city: TestCity, _ post: String) async throws -> [CaseID] {
        let officer = try await city.officer(post)
        let page = try await city.house.cases.inbox(of: officer, InboxQuery(tab: .messages))
        #expect(page.counts[.messages] == Int64(page.messages.count), "\(post)")
        return page.messages.map(\.record.id)
    }

    private func ask(_ city: TestCity, _ id: CaseID, _ text: String = "Kapan selesai?") async throws
    {
        try await city.house.cases.writeMessage(on: id, by: city.citizens[0], text: text)
    }

    private func reply(
        _ city: TestCity, _ id: CaseID, _ post: String, isInternal: Bool = false,
        seen: Instant? = nil
    ) async throws {
        let officer = try await city.officer(post)
        let position = try #require(officer.authorities.first?.position)
        try await city.house.cases.writeMessage(
            on: id, by: officer, position, text: "Lusa.", isInternal: isInternal, seen: seen)
    }

    @Test(
        "Q1 a message waits on the lists of those who may do an open task, longest first",
        arguments: TestEngine.available)
    func q1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let first = try await city.submitted()
            let second = try await city.submitted(1)
            try await ask(city, second)
            city.wait(hours: 1)
            try await ask(city, first)
            try await ask(city, second, "Halo?")
            #expect(try await list(city, "dpmptsp-loket-1") == [second, first])
            // Neither other roles of the office nor other offices.
            for post in ["dpmptsp-analis-1", "kesbangpol-analis-1", "dpmptsp-kepala"] {
                #expect(try await list(city, post).isEmpty, "\(post)")
            }
            try await city.bring(first, to: .recommend)
            #expect(try await list(city, "dpmptsp-loket-1") == [second])
            #expect(try await list(city, "kesbangpol-analis-1") == [first])
        }
    }

    @Test("whose post has ended writes nothing, whatever a page remembers of him")
    func ended() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let clerk = try await city.officer("dpmptsp-loket-1")
            let position = try #require(clerk.authorities.first?.position)
            let yesterday = Day(city.clock.now, in: city.house.zone).adding(days: -1)
            try await city.house.store.write("test.ended") { tx in
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(yesterday) \
                    WHERE account = \(clerk.account)
                    """)
            }
            await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                try await city.house.cases.writeMessage(
                    on: id, by: clerk, position, text: "Lusa.", isInternal: true)
            }
        }
    }

    @Test(
        "Q2 of a case that waits or is closed the unit that owns it answers",
        arguments: TestEngine.available)
    func q2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let waiting = try await city.submitted()
            try await city.house.cases.returnForCorrection(
                try await city.act(waiting, "dpmptsp-loket-1"),
                Correction(items: [.init(field: "judul", note: "Terlalu umum.")], letter: "Mohon."))
            let closed = try await city.submitted(1)
            try await city.house.cases.withdraw(closed, by: city.citizens[0], reason: "Batal.")
            try await ask(city, waiting)
            city.wait(hours: 1)
            try await ask(city, closed)
            for post in ["dpmptsp-loket-1", "dpmptsp-analis-1", "dpmptsp-kepala"] {
                #expect(try await list(city, post) == [waiting, closed], "\(post)")
            }
            for post in ["kesbangpol-analis-1", "disdukcapil-loket-1"] {
                #expect(try await list(city, post).isEmpty, "\(post)")
            }
            try await reply(city, closed, "dpmptsp-analis-2")
            #expect(try await list(city, "dpmptsp-loket-1") == [waiting])
        }
    }

    @Test("Q3 an answer ends the waiting, a note does not", arguments: TestEngine.available)
    func q3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await ask(city, id)
            #expect(try await city.standing(id).record.unansweredAt == city.clock.now)
            try await reply(city, id, "dpmptsp-loket-1", isInternal: true)
            #expect(try await list(city, "dpmptsp-loket-1") == [id])
            try await reply(city, id, "dpmptsp-loket-1")
            #expect(try await list(city, "dpmptsp-loket-1").isEmpty)
            #expect(try await city.standing(id).record.unansweredAt == nil)
        }
    }

    @Test("Q4 whoever answers may say that none is needed", arguments: TestEngine.available)
    func q4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await ask(city, id, "Terima kasih.")
            let mails = try await city.mails().count
            let clerk = try await city.officer("dpmptsp-loket-2")
            try await city.house.cases.settleMessage(on: id, by: clerk, seen: city.clock.now)
            #expect(try await list(city, "dpmptsp-loket-1").isEmpty)
            #expect(try await city.acts(id).last == ActKind.messageSettled.rawValue)
            #expect(try await city.mails().count == mails)
            // There is nothing left to say that of.
            await #expect(throws: Refusal(.conflict, "case.changed_meanwhile")) {
                try await city.house.cases.settleMessage(on: id, by: clerk, seen: city.clock.now)
            }
        }
    }

    @Test(
        "Q5 a message that came while somebody wrote goes on waiting",
        arguments: TestEngine.available)
    func q5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await ask(city, id)
            let seen = city.clock.now
            city.wait(hours: 1)
            try await ask(city, id, "Dan berapa biayanya?")
            let clerk = try await city.officer("dpmptsp-loket-1")
            await #expect(throws: Refusal(.conflict, "case.changed_meanwhile")) {
                try await city.house.cases.settleMessage(on: id, by: clerk, seen: seen)
            }
            try await reply(city, id, "dpmptsp-loket-1", seen: seen)
            #expect(try await city.standing(id).record.unansweredAt == city.clock.now)
            #expect(try await list(city, "dpmptsp-loket-1") == [id])
        }
    }

    @Test("Q6 nobody else says that none is needed", arguments: TestEngine.available)
    func q6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await ask(city, id)
            for post in ["dpmptsp-analis-1", "kesbangpol-analis-1", "disdukcapil-kepala"] {
                let other = try await city.officer(post)
                await #expect(throws: Refusal(.forbidden, "case.not_yours"), "\(post)") {
                    try await city.house.cases.settleMessage(
                        on: id, by: other, seen: city.clock.now)
                }
            }
            // Whoever leads the case may.
            let head = try await city.officer("dpmptsp-kepala")
            try await city.house.cases.settleMessage(on: id, by: head, seen: city.clock.now)
        }
    }
}
