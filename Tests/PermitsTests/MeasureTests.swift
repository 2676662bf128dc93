import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("What is decided about a permit, and what is said against it")
struct MeasureTests {
    private func proposal(
        _ measure: PermitMeasure, from: Day? = nil, until: Day? = nil
    ) -> PermitProposal {
        PermitProposal(
            measure: measure, from: from, until: until, law: "Perwali 14/2019 Pasal 20",
            reason: "Dipasang di luar titik.")
    }

    private func propose(
        _ proposal: PermitProposal, on permit: Permit, in city: TestCity
    ) async throws {
        try await city.house.permitTools.propose(
            proposal, for: PermitNumber.key(permit.number),
            by: try await city.officer("dpmptsp-kabid-perizinan"))
    }

    private func approve(_ permit: Permit, in city: TestCity) async throws {
        let events = try await city.house.permitTools.record(permit).events
        try await city.house.permitTools.decide(
            try #require(events.first { $0.state == .open }).id,
            for: PermitNumber.key(permit.number), approve: true, answer: nil,
            by: try await city.officer("dpmptsp-kepala"))
    }

    private func carry(
        _ measure: PermitMeasure, on permit: Permit, in city: TestCity
    ) async throws {
        city.clock.advance(milliseconds: 1_000)
        try await propose(proposal(measure), on: permit, in: city)
        try await approve(permit, in: city)
        city.clock.advance(milliseconds: 1_000)
    }

    /// Objects, and leaves the objection lying.
    private func object(_ id: CaseID, in city: TestCity) async throws -> CaseID {
        try await city.play(id, "- object: {alasan: Saya tidak melanggar.}\n- back: true")
        let found = try await city.house.store.read("test.objection") { reader in
            try reader.row(
                """
                SELECT from_case FROM case_links WHERE to_case = \(id) AND kind = 'objection' \
                ORDER BY at DESC LIMIT 1
                """
            ).map { $0.id(0) as CaseID }
        }
        return try #require(found)
    }

    private func grant(_ objection: CaseID, in city: TestCity) async throws {
        try await city.play(
            objection,
            "- do: terima\n- do: telaah\n- do: konsep\n- do: putusan\n- do: serah")
        try await city.readAll()
    }

    @Test(
        "an objection after the suspension was lifted opens nothing again",
        arguments: TestEngine.available)
    func lifted(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            try await carry(.suspend, on: permit, in: city)
            let objection = try await object(id, in: city)
            try await carry(.lift, on: permit, in: city)
            try await grant(objection, in: city)
            #expect(try await city.standing(id).record.state == .closed)
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
            #expect(try await !city.acts(id).contains("case.reopened"))
        }
    }

    @Test("a granted objection undoes what it was about, and no later measure")
    func later() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            try await carry(.suspend, on: permit, in: city)
            let first = try await object(id, in: city)
            try await carry(.revoke, on: permit, in: city)
            // The later measure can be contested too.
            let second = try await object(id, in: city)
            #expect(first != second)
            try await grant(first, in: city)
            let term = try await city.again(permit).term
            #expect(term.revoked != nil && term.suspendedFrom == nil)
            try await grant(second, in: city)
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
        }
    }

    @Test("a revocation has no days; a suspension that is over suspends nothing")
    func days() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let today = city.today
            try await propose(
                proposal(.suspend, from: today, until: today.adding(days: 3)), on: permit,
                in: city)
            city.wait(days: 5)
            await #expect(throws: Refusal(.conflict, "permits.decision.over")) {
                try await approve(permit, in: city)
            }
            let other = try await city.sign()
            try await propose(
                proposal(.revoke, from: city.today.adding(days: 30)), on: other, in: city)
            try await approve(other, in: city)
            #expect(try await city.again(other).term.revoked == city.today)
        }
    }

    @Test("what is suspended cannot be renewed from the page of its case")
    func renewal() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            let page = "/berkas/\(try await city.standing(id).record.number.text)"
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open(page)
            #expect(await citizen.text.contains("Perpanjang"))
            try await carry(.suspend, on: permit, in: city)
            await citizen.open(page)
            #expect(await !citizen.text.contains("Perpanjang"))
            try await citizen.press(page + "/lagi")
            #expect(await citizen.status == 409)
        }
    }

    @Test("a stranger who names a number takes nobody's permit")
    func stranger() async throws {
        try await TestCity.run { city in
            let permit = try await city.sign()
            // As if it were somebody else's: the one who applies is another account.
            try await city.house.store.write("test.other") { tx in
                try tx.execute(
                    """
                    UPDATE permits SET account = \(city.citizens[1]), nik_key = NULL, \
                    holder = NULL WHERE id = \(permit.id)
                    """)
            }
            let id = try await city.story(
                "perubahan-data-izin", "{nomor_izin: \(permit.number)}",
                "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n- do: putusan\n"
                    + "- do: serah")
            let new = try await city.permit(of: id)
            #expect(new.kind == permit.kind && new.until == permit.until)
            #expect(new.business == nil && new.place == nil && new.predecessor == nil)
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
            let told = try await city.house.store.read("test.told") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM notices WHERE template = 'permit-unclear'")?.int(0)
            }
            #expect((told ?? 0) > 0)
        }
    }

    @Test("a permit goes where its case goes", arguments: TestEngine.available)
    func claimed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            try await city.house.store.write("test.claim") { tx in
                _ = try city.house.cases.give(
                    id, of: city.citizens[0], to: city.citizens[1], in: tx)
                try city.house.ledger.append(
                    LedgerEntry(
                        type: "counter.claimed", caseID: id, actor: .citizen(city.citizens[1]),
                        at: city.clock.now), key: nil, in: tx)
            }
            try await city.readAll()
            #expect(try await city.again(permit).account == city.citizens[1])
        }
    }
}
