import Cases
import City
import Contracts
import Kernel
import Open311
import Outbound
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("Open311: a unit that works in a system of its own")
struct PartnerTests {
    @Test(
        "a report goes there once, comes back answered, and a case that ended here stays ended",
        arguments: TestEngine.available)
    func round(_ engine: TestEngine) async throws {
        try await PartnerScene.run(on: engine) { scene in
            let report = try await scene.forwarded()
            try await scene.turn()
            try await scene.turn()
            let sent = try await scene.reports()
            let one = try #require(sent.first)
            #expect(sent.count == 1 && one.serviceCode == "jalan")
            #expect(one.description?.contains("Jalan berlubang di depan pasar") == true)
            #expect(one.description?.contains(report.number.text) == true)
            #expect(one.point?.latitude == -6_591_200)
            let remote = try await scene.remote(report.caseID)
            #expect(remote == one.id)
            #expect(scene.there.requests.allSatisfy { $0.reach == .publicOnly })
            // Done there: asked here, in the words of the unit.
            scene.wait(hours: 1)
            try await scene.there.scene.answer(remote, "Sudah kami tambal.")
            scene.wait(hours: 1)
            try await scene.turn()
            let answered = try await scene.city.report(report.caseID)
            #expect(answered.state == .done && answered.unit.text == "dpupr")
            #expect(answered.reply == "Sistem DPUPR: Sudah kami tambal.")
            // The reporter says no: it is open there again, and the same end answers nothing.
            let cases = scene.city.house.cases
            let citizen = scene.city.citizens[0]
            try await cases.refute(report.caseID, by: citizen, reason: "Masih berlubang")
            try await scene.pass(hours: 3)
            #expect(try await scene.city.report(report.caseID).state.isOpen)
            let open = try #require(try await scene.reports().first)
            #expect(open.status == .open)
            let told = try await scene.there.scene.caseID(remote)
            #expect(try await scene.there.scene.city.acts(told).contains("case.refuted"))
            // Done again.
            let there = scene.there.scene.city
            try await there.house.cases.answer(
                try await there.act(told, PartnerScene.unit), text: "Ditambal lagi.")
            try await there.readAll()
            try await scene.pass(hours: 2)
            let again = try await scene.city.report(report.caseID)
            #expect(again.state == .done && again.reply == "Sistem DPUPR: Ditambal lagi.")
            try await cases.confirm(report.caseID, by: citizen)
            try await scene.pass(hours: 2)
            let acts = try await scene.city.acts(report.caseID)
            #expect(acts.count { $0 == "case.answered" } == 2)
            // Whatever is said there afterwards, it has ended here.
            try await there.house.cases.refute(
                told, by: try await scene.reporter(told), reason: "Belum")
            try await scene.pass(hours: 3)
            #expect(try await scene.city.acts(report.caseID) == acts)
            #expect(try await scene.city.standing(report.caseID).record.state == .closed)
            #expect(try await scene.reports().count == 1)
        }
    }

    @Test(
        "through refusals for a while, time-outs, lost answers and garbage it is there once",
        arguments: TestEngine.available)
    func failing(_ engine: TestEngine) async throws {
        try await PartnerScene.run(on: engine) { scene in
            let report = try await scene.forwarded()
            let there = scene.there
            there.always(.error(.unreachable("down")))
            try await scene.pass(hours: 2)
            there.always(.status(500))
            try await scene.pass(hours: 3)
            there.always(.status(503, [OutboundHeader("Retry-After", "7200")]))
            try await scene.pass(hours: 1)
            let asked = there.requests.count
            try await scene.pass(hours: 1)
            #expect(there.requests.count == asked)
            #expect(try await scene.reports().isEmpty)
            // The search works, the sending arrives, the answer does not; twice over.
            there.always(nil)
            there.next(.plain, .lostAnswer)
            try await scene.pass(hours: 3)
            let link = try #require(try await scene.link(report.caseID))
            #expect(link.status == .linked)
            let sent = try await scene.reports()
            #expect(sent.map(\.id) == [link.remote])
            #expect(there.posts.count { $0.url.contains("requests.json") } > 1)
        }
    }

    @Test("garbage after it was taken is looked for, and never sent again by itself")
    func garbage() async throws {
        try await PartnerScene.run(on: .sqlite, "format: xml") { scene in
            let report = try await scene.forwarded()
            scene.there.next(.taken("<service_requests><request><servi"))
            try await scene.turn()
            #expect(try await scene.link(report.caseID)?.isAccepted == true)
            // A search that finds nothing yet sends nothing.
            scene.there.next(
                .body("<?xml version=\"1.0\"?><service_requests></service_requests>"))
            try await scene.pass(hours: 1)
            #expect(scene.there.posts.count == 1)
            try await scene.pass(hours: 1)
            let link = try #require(try await scene.link(report.caseID))
            #expect(link.status == .linked)
            #expect(try await scene.reports().map(\.id) == [link.remote])
            // The answers that follow are unreadable, and then not.
            try await scene.there.scene.answer(try await scene.remote(report.caseID))
            scene.there.next(.body("<html>Pemeliharaan</html>"))
            scene.wait(hours: 1)
            try await scene.turn()
            let state = try await scene.city.house.store.read("test.state") { reader in
                try PartnerRows.find("dpupr", in: reader)
            }
            #expect(state.fault == "unreadable" && state.failures == 1)
            try await scene.pass(hours: 2)
            #expect(try await scene.city.report(report.caseID).state == .done)
        }
    }

    @Test("a token is kept, and exchanged for the number when there is one")
    func token() async throws {
        try await PartnerScene.run { scene in
            let report = try await scene.forwarded()
            scene.there.next(.token, .body("[{\"token\": \"t\"}]"))
            try await scene.turn()
            let waiting = try #require(try await scene.link(report.caseID))
            #expect(waiting.status == .waiting && waiting.token != nil)
            scene.there.next(.status(404))
            try await scene.pass(hours: 2)
            let link = try #require(try await scene.link(report.caseID))
            #expect(link.status == .linked && link.remote == waiting.token)
            #expect(scene.there.posts.count { $0.url.contains("/requests.") } == 1)
        }
    }

    @Test("a server that knows changes is asked for these; old news is no news")
    func changes() async throws {
        try await PartnerScene.run(on: .sqlite, "updates: true\nchanges: true") { scene in
            let report = try await scene.forwarded()
            try await scene.turn()
            let remote = try await scene.remote(report.caseID)
            let id = try await scene.there.scene.caseID(remote)
            let there = scene.there.scene.city
            try await there.house.cases.giveOpinion(
                try await there.act(id, Desk.coordinator), favourable: true, text: "")
            try await there.readAll()
            try await scene.pass(hours: 3)
            #expect(scene.there.requests.contains { $0.url.contains("updated_after=") })
            let messages = try await scene.messages(report)
            #expect(Set(messages.map(\.text)).count == messages.count && !messages.isEmpty)
            #expect(messages.allSatisfy { $0.text.hasPrefix("Sistem DPUPR: ") })
            #expect(try await scene.city.report(report.caseID).state == .forwarded)
        }
    }

    @Test("what they say is not theirs is a note to the office, and the step stays open")
    func notTheirs() async throws {
        try await PartnerScene.run { scene in
            let report = try await scene.forwarded()
            try await scene.turn()
            try await scene.there.scene.dismiss(
                try await scene.remote(report.caseID), "bukan_wewenang")
            try await scene.pass(hours: 3)
            #expect(try await scene.city.report(report.caseID).state == .forwarded)
            let notes = try await scene.messages(report).filter(\.isInternal)
            #expect(notes.count == 1)
            #expect(notes.first?.text.contains("bukan wewenangnya") == true)
            #expect(notes.first?.text.contains("Bukan milik kota.") == true)
        }
    }
}

extension PartnerScene {
    /// Who reported there: whom the program vouched for.
    func reporter(_ id: CaseID) async throws -> AccountID {
        guard let file = try await there.scene.city.house.cases.standing(of: id) else {
            throw TestProblem("no such case")
        }
        return file.record.applicant
    }
}
