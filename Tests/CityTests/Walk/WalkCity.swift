import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

/// A city with one of every kind of person, and of every kind of thing that belongs to somebody.
struct WalkCity {
    /// Somebody at a browser, and what he may do by `WalkTable`.
    struct Walker {
        let caller: Site.Caller
        /// `everyone`, `person`, `citizen` or `officer`, and permissions.
        let keys: Set<String>
        /// Which cases he sees.
        let sees: Set<Thing>
        var name: String { caller.name }
        var isOfficer: Bool { keys.contains("officer") }
    }

    /// The cases, by what is special about each.
    enum Thing: String, CaseIterable {
        /// Worked on by two agencies; of citizen 1, all others of citizen 0.
        case shared
        /// In a region.
        case placed
        /// *Terbatas*, in another agency.
        case confidential
        /// With what an inspector filled in at his step.
        case inspected
        /// A granted request to be erased.
        case right
        /// Done, with its letter.
        case done
    }

    static let region = "32.71.01"

    let city: TestCity
    let site: Site
    let cases: [Thing: CaseID]
    let numbers: [Thing: TrackingCode]
    let places: [Thing: Places]

    static func run(
        on engine: TestEngine = .sqlite, _ body: (WalkCity) async throws -> Void
    ) async throws {
        try await TestCity.run(on: engine, citizens: 4) { city in
            try await body(try await WalkCity(city))
        }
    }

    private init(_ city: TestCity) async throws {
        self.city = city
        site = try Site(city)
        var cases: [Thing: CaseID] = [:]
        let shared = try await city.submitted(1, of: 1)
        try await city.bring(shared, to: .recommend)
        cases[.shared] = shared
        cases[.placed] = try await city.advertisement()
        cases[.confidential] = try await city.story(
            "ktp-el", "{alasan: hilang, nomor_kk: \"3271010101010001\"}", "- do: periksa")
        cases[.inspected] = try await city.story(
            "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
        cases[.right] = try await city.story(
            "data-pribadi", "{permintaan: hapus, mengerti: ya}",
            "- do: periksa\n- do: jawaban\n- do: putusan\n- do: serah")
        let done = try await city.submitted(2)
        try await city.bring(done, to: .handover)
        try await city.passStep(done)
        cases[.done] = done
        self.cases = cases
        var numbers: [Thing: TrackingCode] = [:]
        var places: [Thing: Places] = [:]
        for (thing, id) in cases {
            let standing = try await city.standing(id)
            numbers[thing] = standing.record.number
            let task = standing.task?.id.text ?? city.house.world.uuid().text
            places[thing] = try await Self.places(id, in: city).with("tugas", task)
        }
        self.numbers = numbers
        self.places = places
    }

    /// The case with its first file, if it has one.
    private static func places(_ id: CaseID, in city: TestCity) async throws -> Places {
        let number = try await city.standing(id).record.number
        let blob = try await city.house.store.read("test.blob") { reader in
            try reader.row("SELECT blob FROM case_files WHERE case_id = \(id) LIMIT 1")?.uuid(0)
        }
        let nothing = city.house.world.uuid().text
        return Places(values: [
            "nomor": number.text, "blob": blob?.text ?? nothing, "halaman": "1",
            "upload": nothing,
        ])
    }

    // MARK: People

    /// What the posts of `WalkTable` see, by the unit that owns a case or has a task of it.
    private static let units: [String: Set<Thing>] = [
        "dpmptsp": [.shared, .placed, .inspected, .done], "kesbangpol": [.shared, .done],
        "disdukcapil": [.confidential], "diskominfo": [.right],
    ]

    func walkers() async throws -> [Walker] {
        var all = [
            Walker(caller: try await site.visitor(), keys: ["everyone"], sees: [])
        ]
        let own: [Set<Thing>] = [
            [.placed, .confidential, .inspected, .right, .done], [.shared], [], [],
        ]
        for (n, level) in [2, 2, 1, 0].enumerated() {
            try await city.setLevel(level, of: n)
            all.append(
                Walker(
                    caller: try await site.citizen(n), keys: ["everyone", "person", "citizen"],
                    sees: own[n]))
        }
        for (post, role) in WalkTable.posts.sorted(by: { $0.key < $1.key }) {
            let unit = post == "wali-kota" ? "" : Self.unit(of: post)
            all.append(try await officer(post, as: role, seeing: Self.units[unit] ?? []))
        }
        return all + (try await unusual())
    }

    private static func unit(of post: String) -> String {
        let known = ["satpol-pp", "kesbangpol", "disdukcapil", "dpmptsp", "diskominfo"]
        return known.first { post.hasPrefix($0 + "-") } ?? ""
    }

    private func officer(
        _ post: String, as role: String, seeing things: Set<Thing>, more: Set<String> = []
    ) async throws -> Walker {
        let keys = try #require(WalkTable.roles[role], "\(role)")
        return Walker(
            caller: try await site.officer(post),
            keys: keys.union(["everyone", "person", "officer"]).union(more), sees: things)
    }

    /// An officer bound to a region, one who stands in for another, one whose post has ended, one
    /// whose post opens no confidential paper, one who broke the glass.
    private func unusual() async throws -> [Walker] {
        let house = city.house
        let today = Day(city.clock.now, in: house.zone)
        let standIn = try await city.officer("setda-analis-1")
        let ended = try await site.officer("dpmptsp-analis-2")
        try await house.store.write("test.unusual") { [cases] tx in
            try tx.execute(
                """
                UPDATE people_positions SET region = '32.71.06' WHERE code = 'dpmptsp-loket-2'
                """)
            // In another region, in another as well, in a part of his own, and in none.
            let regions: [Thing: String?] = [
                .placed: Self.region, .done: Self.region, .shared: "32.71.06.1001",
                .inspected: nil,
            ]
            for (thing, region) in regions {
                let id = cases[thing]
                try tx.execute("UPDATE cases SET region = \(region) WHERE id = \(id)")
                try tx.execute("UPDATE tasks SET region = \(region) WHERE case_id = \(id)")
            }
            try tx.execute(
                """
                UPDATE people_positions SET unit = 'disdukcapil' WHERE code = 'dpupr-lapangan-1'
                """)
            try tx.execute(
                """
                UPDATE people_assignments SET until_day = \(today.adding(days: -1)) \
                WHERE position = (SELECT id FROM people_positions WHERE code = 'dpmptsp-analis-2')
                """)
            let head = try #require(
                try house.directory.position(code: "disdukcapil-kepala", in: tx))
            try Delegations(ledger: house.ledger, world: house.world, zone: house.zone).give(
                head.id, to: standIn.account, as: .plh, from: today, until: today,
                reason: "SK 1/2026", by: .system("test"), in: tx)
        }
        house.directory.forget()
        return [
            try await officer(
                "dpmptsp-loket-2", as: "front-office", seeing: [.shared, .inspected]),
            try await officer(
                "setda-analis-1", as: "analis", seeing: [.confidential],
                more: WalkTable.roles["kepala"] ?? []),
            Walker(caller: ended, keys: ["everyone", "person", "officer"], sees: []),
            try await officer("dpupr-lapangan-1", as: "peninjau", seeing: []),
        ]
    }
}

extension TestCity {
    func setLevel(_ level: Int, of citizen: Int) async throws {
        try await house.store.write("test.level") { [citizens] tx in
            _ = try tx.execute(
                "UPDATE people_accounts SET level = \(level) WHERE id = \(citizens[citizen])")
        }
    }
}
