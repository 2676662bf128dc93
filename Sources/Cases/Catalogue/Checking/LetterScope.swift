import Contracts
import Documents
import Forms
import Kernel
import Texts

/// The names that letters of a service may use.
///
/// Every field of the form but files, under its id: text as people write it, a flag for yes/no, a
/// list of `{teks}` for several choices; a long text also as `ID_baris`, a list of its lines. What
/// has parts is a text with parts (`periode`, `periode.dari`), a table a list of its rows.
///
/// Besides: `surat.nomor`, `surat.tanggal`, `surat.berlaku_sampai`, `surat.jabatan`, `surat.alasan`
/// (of a refusal), `berkas.nomor`, `berkas.tanggal_masuk`, `berkas.tanggal_lengkap`, `kota.nama`,
/// `kota.pemerintah`, and `rekomendasi`, a list of `{unit, teks}` of the agencies that were asked.
/// What a service adds stands in `scope(of: Service)`.
public enum LetterScope {
    /// Names of the house; no field may have them.
    static let reserved: Set<String> = [
        "today", "surat", "berkas", "kota", "rekomendasi", "tagihan", "rincian_tagihan", "asal",
        "dianggap_dikabulkan",
    ]

    public static func scope(of form: FormDefinition) -> TextScope {
        let texts = { (names: [String]) in
            Dictionary(names.map { ($0, TextShape.text) }) { first, _ in first }
        }
        var fields: [String: TextShape] = [
            "surat": .record(
                texts(["nomor", "tanggal", "berlaku_sampai", "jabatan", "alasan"])),
            "berkas": .record(texts(["nomor", "tanggal_masuk", "tanggal_lengkap"])),
            "kota": .record(texts(["nama", "pemerintah"])),
            "rekomendasi": .list(texts(["unit", "teks"])),
        ]
        for field in form.fields {
            switch field.kind {
            case .file: continue
            case .table(let rule):
                fields[field.id] = .list(
                    Dictionary(rule.columns.map { ($0.id, shape($0)) }) { first, _ in first })
            case .choices: fields[field.id] = .list(texts(["teks"]))
            case .longText:
                fields[field.id] = .text
                fields["\(field.id)_baris"] = .list(texts(["teks"]))
            default: fields[field.id] = shape(field)
            }
        }
        return TextScope(fields)
    }

    /// What a field of one value is in letters.
    private static func shape(_ field: Field) -> TextShape {
        let parts: [String]
        switch field.kind {
        case .yesNo: return .flag
        case .computed(let rule) where rule.value.type.required == .bool: return .flag
        case .dateRange: parts = ["dari", "sampai"]
        case .region(let level) where level.isBelowKelurahan:
            parts = ["kelurahan", "kecamatan", "rw", "rt"]
        case .address: parts = ["jalan", "rt", "rw", "kelurahan", "kecamatan", "kota", "kode_pos"]
        case .point: parts = ["kelurahan", "kecamatan", "tempat", "koordinat"]
        default: return .text
        }
        return .parted(Dictionary(parts.map { ($0, .text) }) { first, _ in first })
    }

    private static func value(
        _ field: Field, _ answer: AnswerValue?, _ region: (RegionCode) -> String?
    ) -> TextValue {
        let text = answer.map { field.display($0, .id, region: region) } ?? ""
        switch shape(field) {
        case .flag: return .flag(answer == .yesNo(true))
        case .parted(let names):
            var parts: [String: String] = names.mapValues { _ in "" }
            switch answer {
            case .range(let range):
                parts["dari"] = HumanText.day(range.from, .id)
                parts["sampai"] = HumanText.day(range.to, .id)
            case .region(let answer): parts = answer.parts(region)
            case .address(let answer): parts = answer.parts(region)
            case .point(let answer): parts = answer.parts(.id, region)
            default: break
            }
            return .parted(text, TextValues(texts: parts))
        default: return .text(text)
        }
    }

    /// The answers' part of a letter's values; what was not answered is an empty text. Letters are
    /// Indonesian (UU 24/2009 article 38). `region` names a region code.
    public static func values(
        of form: FormDefinition, _ answers: Answers, region: (RegionCode) -> String? = { _ in nil }
    ) -> TextValues {
        var values = TextValues()
        for field in form.fields {
            let answer = answers[field.id]
            let text = answer.map { field.display($0, .id, region: region) } ?? ""
            switch field.kind {
            case .file: continue
            case .table(let rule):
                values[field.id] = .list(
                    answers.rows(field.id).map { row in
                        TextValues(
                            Dictionary(
                                rule.columns.map { ($0.id, value($0, row[$0.id], region)) }
                            ) { first, _ in first })
                    })
            case .choices(let options):
                var codes: [String] = []
                if case .codes(let chosen)? = answer { codes = chosen }
                values[field.id] = .list(
                    options.filter { codes.contains($0.code) }
                        .map { ["teks": .text($0.label.id)] })
            case .longText:
                values[field.id] = .text(text)
                let lines = text.split(whereSeparator: \.isNewline).filter { !$0.isEmpty }
                values["\(field.id)_baris"] = .list(lines.map { ["teks": .text(String($0))] })
            default: values[field.id] = value(field, answer, region)
            }
        }
        return values
    }

    /// What is wrong with a template, for a service that uses it.
    static func check(
        path: String, _ source: String, _ service: Service, isStrict: Bool
    ) -> [Finding] {
        do throws(LetterTemplate.Problem) {
            _ = try LetterTemplate.compile(source, allowed: scope(of: service))
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
            let isSigned = lines.contains { $0.hasPrefix(":tanda-tangan") }
            guard isStrict, !isSigned else { return [] }
            return [
                Finding(
                    file: path, line: max(1, lines.count - 1), column: 1,
                    message: "the letter has no place for its signature",
                    mend: "write `:tanda-tangan` on a line of its own")
            ]
        } catch {
            return [finding(error, path)]
        }
    }

    private static func finding(_ problem: LetterTemplate.Problem, _ path: String) -> Finding {
        switch problem {
        case .text(let error):
            Finding(
                file: path, line: error.place.line, column: error.place.column,
                message: error.message, mend: error.mend)
        case .markup(let error):
            Finding(
                file: path, line: error.line, column: 1, message: error.message, mend: error.mend)
        case .filled(let error):
            Finding(
                file: path, line: 1, column: 1,
                message: "after filling in, line \(error.line): \(error.message)", mend: error.mend)
        }
    }
}
