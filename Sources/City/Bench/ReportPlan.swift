import Cases
import Complaints
import Contracts
import Forms
import Kernel
import People
import Store

/// What the n-th report of a filled house is. The same number makes the same report.
struct ReportPlan: Sendable {
    private struct Centre: Sendable {
        let region: RegionCode
        let latitude, longitude: Int64
    }

    private let seed: BenchReports
    private let rules: CaseRules
    private let rule: ReportRule
    private let applicants: [AccountID]
    private let centres: [Centre]
    private let topics: [TopicRule]
    private let offices: BenchOffices
    private let regions: @Sendable (Int64, Int64) -> RegionCode?
    private let now: Instant

    private static let years: Int64 = 3
    /// Metres from the centre of a kelurahan, about; a hundred-thousandth of a degree is one.
    private static let spread: Int64 = 700
    private static let texts = [
        "Lubang besar di lajur kiri, tergenang kalau hujan, sudah ada motor yang jatuh.",
        "Tiga lampu jalan mati berurutan sejak hari Senin, gelap sekali kalau malam.",
        "Tumpukan sampah belum diangkut lima hari, mulai bau dan banyak lalat.",
        "Selokan mampet oleh plastik, air naik ke gang setiap hujan deras.",
        "Dahan besar sudah retak dan menggantung di atas trotoar anak sekolah.",
        "Mobil parkir dua baris setiap sore sehingga jalan tinggal satu lajur.",
        "Trotoar penuh gerobak sehingga kursi roda tidak bisa lewat.",
    ]
    private static let places = [
        "depan pasar", "dekat halte", "gang samping masjid", "tikungan dekat jembatan",
        "seberang sekolah", "sebelah gardu",
    ]

    static func make(
        _ seed: BenchReports, in house: House, _ catalogue: Catalogue, _ offices: BenchOffices
    ) async throws -> ReportPlan {
        let service = catalogue.services.values
            .filter { $0.terms.report?.kind == .complaint }
            .min { $0.code.text < $1.code.text }
        guard let service, let rule = service.terms.report else {
            throw OperatingProblem("The city takes no reports.")
        }
        let centres = catalogue.regions.compactMap { region -> Centre? in
            guard region.code.level == .kelurahan, let latitude = region.latitude,
                let longitude = region.longitude
            else { return nil }
            return Centre(
                region: region.code, latitude: Int64(latitude * 1_000_000),
                longitude: Int64(longitude * 1_000_000))
        }
        guard !centres.isEmpty else { throw OperatingProblem("The city has no centres.") }
        return ReportPlan(
            seed: seed,
            rules: try await house.cases.rules(service.code, version: catalogue.version),
            rule: rule, applicants: try await applicants(seed, house), centres: centres,
            topics: catalogue.topics.all.filter { !$0.isSecret && !$0.isNone && $0.radius > 0 },
            offices: offices, regions: house.complaintTools.regions(of: catalogue),
            now: house.world.now)
    }

    private static func applicants(
        _ seed: BenchReports, _ house: House
    ) async throws -> [AccountID] {
        let count = min(5_000, 1 + seed.reports / 20)
        return try await house.store.write("bench.applicants") { tx in
            try (0..<count).map { n in
                let person = BenchPerson(n)
                return try house.accounts.createCitizen(
                    CitizenRecord(
                        name: person.name, contact: .email(try EmailAddress(person.email)),
                        passwordHash: nil), in: tx)
            }
        }
    }

    /// The answered of three years come first, then what came in the last days and is open.
    func invented(_ n: Int) -> InventedCase {
        var chance = Chance(n)
        let topic = topics[chance.below(topics.count)]
        let place = place(&chance)
        let closed = seed.reports - seed.open
        let answers = Answers([
            rule.topic: .text(topic.code), rule.place: .point(place),
            rule.text: .text(Self.texts[chance.below(Self.texts.count)]),
        ])
        let unit = topic.units[place.region] ?? topic.unit
        let span = Self.years * 365 * 24 * 60
        let isOpen = n >= closed
        let minutes =
            isOpen
            ? Int64(20 * 24 * 60) * Int64(seed.reports - n) / Int64(max(1, seed.open))
            : 21 * 24 * 60 + span * Int64(closed - n) / Int64(max(1, closed))
        return InventedCase(
            rules: rules, applicant: applicants[n % applicants.count], answers: answers,
            submittedAt: now.adding(minutes: -minutes),
            end: isOpen ? .open(after: n % 3 == 0 ? 0 : 1) : .closed(.answered, after: nil),
            unit: rules.service.owner, routed: unit, officer: offices.officer)
    }

    private func place(_ chance: inout Chance) -> PointAnswer {
        let centre = centres[chance.below(centres.count)]
        // The sum of two makes the middle denser than the edge.
        func offset() -> Int64 {
            let side = Int(Self.spread * 10)
            return Int64(chance.below(side) + chance.below(side)) - Int64(side)
        }
        let words = Self.places[chance.below(Self.places.count)]
        for _ in 0..<8 {
            let (latitude, longitude) = (centre.latitude + offset(), centre.longitude + offset())
            guard let region = regions(latitude, longitude) else { continue }
            return PointAnswer(
                region: region, description: words,
                point: MapPoint(latitude: latitude, longitude: longitude))
        }
        return PointAnswer(
            region: centre.region, description: words,
            point: MapPoint(latitude: centre.latitude, longitude: centre.longitude))
    }
}

/// Numbers that look like chance and are the same for the same beginning (SplitMix64).
private struct Chance {
    private var state: UInt64

    init(_ n: Int) { state = UInt64(bitPattern: Int64(n)) &* 0x9e37_79b9_7f4a_7c15 }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(max(1, limit)))
    }
}
