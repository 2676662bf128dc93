import Cases
import City
import Contracts
import Kernel
import TestKit
import Testing

/// Rows K8 to K11 of `docs/flow.md`.
@Suite("The truth table of flows: routing by topic")
struct FlowRouteTests {
    private static let lamp =
        "  - {code: pju, title: {id: Lampu jalan, en: Street light}, unit: dishub,"

    private func answers(_ kelurahan: String) -> String {
        "{kategori: pju, tempat: {kelurahan: \(kelurahan), tempat: Depan pos ronda}}"
    }

    @Test(
        "K8 the unit of the kelurahan, of the kecamatan, or the usual one does it",
        arguments: TestEngine.available)
    func k8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "topics.yaml", Self.lamp,
                with: Self.lamp
                    + " units: {\"32.71.01\": dlh, \"32.71.01.1003\": dpupr},")
            for (kelurahan, unit) in [
                ("Empang", "dpupr"), ("Bondongan", "dlh"), ("Sempur", "dishub"),
            ] {
                try await city.story(
                    "laporan", answers(kelurahan), "- do: verifikasi\n- expect: {unit: \(unit)}")
            }
        }
    }

    @Test("K9 the topic that an office named counts", arguments: TestEngine.available)
    func k9(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "laporan", answers("Sempur"),
                """
                - {do: verifikasi, fields: {kategori_tepat: sampah}}
                - expect: {step: tanggapan, unit: dlh}
                """)
        }
    }

    @Test(
        "K10 where the unit has nobody for it, the unit of the file does it",
        arguments: TestEngine.available)
    func k10(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.republish(
                "topics.yaml", Self.lamp, with: Self.lamp.replacing("dishub", with: "bkad"))
            try await city.story(
                "laporan", answers("Sempur"), "- do: verifikasi\n- expect: {unit: diskominfo}")
        }
    }

    @Test(
        "K11 what was given to another unit stays there, until another topic is named",
        arguments: TestEngine.available)
    func k11(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", answers("Sempur"),
                """
                - do: verifikasi
                - expect: {unit: dishub}
                - {reroute: tanggapan, unit: dlh}
                - do: tanggapan
                - wait: 1 day
                - refute: Masih gelap.
                - expect: {step: tanggapan, unit: dlh}
                - wait: 1 hours
                - reopen: verifikasi
                - do: verifikasi
                - expect: {step: tanggapan, unit: dlh}
                - wait: 1 hours
                - reopen: verifikasi
                - {do: verifikasi, fields: {kategori_tepat: jalan}}
                - expect: {step: tanggapan, unit: dpupr}
                """)
            // What the applicant says when asked counts as well.
            let other = try await city.story(
                "laporan", answers("Sempur"),
                """
                - do: verifikasi
                - wait: 1 hours
                - reopen: verifikasi
                - {return: verifikasi, notes: {kategori: Bukan lampu.}}
                - wait: 1 hours
                - correct: {kategori: sampah}
                - do: verifikasi
                - expect: {step: tanggapan, unit: dlh}
                """)
            #expect(id != other)
        }
    }
}
