import Contracts
import Documents
import Forms
import Kernel
import People
import Store

extension LetterComposer {
    /// The letter that a decision would issue now, as the head saw it.
    func prepare(
        _ record: CaseRecord, _ letter: LetterRecord, _ decision: Decision, signer: Officer,
        _ authority: Authority, in reader: Reader
    ) throws -> PreparedLetter {
        let key = try cases.vault.key(record.id.value, in: reader)
        let contents = ContentRows(vault: cases.vault, key: key, caseID: record.id)
        let answers = try contents.newestAnswers(in: reader) ?? Answers()
        let now = cases.world.now
        let day = Day(now, in: calendar.zone)
        var kind = letter.kind
        var version = letter.version
        let text: String
        switch decision {
        case .sign:
            let versions = try LetterRows.versions(
                letter.id, key: key, vault: cases.vault, in: reader)
            guard let newest = versions.last else {
                throw CaseFault.unreadable("letter_versions")
            }
            text = newest.text
        case .refuse(let reason):
            let reason = try Cases.words(reason, field: "reason")
            text = try draft(
                .refusal, try values(record, in: reader), position: authority.title.text(.id),
                reason: reason)
            version = kind == .refusal ? version + 1 : 1
            kind = .refusal
        }
        guard let number = letter.number else { throw CaseFault.unreadable("letters.number") }
        let validUntil =
            kind == .grant ? try lastDay(answers, contents, on: day, in: reader) : nil
        // Never from a seeded source: who guesses a code could look letters up.
        let code = TrackingCode(random: cases.world.random).text
        let signature = signature(of: signer, authority, day)
        let document = try document(
            text,
            LetterFacts(
                number: number, day: day, at: now, validUntil: validUntil,
                signature: signature, code: code))
        let prepared = PreparedLetter(
            letter: letter.id, kind: kind, version: version, text: text, number: number,
            code: code,
            validUntil: validUntil, position: authority.position, signature: signature,
            subject: try subject(record, answers, contents, on: day, in: reader),
            document: document)
        return try stated(prepared, at: now)
    }

    /// The letter as it would look, with the watermark of a draft.
    func preview(
        _ text: String, _ letter: LetterRecord, _ answers: Answers, _ found: Answers,
        signer: LetterSignature?
    ) throws -> LetterDocument {
        let now = cases.world.now
        let day = Day(now, in: calendar.zone)
        let validUntil =
            letter.kind == .grant ? service.lastDay(answers, found, on: day) : nil
        return try document(
            text,
            LetterFacts(
                number: letter.number, day: day, at: now, validUntil: validUntil,
                signature: signer, code: nil))
    }

    /// The same block before anybody has signed: a draft shows where the name will stand.
    func emptySignature(_ position: String) -> LetterSignature {
        LetterSignature(
            dateLines: ["Ditetapkan di \(catalogue.seat)", "pada tanggal …"], position: position,
            name: "( ………………………… )")
    }

    /// The block of who signs. Plt. and Plh. stand before the title as the decree gave them.
    func signature(of officer: Officer, _ authority: Authority, _ day: Day) -> LetterSignature {
        LetterSignature(
            dateLines: [
                "Ditetapkan di \(catalogue.seat)", "pada tanggal \(HumanText.day(day, .id))",
            ], capacity: authority.capacity.prefix, position: authority.title.text(.id),
            name: officer.name, rank: officer.rank ?? "", nip: officer.nip.display)
    }
}

extension LetterComposer {
    private func lastDay(
        _ answers: Answers, _ contents: ContentRows, on day: Day, in reader: Reader
    ) throws -> Day? {
        service.lastDay(answers, try contents.extras(in: reader).found, on: day)
    }
}

extension Service {
    /// The last day on which a letter of `today` is valid; nothing when it has no end.
    func lastDay(_ answers: Answers, _ found: Answers, on today: Day) -> Day? {
        guard let validUntil = letter?.validUntil,
            case .date(let day)? = try? validUntil.evaluate(bindings(answers, found, on: today))
        else { return nil }
        return day
    }
}

extension LetterRule {
    /// A letter number as `permits.md` §3 proposes it:
    /// `{klasifikasi}/{urut}/{kode}/{unit}/{tahun}`.
    func number(serial: Int64, year: Int, unit: UnitCode) -> String {
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return "\(classification)/\(padded)/\(register.uppercased())/"
            + "\(unit.text.uppercased())/\(year)"
    }

    /// Serial and year of a number that was made so, also elsewhere; nothing for other numbers.
    public func serial(of number: String) -> (serial: Int64, year: Int)? {
        let parts = number.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[2].uppercased() == register.uppercased(),
            (1...9).contains(parts[1].utf8.count), let serial = Int64(parts[1]), serial > 0,
            parts[4].utf8.count == 4, let year = Int(parts[4])
        else { return nil }
        return (serial, year)
    }
}
