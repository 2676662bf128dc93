import Cases
import Contracts
import Kernel

/// The files of a service that has just been thought of: what every service has, with words to be
/// replaced. Unit and people come from the city's own files.
struct NewService {
    let source: CatalogueSource
    let code: String
    let title: String
    let owner: String

    /// Text by path below the city's folder.
    func files() throws -> [String: String] {
        let read = source.read()
        guard let catalogue = read.catalogue else {
            throw OperatingProblem(read.findings)
        }
        let seats = catalogue.positions.filter { $0.unit.text == owner }
        guard !seats.isEmpty else {
            throw OperatingProblem(
                "Nobody works in `\(owner)`: add positions to people.yaml, or name another unit.")
        }
        let counter = seats.first { $0.role.text == "front-office" } ?? seats[0]
        let analyst = seats.first { $0.role.text == "analis" } ?? counter
        guard let head = Self.head(besides: analyst, seats, catalogue) else {
            throw OperatingProblem(
                "Nobody but `\(analyst.role)` could decide: add a position to people.yaml.")
        }
        return [
            "services/\(code).yaml": service(counter, analyst, head),
            "letters/\(code).letter": letter(
                "{{surat.jabatan}} *mengabulkan* permohonan:", "Hal", "{{perihal}}"),
            "letters/\(code)-tolak.letter": letter(
                "{{surat.jabatan}} *tidak dapat mengabulkan* permohonan:", "Alasan",
                "{{surat.alasan}}"),
            "scenarios/\(code).yaml": scenario,
        ]
    }

    /// Who decides is somebody else than who examines: the head of the unit, else of the unit
    /// above, else whoever leads another.
    private static func head(
        besides analyst: PositionEntry, _ seats: [PositionEntry], _ catalogue: Catalogue
    ) -> PositionEntry? {
        let leading = Set(catalogue.roles.filter(\.leads).map(\.code))
        let parent = catalogue.unit(analyst.unit)?.parent
        let others = catalogue.positions.filter {
            $0.unit != analyst.unit || $0.role != analyst.role
        }
        let own = others.filter { $0.unit == analyst.unit }
        return own.last { $0.role.text == "kepala" } ?? own.last { leading.contains($0.role) }
            ?? others.last { $0.unit == parent && leading.contains($0.role) }
            ?? own.last ?? others.last { leading.contains($0.role) }
    }

    private func service(
        _ counter: PositionEntry, _ analyst: PositionEntry, _ head: PositionEntry
    ) -> String {
        return """
            # \(title). Cara menulis berkas ini: docs/services.md.
            code: \(code)
            title: {id: \(quoted), en: \(quoted)}
            summary:
              id: Satu atau dua kalimat untuk orang yang bertanya apakah ini yang ia perlukan.
              en: One or two sentences for people who ask whether this is what they need.
            keywords: [\(code)]
            owner: \(owner)
            category: umum
            applicants: [person]
            identityLevel: 0
            confidentiality: biasa

            legalBase:
              - title: Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik
                mark: K
                asOf: 2026-11-25

            promise: 5 days
            fee: free
            correction: {days: 14, onLapse: close}

            standard:
            \(standard)

            form:
              - id: pemohon
                title: {id: Tentang Anda, en: About you}
                fields:
                  - id: nama_lengkap
                    kind: text
                    max: 120
                    personal: name
                    label: {id: Nama lengkap, en: Full name}
                    autocomplete: name
                  - id: perihal
                    kind: longText
                    max: 500
                    label: {id: Apa yang Anda mohon?, en: What do you ask for?}

            flow:
            \(steps(counter, analyst, head))

            letter:
              template: \(code)
              register: \(code)
              classification: "000"

            """
    }

    private func steps(
        _ counter: PositionEntry, _ analyst: PositionEntry, _ head: PositionEntry
    ) -> String {
        let starts = ["startsClock: true", "mayReturn: true"]
        return [
            step(
                "periksa", "check", counter, "Petugas memeriksa kelengkapan",
                "An officer checks that everything is there", "1 day", starts),
            step(
                "verifikasi", "verify", analyst, "Isi permohonan diperiksa",
                "The content is examined", "2 days", ["mayReturn: true"]),
            step(
                "konsep", "draft", analyst, "Surat disiapkan", "The letter is prepared",
                "1 day"),
            step(
                "putusan", "decide", head, "Kepala memutuskan", "The head decides", "1 day"),
            step(
                "serah", "handover", counter, "Surat siap diunduh", "The letter is ready",
                "1 day"),
        ].joined(separator: "\n")
    }

    private func step(
        _ id: String, _ kind: String, _ seat: PositionEntry, _ title: String, _ english: String,
        _ within: String, _ more: [String] = []
    ) -> String {
        let lines = [
            "kind: \(kind)", "unit: \(seat.unit)", "role: \(seat.role)",
            "title: {id: \(title), en: \(english)}", "within: \(within)",
        ]
        return (["  - id: \(id)"] + (lines + more).map { "    \($0)" }).joined(separator: "\n")
    }

    /// The title as a value of YAML, whatever stands in it.
    private var quoted: String {
        "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private var standard: String {
        let texts = [
            "product": "Surat keputusan berbentuk PDF dengan kode verifikasi.",
            "complaints": "Lewat pesan di halaman berkas, loket, atau SP4N-LAPOR!.",
            "facilities": "Loket yang dapat dicapai kursi roda.",
            "competence": "Petugas memahami aturan layanan ini.",
            "supervision": "Atasan langsung dan Inspektorat Daerah.",
            "staff": "Jumlah petugas menurut unit.",
            "guarantee": "Selesai dalam waktu yang dijanjikan.",
            "safety": "Data pribadi disimpan terenkripsi.",
            "evaluation": "Survei kepuasan paling sedikit sekali setahun.",
        ]
        return texts.keys.sorted().map { key in
            "  \(key): {id: \"\(texts[key] ?? "")\", en: \"\(texts[key] ?? "")\"}"
        }.joined(separator: "\n")
    }

    private func letter(_ sentence: String, _ name: String, _ value: String) -> String {
        """
        # \(title.uppercased())
        = Nomor: {{surat.nomor}}

        > \(sentence)

        | Nama : *{{nama_lengkap}}*
        | \(name) : \(value)

        :tanda-tangan

        """
    }

    private var scenario: String {
        """
        - name: permohonan yang lengkap dikabulkan
          play:
            - do: periksa
            - do: verifikasi
            - do: konsep
            - do: putusan
            - do: serah
            - expect: {outcome: granted}

        - name: permohonan yang tidak memenuhi syarat ditolak
          play:
            - do: periksa
            - {do: verifikasi, against: true}
            - {do: konsep, against: true}
            - do: putusan
            - expect: {outcome: refused}

        """
    }
}
