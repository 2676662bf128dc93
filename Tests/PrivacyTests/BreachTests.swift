import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("The register of breaches")
struct BreachTests {
    private let fields = [
        ("tanggal", "2026-11-23"), ("jam", "08.30"), ("orang", "120"),
        ("data", "Nama dan surel"), ("peristiwa", "Surat terkirim ke alamat salah"),
        ("tindakan", "Ditarik kembali"),
    ]

    @Test(
        "noted, warned of, told, and printed; the text is sealed", arguments: TestEngine.available)
    func register(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            try await officer.send(
                fields, to: "/meja/data-pribadi/insiden/baru",
                on: "/meja/data-pribadi/insiden/baru")
            #expect(await officer.text.contains("Insiden sudah dicatat"))
            // 3 × 24 hours from 08.30 on the 23rd, weekends and nights included.
            #expect(await officer.text.contains("26 November 2026"))
            #expect(!(await officer.text.contains("⟦")))
            let page = await officer.path
            await officer.open(page + "/surat.pdf")
            #expect(await officer.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            city.wait(hours: 73)
            let late = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            await late.open("/meja/data-pribadi")
            #expect(await late.text.contains("seharusnya diberitahukan"))
            let now = city.clock.now
            let overdue = try await city.house.store.read("test.overdue") { reader in
                try BreachClock.overdue(at: now, in: reader)
            }
            #expect(overdue == 1)
            await late.open(page)
            for audience in ["agency", "people"] {
                try await late.send([("siapa", audience)], to: page + "/beri-tahu")
                #expect(await late.text.contains("Tercatat"))
            }
            let after = try await city.house.store.read("test.overdue") { reader in
                try BreachClock.overdue(at: now, in: reader)
            }
            #expect(after == 0)
            let plain = try await city.house.store.read("test.sealed") { reader in
                try reader.rows("SELECT sealed FROM privacy_breaches").map { $0.bytes(0) }
            }
            #expect(plain.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("surel") })
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("what is missing or in the future is said at its field, and nothing typed is lost")
    func refused() async throws {
        try await TestCity.run { city in
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            var wrong = fields
            wrong[0].1 = "2026-11-24"
            try await officer.send(
                wrong, to: "/meja/data-pribadi/insiden/baru",
                on: "/meja/data-pribadi/insiden/baru")
            #expect(await officer.status == 422)
            #expect(await officer.text.contains("di masa depan"))
            #expect(await officer.text.contains("Surat terkirim ke alamat salah"))
            wrong[1].1 = "25.00"
            try await officer.send(wrong, to: "/meja/data-pribadi/insiden/baru")
            #expect(await officer.text.contains("Tulis jam seperti 08.30"))
            let other = try await TestBrowser.officer("diskominfo-admin", of: city)
            await other.open("/meja/data-pribadi/insiden")
            #expect(await other.status == 403)
        }
    }
}
