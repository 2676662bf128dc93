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

@Suite("The life of a permit")
struct LifeTests {
    private func proposal(
        _ measure: PermitMeasure, from: Day? = nil, until: Day? = nil
    ) -> PermitProposal {
        PermitProposal(
            measure: measure, from: from, until: until, law: "Perwali 14/2019 Pasal 20",
            reason: "Dipasang di luar titik.")
    }

    private func event(_ permit: Permit, _ city: TestCity) async throws -> UUIDv7 {
        let events = try await city.house.permitTools.record(permit).events
        return try #require(events.first { $0.state == .open }).id
    }

    /// One proposes, another decides.
    private func carry(
        _ proposal: PermitProposal, on permit: Permit, in city: TestCity
    ) async throws {
        let key = PermitNumber.key(permit.number)
        let tools = city.house.permitTools
        try await tools.propose(
            proposal, for: key, by: try await city.officer("dpmptsp-kabid-perizinan"))
        try await tools.decide(
            try await event(permit, city), for: key, approve: true, answer: nil,
            by: try await city.officer("dpmptsp-kepala"))
    }

    @Test(
        "suspended, lifted, revoked: by two officers, told at once to everybody",
        arguments: TestEngine.available)
    func measures(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.sign()
            let visitor = try TestBrowser(city)
            let code = try #require(permit.code)
            try await carry(
                proposal(.suspend, until: city.today.adding(days: 10)), on: permit, in: city)
            #expect(try await city.again(permit).state(on: city.today) == .suspended)
            await visitor.open("/verifikasi/\(code)")
            #expect(await visitor.text.contains("sedang dibekukan"))
            await visitor.open(PermitURL.one(permit.number))
            #expect(await visitor.text.contains("Perwali 14/2019 Pasal 20"))
            #expect(await !visitor.text.contains("di luar titik"))
            #expect(try await city.mails().contains("Izin \(permit.number) dibekukan"))
            // It ends by itself.
            let later = city.today.adding(days: 11)
            #expect(try await city.again(permit).state(on: later) == .inForce)
            try await carry(proposal(.lift), on: permit, in: city)
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
            try await carry(proposal(.revoke), on: permit, in: city)
            await visitor.open("/verifikasi/\(code)")
            #expect(await visitor.text.contains("sudah dicabut"))
            #expect(try await city.house.permitLookup.permit(permit.number)?.state == .revoked)
            #expect(try await city.mails().contains("Izin \(permit.number) dicabut"))
        }
    }

    @Test("nobody decides what he proposed, nor officers of other offices")
    func fourEyes() async throws {
        try await TestCity.run { city in
            let permit = try await city.sign()
            let key = PermitNumber.key(permit.number)
            let tools = city.house.permitTools
            let kabid = try await city.officer("dpmptsp-kabid-perizinan")
            let other = try await city.officer("disdukcapil-kepala")
            await #expect(throws: Refusal(.forbidden, "permits.not_yours")) {
                try await tools.propose(proposal(.revoke), for: key, by: other)
            }
            try await tools.propose(proposal(.revoke), for: key, by: kabid)
            let open = try await event(permit, city)
            await #expect(throws: Refusal(.forbidden, "permits.decision.own")) {
                try await tools.decide(open, for: key, approve: true, answer: nil, by: kabid)
            }
            await #expect(throws: Refusal(.conflict, "permits.decision.waits")) {
                try await tools.propose(proposal(.suspend), for: key, by: kabid)
            }
            let head = try await city.officer("dpmptsp-kepala")
            await #expect(throws: Refusal(.invalid, "web.problem.required", field: "alasan")) {
                try await tools.decide(open, for: key, approve: false, answer: " ", by: head)
            }
            try await tools.decide(open, for: key, approve: false, answer: "Belum cukup.", by: head)
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
            await #expect(throws: Refusal(.conflict, "permits.decision.done")) {
                try await tools.decide(open, for: key, approve: true, answer: nil, by: head)
            }
        }
    }

    @Test("the desk: proposing and deciding by pages, every look noted")
    func desk() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let page = PermitURL.desk(permit.number)
            let holder = try #require(try await city.house.permitTools.record(permit).holder)
            let kabid = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            try await kabid.send(
                [("pemegang", holder.nik ?? "")], to: "/meja/izin/cari", on: "/meja/izin")
            #expect(await kabid.text.contains(permit.number))
            try await kabid.send(
                [("pemegang", holder.name ?? "")], to: "/meja/izin/cari", on: "/meja/izin")
            #expect(await kabid.text.contains(permit.number))
            await kabid.open(page)
            #expect(await kabid.text.contains(holder.nik ?? "?"))
            try await kabid.send([("tindakan", "suspend"), ("dasar", "")], to: page + "/usul")
            #expect(await kabid.status == 422)
            try await kabid.send(
                [("tindakan", "suspend"), ("dasar", "Perwali 14"), ("alasan", "Keluhan.")],
                to: page + "/usul", on: page)
            #expect(await kabid.text.contains("Petugas lain yang memutuskan"))
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/izin")
            #expect(await head.text.contains("Menunggu putusan petugas kedua"))
            await head.open(page)
            try await head.send([("putusan", "setuju")], to: page + "/putusan")
            #expect(await head.text.contains("Tindakan berlaku"))
            #expect(try await city.again(permit).state(on: city.today) == .suspended)
            let looks = try await city.house.store.read("test.looks") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM access_log WHERE part = 'permit'")?.int(0)
            }
            #expect((looks ?? 0) >= 5)
        }
    }

    @Test("an objection that is granted gives the permit back", arguments: TestEngine.available)
    func contested(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            try await carry(proposal(.revoke), on: permit, in: city)
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/izin-saya")
            #expect(await citizen.text.contains("Ajukan keberatan"))
            try await city.play(
                id,
                "- object: {alasan: Saya tidak melanggar.}\n- do: terima\n- do: telaah\n"
                    + "- do: konsep\n- do: putusan\n- do: serah\n- back: true")
            try await city.readAll()
            #expect(try await city.again(permit).state(on: city.today) == .inForce)
            #expect(try await city.standing(id).record.state == .closed)
            #expect(try await city.mails().contains("Izin \(permit.number) berlaku lagi"))
        }
    }

    @Test("a renewal takes the place of the old one")
    func renewal() async throws {
        try await TestCity.run { city in
            let old = try await city.licence()
            let number = try #require(
                try await city.house.store.read("test.number") { reader in
                    try city.house.cases.number(of: old.caseID ?? CaseID(old.id.value), in: reader)
                })
            let draft = try await city.house.permitTools.begin(
                .renew, PermitNumber.key(old.number), for: city.citizens[0],
                by: city.citizens[0]
            ) { _ in true }
            let again = try await city.house.permitTools.begin(
                .renew, PermitNumber.key(old.number), for: city.citizens[0],
                by: city.citizens[0]
            ) { _ in true }
            #expect(draft == again)
            let id = try #require(old.caseID)
            try await city.play(
                id,
                "- renew: {jenis_permohonan: perpanjangan, nomor_sip_lama: \(old.number), "
                    + "berakhir_lama: 2031-11-22}\n- do: periksa\n- do: verifikasi\n"
                    + "- do: konsep\n- do: paraf\n- do: putusan\n- do: serah\n- back: true")
            try await city.readAll()
            let now = try await city.again(old)
            #expect(now.state(on: city.today) == .superseded && !number.text.isEmpty)
            let new = try await city.house.permitTools.permit(
                PermitNumber.key(now.successor ?? ""))
            #expect(new.predecessor == old.number && new.state(on: city.today) == .inForce)
        }
    }

    @Test("changed data: a new permit of the same kind until the same day")
    func change() async throws {
        try await TestCity.run { city in
            let old = try await city.sign()
            _ = try await city.story(
                "perubahan-data-izin",
                "{nomor_izin: \(old.number), nama_usaha: PT Maju Bersama}",
                "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n- do: putusan\n"
                    + "- do: serah")
            try await city.readAll()
            let gone = try await city.again(old)
            #expect(gone.state(on: city.today) == .superseded)
            let new = try await city.house.permitTools.permit(
                PermitNumber.key(gone.successor ?? ""))
            #expect(new.business == "PT Maju Bersama" && new.kind == old.kind)
            #expect(new.until == old.until && new.region == old.region && new.place == old.place)
            _ = try await city.story(
                "salinan-izin", "{nomor_izin: \(new.number), sebab: rusak}",
                "- do: periksa\n- do: konsep\n- do: paraf\n- do: putusan\n- do: serah")
            try await city.readAll()
            let events = try await city.house.permitTools.record(new).events
            #expect(events.map(\.kind) == [.copy])
        }
    }

    @Test("the draft of a change begins with what the permit says")
    func prefilled() async throws {
        try await TestCity.run { city in
            let permit = try await city.sign()
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/izin-saya")
            #expect(await citizen.text.contains(permit.number))
            try await citizen.press(
                PermitURL.begin.filled(PermitNumber.slug(permit.number), "ubah"))
            #expect(await citizen.status == 200)
            let parts = await citizen.path.split(separator: "/")
            #expect(parts.first == "draf")
            await citizen.open("/draf/\(parts[1])/izin")
            #expect(await citizen.text.contains(permit.number))
            let stranger = try await TestBrowser.citizen(1, of: city)
            await stranger.open("/izin-saya")
            #expect(await !stranger.text.contains(permit.number))
            try await stranger.press(
                PermitURL.begin.filled(PermitNumber.slug(permit.number), "ubah"))
            #expect(await stranger.status == 404)
        }
    }

    @Test("an erased case leaves the permit, and nothing of its holder")
    func erased() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let id = try #require(permit.caseID)
            try await city.erase(id)
            try await city.house.permitTools.forgetErased()
            let left = try await city.house.store.read("test.left") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM permits WHERE name_key IS NOT NULL \
                    OR nik_key IS NOT NULL OR holder IS NOT NULL OR account IS NOT NULL
                    """)?.int(0)
            }
            #expect(left == 0)
            let visitor = try TestBrowser(city)
            await visitor.open(PermitURL.one(permit.number))
            #expect(await visitor.text.contains("Data pemegang sudah dihapus"))
        }
    }

    @Test("holders are reminded once at each distance", arguments: TestEngine.available)
    func reminders(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let until = try #require(permit.until)
            let remind = RemindHolders(tools: city.house.permitTools)
            func told(daysBefore days: Int) async throws -> Int {
                try await city.house.store.write("test.until") { [today = city.today] tx in
                    try tx.execute("UPDATE permits SET until_day = \(today.adding(days: days))")
                    try tx.execute(
                        "UPDATE permit_reminders SET until_day = \(today.adding(days: days))")
                }
                return try await remind.run()
            }
            #expect(until > city.today)
            #expect(try await told(daysBefore: 91) == 0)
            #expect(try await told(daysBefore: 90) == 1)
            #expect(try await told(daysBefore: 60) == 0)
            #expect(try await told(daysBefore: 30) == 1)
            #expect(try await told(daysBefore: 5) == 1)
            #expect(try await told(daysBefore: 1) == 0)
            #expect(try await told(daysBefore: -1) == 0)
            let mails = try await city.mails().filter { $0.hasPrefix("Izin \(permit.number) ber") }
            #expect(mails.count == 3)
        }
    }
}
