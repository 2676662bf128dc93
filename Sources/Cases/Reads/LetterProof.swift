import Contracts
import Forms
import Kernel
import Store

/// What anybody who holds a letter may check by its code. Of the holder only the initials.
public struct LetterProof: Sendable {
    public enum Standing: Sendable, Hashable {
        case valid, expired
        /// It was taken back, or its case was opened again and decided anew.
        case revoked
        /// Another letter stands in its place.
        case replaced
    }

    public let standing: Standing
    public let kind: LetterKind
    public let number: String
    public let service: LocalizedText
    /// The office that issued it.
    public let office: LocalizedText
    /// Of the holder, such as `D. L.`; nothing when the form asks for no name.
    public let initials: String?
    public let issued: Day
    /// The last day; nothing when it has no end.
    public let validUntil: Day?
    /// Since when it does not hold, when it was taken back.
    public let revoked: Day?
    public let ground: RevocationGround?
    /// The number of the letter in its place.
    public let successor: String?
}

extension Cases {
    /// The issued letter with this code.
    /// - Returns: nil when no letter has it. A draft has no code.
    public func proof(of code: TrackingCode) async throws -> LetterProof? {
        let found = try await store.read("letter.verification") { reader in
            guard let letter = try LetterRows.find(code: code.text, in: reader),
                letter.issuedAt != nil,
                let record = try CaseRows.find(letter.caseID, in: reader)
            else { return Found?.none }
            let ending =
                letter.state == .void ? try LetterRows.ending(letter.id, in: reader) : nil
            // A letter whose case is erased can still be verified; of the holder nothing is left.
            let key: DataKey
            do {
                key = try vault.key(record.id.value, in: reader)
            } catch SealingError.destroyed {
                return Found(
                    letter: letter, record: record, answers: Answers(), ending: ending)
            }
            let contents = ContentRows(vault: vault, key: key, caseID: record.id)
            return Found(
                letter: letter, record: record,
                answers: try contents.newestAnswers(in: reader) ?? Answers(), ending: ending)
        }
        guard let found, let number = found.letter.number, let at = found.letter.issuedAt else {
            return nil
        }
        let rules = try await rules(found.record.service, version: found.record.version)
        let service = rules.service
        let zone = rules.calendar.zone
        let isOver = found.letter.validUntil.map { $0 < Day(world.now, in: zone) } ?? false
        let name = service.form.fields.first { $0.personal == .name }.flatMap { field in
            if case .text(let name)? = found.answers[field.id] { name } else { nil }
        }
        return LetterProof(
            standing: found.standing(isOver: isOver),
            kind: found.letter.kind, number: number,
            service: service.title,
            office: rules.catalogue.unit(service.owner)?.name
                ?? LocalizedText(service.owner.text),
            initials: name.map(Self.initials), issued: Day(at, in: zone),
            validUntil: found.letter.validUntil,
            revoked: found.ending.map { Day($0.at, in: zone) }, ground: found.ending?.ground,
            successor: found.ending?.successor)
    }

    /// `Dewi Lestari` becomes `D. L.`.
    package static func initials(_ name: String) -> String {
        name.split(whereSeparator: \.isWhitespace).compactMap(\.first)
            .map { "\($0.uppercased())." }.joined(separator: " ")
    }

    private struct Found: Sendable {
        let letter: LetterRecord
        let record: CaseRecord
        let answers: Answers
        let ending: LetterEnding?

        func standing(isOver: Bool) -> LetterProof.Standing {
            guard letter.state == .void else { return isOver ? .expired : .valid }
            return ending?.successor == nil ? .revoked : .replaced
        }
    }
}
