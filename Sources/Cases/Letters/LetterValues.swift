import Contracts
import Forms
import Kernel
import Texts

/// What a letter says of its case, for the names of `LetterScope`.
struct LetterValues {
    let rules: CaseRules
    let record: CaseRecord
    let answers: Answers
    let opinions: [CaseOpinion]

    /// Number and dates of the letter are marks that the decision fills in.
    func values(position: String, reason: String) -> TextValues {
        let catalogue = rules.catalogue
        var values = LetterScope.values(of: rules.service.form, answers) {
            catalogue.region($0)?.name
        }
        values["surat"] = .record([
            "nomor": .text(LetterComposer.Mark.number.rawValue),
            "tanggal": .text(LetterComposer.Mark.date.rawValue),
            "berlaku_sampai": .text(LetterComposer.Mark.validUntil.rawValue),
            "jabatan": .text(position), "alasan": .text(reason),
        ])
        values["berkas"] = .record([
            "nomor": .text(record.number.text),
            "tanggal_masuk": .text(day(record.submittedAt)),
            "tanggal_lengkap": .text(day(record.clock.startedAt ?? record.submittedAt)),
        ])
        values["kota"] = .record([
            "nama": .text(catalogue.profile.name),
            "pemerintah": .text(catalogue.profile.government),
        ])
        values["rekomendasi"] = .list(
            opinions.filter { $0.kind == .recommend && !$0.text.isEmpty }.map { opinion in
                let unit = rules.service.flow.step(opinion.step)?.unit
                return [
                    "unit": .text(unit.map { catalogue.officeName($0) } ?? ""),
                    "teks": .text(opinion.text),
                ]
            })
        return values
    }

    private func day(_ instant: Instant) -> String {
        HumanText.day(Day(instant, in: rules.calendar.zone), .id)
    }
}

/// An answer as people read it: dates, numbers, names of choices and regions.
public struct AnswerText: Sendable {
    let catalogue: Catalogue

    public init(catalogue: Catalogue) { self.catalogue = catalogue }

    public func text(_ value: AnswerValue, of field: Field, _ language: Language) -> String {
        field.display(value, language) { catalogue.region($0)?.name }
    }
}
