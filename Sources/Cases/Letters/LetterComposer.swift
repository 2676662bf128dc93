import Contracts
import Crypto
import Documents
import Forms
import Kernel
import People
import Store
import Texts

/// Makes letters of cases: the first draft from the city's template, and the document for the
/// press.
///
/// A draft is letter markup that officers edit. What is only known at the decision stands in it as
/// a mark between angle brackets (`〈nomor〉`), which no applicant's text can forge: values are
/// escaped.
struct LetterComposer {
    let cases: Cases
    let rules: CaseRules

    var service: Service { rules.service }
    var calendar: WorkingCalendar { rules.calendar }
    var catalogue: Catalogue { rules.catalogue }

    /// The marks that the decision fills in.
    enum Mark: String, CaseIterable {
        case number = "〈nomor〉"
        case date = "〈tanggal〉"
        case validUntil = "〈berlaku〉"
    }

    /// Refuses a text that is not letter markup, with the line and what to do.
    static func check(_ text: String) throws(Refusal) {
        do throws(LetterMarkupError) {
            _ = try LetterMarkup.parse(text)
        } catch {
            throw Refusal(
                .invalid, "case.letter.broken", field: "text",
                values: ["line": "\(error.line)", "problem": "\(error.message) \(error.mend)"])
        }
    }

    /// Hex SHA-256, as the ledger keeps it of an issued letter.
    static func digest(_ bytes: [UInt8]) -> String {
        Hexadecimal.text(Array(SHA256.hash(data: bytes)))
    }

    /// The first draft of a letter, for an officer to work on.
    /// - Parameter position: the title of the post that signs.
    func draft(
        _ kind: LetterKind, _ values: LetterValues, position: String, reason: String = ""
    )
        throws -> String
    {
        guard let rule = service.letter else { throw CaseFault.noStep("letter") }
        let name = LetterRule.template(kind, rule.template)
        guard let source = catalogue.letters[name] else { throw CaseFault.noTemplate(name) }
        do throws(LetterTemplate.Problem) {
            let template = try LetterTemplate.compile(
                source, allowed: LetterScope.scope(of: service))
            return template.text.render(
                values.values(position: position, reason: reason), escaping: .letter)
        } catch {
            throw CaseFault.badTemplate(name, "\(error)")
        }
    }

    /// The letter's case as it is in this moment, for `draft`.
    func values(_ record: CaseRecord, in reader: Reader) throws -> LetterValues {
        let key = try cases.vault.key(record.id.value, in: reader)
        let contents = ContentRows(vault: cases.vault, key: key, caseID: record.id)
        return try LetterValues(rules, record, contents, in: reader)
    }

    /// The text with what is known by now in the places of its marks; the others stay.
    static func filled(_ text: String, _ letter: LetterRecord, in zone: Zone) -> String {
        var filled = text
        if let number = letter.number { filled.replace(Mark.number, with: number) }
        guard let issued = letter.issuedAt else { return filled }
        filled.replace(Mark.date, with: HumanText.day(Day(issued, in: zone), .id))
        filled.replace(
            Mark.validUntil, with: letter.validUntil.map { HumanText.day($0, .id) } ?? "—")
        return filled
    }

    /// The letter for the press, with number, dates, signer and the way to verify it.
    func document(_ text: String, _ facts: LetterFacts) throws -> LetterDocument {
        var filled = text
        let language = Language.id
        filled.replace(Mark.number, with: facts.number ?? "…")
        filled.replace(Mark.date, with: HumanText.day(facts.day, language))
        filled.replace(
            Mark.validUntil, with: facts.validUntil.map { HumanText.day($0, language) } ?? "—")
        try Self.check(filled)
        let body: LetterBody
        do throws(LetterMarkupError) {
            body = try LetterMarkup.parse(filled)
        } catch {
            throw Refusal(.invalid, "case.letter.broken", field: "text")
        }
        return LetterDocument(
            title: "\(service.title.text(language)) \(facts.number ?? "")".trimmed,
            subject: service.title.text(language), author: catalogue.officeName(service.owner),
            issued: facts.at, zone: calendar.zone, letterhead: catalogue.letterhead(service.owner),
            body: body, signature: facts.signature,
            verification: facts.code.map { code in
                LetterVerification(
                    url: "\(cases.address)/verifikasi/\(code)",
                    alt: "Kode QR ke halaman verifikasi surat ini",
                    caption: "Periksa keaslian surat ini: \(cases.address)/verifikasi/\(code)")
            }, footer: Self.footer, isDraft: facts.code == nil)
    }
}

/// What a letter says beyond its text.
struct LetterFacts {
    var number: String?
    var day: Day
    var at: Instant
    var validUntil: Day?
    var signature: LetterSignature?
    /// The code of its verification page; a draft has none and carries the watermark.
    var code: String?
}

/// A letter that is ready to be issued, made outside of the transaction that issues it.
struct PreparedLetter: Sendable {
    /// The letter that lies there; a refusal against a letter that grants is signed in its stead.
    let letter: LetterID
    let kind: LetterKind
    /// The version of the letter that this is, as it will be when issued.
    let version: Int64
    let text: String
    let number: String
    let code: String
    let validUntil: Day?
    /// From which it is signed, as the letter prints it.
    let position: PositionID
    let signature: LetterSignature
    let subject: LetterSubject
    var document: LetterDocument
}

extension String {
    /// Puts a value in the place of a mark, harmless as markup.
    fileprivate mutating func replace(_ mark: LetterComposer.Mark, with value: String) {
        self = split(separator: mark.rawValue, omittingEmptySubsequences: false)
            .joined(separator: TextEscaping.letter(value))
    }
}
