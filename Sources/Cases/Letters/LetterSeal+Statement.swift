import Contracts
import Documents
import Forms
import Kernel
import Store

/// Whose letter it is and what about, and the day that it prints: read once, so that the statement
/// in the QR code, the data in the file and the paper say the same, also around midnight.
struct LetterSubject: Sendable, Hashable {
    let day: Day
    let holder: String
    let object: String
}

extension LetterComposer {
    /// Only what the form marks as a name and what the permit's rule makes public: nothing stands
    /// in a QR code that the letter does not print.
    func subject(
        _ record: CaseRecord, _ answers: Answers, _ contents: ContentRows, on day: Day,
        in reader: Reader
    ) throws -> LetterSubject {
        let said = record.isAnonymous ? answers.hidingPeople(service.form) : answers
        let letter = GrantedLetter(
            record: record, service: service, number: "", code: nil, issuedAt: cases.world.now,
            validUntil: nil, answers: said.merging(try contents.extras(in: reader).found),
            parent: nil)
        let rule = service.terms.permit
        let parts = [rule?.business, rule?.object, rule?.place].compactMap { letter.line($0) }
        return LetterSubject(
            day: day, holder: letter.personal(.name)?.singleSpaced ?? "",
            object: parts.joined(separator: ", "))
    }

    /// The letter with the signed statement in its QR code.
    /// - Throws: `Refusal`, when the seal cannot state it now.
    func stated(_ prepared: PreparedLetter, at now: Instant) throws -> PreparedLetter {
        guard let address = prepared.document.verification?.url else { return prepared }
        var prepared = prepared
        do {
            let code = try cases.seal.state(prepared.facts(rules, at: now), address)
            prepared.document.verification?.url = code
        } catch {
            throw Refusal(.unavailable, "case.letter.unsealed")
        }
        return prepared
    }
}
