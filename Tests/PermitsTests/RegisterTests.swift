import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("The register")
struct RegisterTests {
    @Test("a granted case is in the register, once", arguments: TestEngine.available)
    func granted(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.sign()
            #expect(permit.business == "PT Maju Jaya")
            #expect(permit.place == "Jalan Pajajaran 30")
            #expect(permit.kind.text == "reklame" && permit.source == .own)
            #expect(permit.account == city.citizens[0])
            #expect(permit.state(on: city.today) == .inForce)
            #expect(permit.code != nil && permit.until != nil)
            // A reader that starts over finds it there.
            try await city.house.store.write("test.reader") { tx in
                try tx.execute("UPDATE ledger_readers SET position = 0 WHERE name = 'permits'")
            }
            try await city.readAll()
            let count = try await city.house.store.read("test.count") { reader in
                try reader.row("SELECT COUNT(*) FROM permits")?.int(0)
            }
            #expect(count == 1)
        }
    }

    @Test("a refused case is not")
    func refused() async throws {
        try await TestCity.run { city in
            let id = try await city.story(
                "sip-perawat", "{tempat: faskes, jenis_permohonan: baru, praktik_ke: 1}",
                "- do: periksa\n- do: verifikasi\n- do: konsep\n- do: paraf\n"
                    + "- {refuse: putusan, reason: Belum cukup.}")
            try await city.readAll()
            #expect(try await city.find(id) == nil)
        }
    }

    @Test("a person is shown by initials, a business by its name")
    func masked() async throws {
        try await TestCity.run { city in
            let permit = try await city.licence()
            let initials = try #require(permit.initials)
            #expect(permit.business == nil && initials.contains("."))
            let visitor = try TestBrowser(city)
            await visitor.open("/izin")
            #expect(await visitor.status == 200)
            #expect(await visitor.text.contains(permit.number))
            await visitor.open(PermitURL.one(permit.number))
            let page = await visitor.text
            #expect(page.contains("Izin ini berlaku") && page.contains(initials))
            let holder = try await city.house.permitTools.record(permit).holder
            let name = try #require(holder?.name)
            #expect(!page.contains(name) && !page.contains(holder?.nik ?? "?"))
        }
    }

    @Test(
        "the look-up finds by number, business and place, page by page",
        arguments: TestEngine.available)
    func lookup(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let first = try await city.sign("PT Sari Rasa", place: "Jalan Merdeka 1")
            let second = try await city.sign("CV Sari Agung", place: "Jalan Merdeka 2")
            let third = try await city.sign("Toko Melati", place: "Sari Asih Plaza")
            let lookup = city.house.permitLookup
            let typed = " " + first.number.lowercased().replacing("/", with: " / ")
            #expect(try await lookup.permit(typed)?.number == first.number)
            #expect(try await lookup.permit("0") == nil)
            // Businesses by name, then places; `PT` and `CV` say nothing.
            let all = try await lookup.search("sari", nil, 10).map(\.number)
            #expect(all == [second.number, first.number, third.number])
            #expect(try await lookup.search("pt sari r", nil, 10).map(\.number) == [first.number])
            var paged: [String] = []
            while let next = try await lookup.search("sari", paged.last, 1).first {
                paged.append(next.number)
            }
            #expect(paged == all)
            // A page that ends with the last business goes on with places.
            let (rows, today) = (city.house.permitTools.rows, city.today)
            let full = try await city.house.store.read("test.full") { reader in
                try rows.search(
                    PermitFilter(text: "sari"), after: nil, limit: 2, on: today, in: reader)
            }
            #expect(full.permits.map(\.number) == Array(all.prefix(2)))
            #expect(full.next == PermitNumber.key(first.number))
            let byNumber = try await lookup.search(String(first.number.prefix(6)), nil, 10)
            #expect(
                byNumber.count == 3 && byNumber.map(\.number).sorted() == byNumber.map(\.number))
            let place = try await lookup.search("jalan merdeka", nil, 10).map(\.number)
            #expect(place == [first.number, second.number])
        }
    }

    @Test("each state in SQL is the state of the record", arguments: TestEngine.available)
    func states(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let permit = try await city.licence()
            let today = city.today
            let days: [Day?] = [nil, today.adding(days: -1), today, today.adding(days: 1)]
            let rows = city.house.permitTools.rows
            for revoked in [nil, today] as [Day?] {
                for superseded in [nil, today] as [Day?] {
                    for (until, from) in days.flatMap({ until in days.map { (until, $0) } }) {
                        for end in days {
                            try await city.house.store.write("test.term") { tx in
                                try tx.execute(
                                    """
                                    UPDATE permits SET revoked_on = \(revoked), \
                                    superseded_on = \(superseded), until_day = \(until), \
                                    suspended_from = \(from), suspended_until = \(end)
                                    """)
                            }
                            let state = try await city.again(permit).state(on: today)
                            let found = try await city.house.store.read("test.states") { reader in
                                try PermitState.allCases.filter {
                                    try !rows.search(
                                        PermitFilter(state: $0), after: nil, limit: 2, on: today,
                                        in: reader
                                    ).permits.isEmpty
                                }
                            }
                            #expect(found == [state])
                        }
                    }
                }
            }
        }
    }

    @Test("the file has the public columns and no person", arguments: TestEngine.available)
    func table(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let person = try await city.licence()
            let business = try await city.sign()
            let visitor = try TestBrowser(city)
            await visitor.open("/izin/unduh")
            let text = await visitor.text
            let lines = text.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(text.contains(business.number) && text.contains("PT Maju Jaya"))
            let holder = try await city.house.permitTools.record(person).holder
            let name = try #require(holder?.name)
            #expect(!text.contains(name))
            await visitor.open("/izin/unduh?jenis=reklame")
            #expect(await visitor.text.split(separator: "\r\n").count == 2)
            await visitor.open("/izin/peta")
            #expect(await visitor.status == 200)
            #expect(await visitor.text.contains("permit-area-"))
        }
    }
}
