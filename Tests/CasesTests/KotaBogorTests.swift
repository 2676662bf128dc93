import Contracts
import Forms
import Kernel
import Testing

@testable import Cases

/// The files of Kota Bogor as they are in the repository.
enum KotaBogor {
    static func source() throws -> CatalogueSource {
        let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try CatalogueSource.load(directory: "/\(here)/cities/kota-bogor")
    }

    static func catalogue() throws -> Catalogue {
        let read = try source().read()
        return try #require(read.catalogue, "\(read.findings)")
    }
}

struct KotaBogorTests {
    @Test("The files of Kota Bogor have nothing to mend")
    func clean() throws {
        let findings = try KotaBogor.source().read().findings
        #expect(findings.map(\.description) == [])
    }

    @Test("Kota Bogor has 6 kecamatan and 68 kelurahan")
    func regions() throws {
        let catalogue = try KotaBogor.catalogue()
        #expect(catalogue.regions(below: catalogue.profile.region).count == 6)
        #expect(catalogue.regions.count { $0.code.level == .kelurahan } == 68)
    }

    @Test("The calendar counts as the handbook's examples do")
    func calendar() throws {
        let calendar = try KotaBogor.catalogue().calendar
        for (from, days, to) in [
            ("2026-03-16", 5, "2026-03-30"), ("2026-03-17", 1, "2026-03-25"),
            ("2026-11-02", 10, "2026-11-16"), ("2026-11-02", 17, "2026-11-25"),
            ("2026-12-24", 5, "2027-01-04"),
        ] {
            let day = try #require(Day(iso: from))
            #expect(try calendar.adding(workingDays: days, to: day).iso == to)
        }
        #expect(throws: Refusal.self) {
            try calendar.isWorking(#require(Day(iso: "2028-01-03")))
        }
    }

    @Test("The research service shows all 14 components of its standard in both languages")
    func standard() throws {
        let service = try #require(
            try KotaBogor.catalogue().services.values.first { $0.code.text == "penelitian" })
        for component in ServiceStandard.Component.allCases {
            #expect(!service.standard.text(component, .id).isEmpty, "\(component)")
            #expect(!service.standard.text(component, .en).isEmpty, "\(component)")
        }
        #expect(service.promise == .days(3))
        #expect(
            service.flow.steps.map(\.kind) == [
                .check, .verify, .recommend, .draft, .initials, .decide, .handover,
            ])
    }

    @Test(
        "People find the research permit by their own words",
        arguments: [
            "mau skripsi", "izin riset", "survey permit", "surat penelitian", "penelitan",
            "kuesioner untuk tugas akhir", "magang di kantor", "KKN", "studies", "questionaire",
            "Saya ingin meneliti", "wawancara warga",
        ])
    func search(words: String) throws {
        #expect(try KotaBogor.catalogue().search(words).first?.code.text == "penelitian")
    }

    @Test(
        "People find the advertising permit by their own words",
        arguments: ["pasang spanduk", "izin billboard", "papan nama toko", "banner"])
    func advertising(words: String) throws {
        #expect(try KotaBogor.catalogue().search(words).first?.code.text == "reklame")
    }

    @Test(
        "Words of other errands do not find it", arguments: ["jadwal kereta", "jalan berlubang"])
    func notFound(words: String) throws {
        #expect(try KotaBogor.catalogue().search(words).isEmpty)
    }
}
