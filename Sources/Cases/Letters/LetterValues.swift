import Contracts
import Forms
import Kernel
import Store
import Texts

/// What a letter says of its case, for the names of `LetterScope`.
struct LetterValues {
    let rules: CaseRules
    let record: CaseRecord
    let answers: Answers
    let opinions: [CaseOpinion]
    let found: Answers
    let bill: Bill?
    let links: [CaseLink]

    init(file: CaseFile) {
        rules = file.rules
        record = file.record
        answers = file.answers
        opinions = file.opinions
        found = file.found
        bill = file.bill
        links = file.links
    }

    init(
        _ rules: CaseRules, _ record: CaseRecord, _ contents: ContentRows, in reader: Reader
    ) throws {
        self.rules = rules
        self.record = record
        let newest = try contents.newestAnswers(in: reader) ?? Answers()
        answers = record.isAnonymous ? newest.hidingPeople(rules.service.form) : newest
        opinions = try contents.opinions(in: reader)
        let extras = try contents.extras(in: reader)
        found = extras.found
        bill = extras.bills.last
        links = extras.links
    }

    /// What expressions look at.
    private var bindings: [String: ExpressionValue] {
        rules.service.bindings(
            answers, found, on: Day(record.submittedAt, in: rules.calendar.zone))
    }

    /// Number and dates of the letter are marks that the decision fills in.
    func values(position: String, reason: String) -> TextValues {
        let catalogue = rules.catalogue
        var values = LetterScope.values(of: rules.service.everything, answers.merging(found)) {
            catalogue.region($0)?.name
        }
        let bindings = bindings
        for value in rules.service.terms.values {
            let isFlag = value.expression.type.required == .bool
            values[value.id] = LetterScope.text(
                bindings[value.id] ?? (isFlag ? .bool(false) : .null))
        }
        values["dianggap_dikabulkan"] = .flag(record.deemedAt != nil)
        addBill(to: &values)
        let origin = links.first { $0.from == record.id && $0.isOpen }?.other
        values["asal"] = .record([
            "nomor": .text(origin?.number.text ?? ""),
            "layanan": .text(
                origin.flatMap { catalogue.services[$0.service]?.title.id } ?? ""),
        ])
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
            opinions.filter { $0.kind != .verify && !$0.text.isEmpty }.map { opinion in
                let unit = rules.service.flow.step(opinion.step)?.unit
                return [
                    "unit": .text(unit.map { catalogue.officeName($0) } ?? ""),
                    "teks": .text(opinion.text),
                ]
            })
        return values
    }

    private func addBill(to values: inout TextValues) {
        let titles = Dictionary(
            (rules.service.fee.rule?.items ?? []).map { ($0.id, $0.title.id) }
        ) { first, _ in first }
        values["tagihan"] = .record([
            "jumlah": .text(bill.map { HumanText.rupiah(Rupiah($0.total)) } ?? "Rp0"),
            "terbilang": .text(HumanText.terbilang(Rupiah(bill?.total ?? 0))),
            "dibayar": .text(bill?.paidOn.map { HumanText.day($0, .id) } ?? ""),
        ])
        values["rincian_tagihan"] = .list(
            (bill?.items ?? []).map { item in
                [
                    "uraian": .text(titles[item.id] ?? item.id),
                    "jumlah": .text(HumanText.rupiah(Rupiah(item.rupiah))),
                ]
            })
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
