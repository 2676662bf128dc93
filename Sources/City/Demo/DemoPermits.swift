import Cases
import Contracts
import Forms
import Kernel
import Permits

/// What the demo's register holds besides the permits of its cases: an older archive, taken over as
/// a city would, with permits in every state.
struct DemoPermits: Sendable {
    let house: House
    let people: DemoPeople

    private static let businesses = [
        "Toko Sari Rasa", "CV Melati Abadi", "PT Pakuan Makmur", "Warung Bu Tini",
        "Kedai Kopi Salak",
        "PT Cahaya Rafflesia", "UD Sumber Jaya", "Bengkel Pajajaran", "Apotek Sehat Bersama",
        "Toko Roti Kenanga", "CV Gunung Gede", "Rumah Makan Tugu",
    ]

    func make() async throws {
        // What the cases gave comes first: an archive never takes their numbers.
        try await house.readOnce()
        let catalogue = try await house.shelf.published()
        guard let sign = ServiceCode("reklame"), catalogue.services[sign] != nil else { return }
        let importer = PermitImport(
            tools: house.permitTools, catalogue: catalogue, source: "arsip-contoh")
        let header = try ImportHeader(
            importer.columns, columns: importer.columns, required: importer.required)
        let places = catalogue.places.regions
        let levels = catalogue.services[sign]?.riskLevels?.options ?? []
        let rows = (0..<72).map { n in
            ImportRow(
                line: n + 2, cells: cells(n, places.map(\.code.text), levels), header: header)
        }
        _ = try await importer.take(rows, isDry: false)
    }

    private func cells(_ n: Int, _ places: [String], _ levels: [Option]) -> [String] {
        let today = Day(house.world.now, in: house.zone)
        let issued = today.adding(days: -40 - n * 11)
        let until = issued.adding(days: n % 6 == 5 ? 300 : 1_095)
        let isPerson = n % 4 == 3
        let person = people.citizens[n % people.citizens.count].person
        let state = n == 7 || n == 31 ? "dicabut" : n == 12 ? "dibekukan" : "berlaku"
        let since = state == "berlaku" ? "" : today.adding(days: -9).iso
        // Of some an archive does not say it.
        let isRated = !isPerson && !levels.isEmpty && n % 9 != 0
        let level = isRated ? levels[n % levels.count] : nil
        let end = state == "dibekukan" ? today.adding(days: 21).iso : ""
        return [
            "A\(n)", "503/\(Digits.padded(n + 1, 4))/IPR/\(issued.year)",
            isPerson ? "sip-perawat" : "reklame",
            isPerson ? "" : Self.businesses[n % Self.businesses.count], person.name,
            isPerson ? person.nik : "", "", "", places.isEmpty ? "" : places[n * 7 % places.count],
            isPerson ? "Klinik Contoh \(n % 5 + 1)" : "Jalan Contoh Nomor \(n + 1)",
            isPerson ? "" : level?.label.id ?? "Papan nama", issued.iso, until.iso, state, since,
            end, "",
            level?.code ?? "", "",
        ]
    }
}
