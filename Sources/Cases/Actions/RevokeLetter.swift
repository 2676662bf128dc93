import Contracts
import Kernel
import People
import Store

/// Why an issued letter does not hold any more. The public reads the ground; the words that
/// explain it are the holder's.
public enum RevocationGround: String, Sendable, CaseIterable {
    /// It says something wrong.
    case mistake
    /// Its holder does not meet what it was given for, or has broken its terms.
    case terms
    /// Its holder asked for it.
    case asked
    /// A court or a higher office has decided so.
    case ruled
    /// Another letter stands in its place.
    case replaced
    /// Its case was opened again; no officer chooses this.
    case reopened

    /// Those that an officer may give.
    public static let given: [RevocationGround] = [.mistake, .terms, .asked, .ruled, .replaced]
}

extension CaseFile {
    /// Whether this officer may revoke the letter that the case ended with.
    public func mayRevoke(_ officer: Officer) -> Bool {
        record.state == .closed && letter?.state == .issued && officer.revoking(service) != nil
    }
}

extension Officer {
    /// The post from which a letter of the service may be taken back: that of its last decision.
    func revoking(_ service: Service) -> Authority? {
        service.flow.all.last { $0.kind == .decide }.flatMap {
            authority(unit: $0.unit, role: $0.role)
        }
    }
}

extension Cases {
    /// Takes an issued letter back, or says which one stands in its place; public at once. The case
    /// stays as it was decided.
    /// - Parameters:
    ///   - words: to the holder, why.
    ///   - successor: the number of the letter in its place; asked for with `.replaced`.
    public func revokeLetter(
        _ act: OfficerAct, _ ground: RevocationGround, words: String, successor: String = ""
    ) async throws {
        try await performWhole(act) { record, officer, rules in
            officer.revoking(rules.service)?.position
        } _: { scene in
            let words = try Self.words(words, field: "words")
            guard RevocationGround.given.contains(ground) else {
                throw Refusal(.invalid, "case.revoke.ground", field: "ground")
            }
            let letter = try LetterRows.current(scene.record.id, in: scene.tx)
            guard scene.record.state == .closed, let letter, letter.state == .issued,
                let number = letter.number
            else { throw Refusal(.conflict, "case.revoke.none") }
            let next = successor.trimmed
            if ground == .replaced || !next.isEmpty {
                guard next != number, try LetterRows.isIssued(number: next, in: scene.tx) else {
                    throw Refusal(.invalid, "case.revoke.successor", field: "successor")
                }
            }
            try LetterRows.revoke(
                letter.id, ground, successor: next.isEmpty ? nil : next, at: scene.now,
                in: scene.tx)
            try scene.addNote(words)
            try scene.note(
                .letterRevoked,
                [
                    "number": .string(number), "ground": .string(ground.rawValue),
                    "successor": next.isEmpty ? .null : .string(next),
                ], sealed: .string(words))
            try scene.tell("letterRevoked", ["letter": number])
        }
    }
}
