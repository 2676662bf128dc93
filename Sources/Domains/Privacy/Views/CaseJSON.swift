import Cases
import Contracts
import Forms
import Kernel

/// One case in the machine-readable form. Notes inside the office, opinions and drafts of letters
/// are not in it: they are the office's own work, and who wants to know of them asks
/// (`data-pribadi`).
struct CaseJSON {
    let held: HeldData
    let holding: CaseHolding
    /// Without a slash at its end.
    let address: String

    private var record: CaseRecord { holding.record }
    private var home: String { address + PrivacyURL.caseFile(record.number.text) }

    /// The plain facts, which are all that is left of an erased case.
    private var facts: [String: JSONValue] {
        [
            "number": .string(record.number.text), "service": .string(record.service.text),
            "serviceTitle": held.catalogue.services[record.service]
                .map { HeldJSON.both($0.title) } ?? .null,
            "serviceVersion": .string(record.version), "state": .string(record.state.rawValue),
            "outcome": record.outcome.map { .string($0.rawValue) } ?? .null,
            "submittedAt": HeldJSON.moment(record.submittedAt),
            "closedAt": HeldJSON.moment(record.closedAt),
            "keptUntil": HeldJSON.day(held.keptUntil(holding)),
            "isErased": .bool(holding.isErased),
        ]
    }

    var erased: JSONValue { .object(facts) }

    func whole(_ file: CaseFile, _ digests: [BlobID: String]) -> JSONValue {
        let contents: [String: JSONValue] = [
            "answers": .array(
                file.rounds.map {
                    [
                        "round": .integer($0.round), "at": HeldJSON.moment($0.at),
                        "values": $0.answers.json,
                    ]
                }),
            "labels": .object(
                Dictionary(
                    file.service.form.fields.map { ($0.id, HeldJSON.both($0.label)) }
                ) { first, _ in first }),
            "files": .array(file.files.map { item($0, digests) }),
            "corrections": .array(file.corrections.map(correction)),
            "messages": .array(file.messages.filter { !$0.isInternal }.map(message)),
            "bills": .array(file.bills.map(bill)),
            "letter": file.letter.flatMap { letter($0, digests) } ?? .null,
        ]
        return .object(facts.merging(contents) { first, _ in first })
    }

    private func item(_ file: CaseFileRecord, _ digests: [BlobID: String]) -> JSONValue {
        [
            "name": .string(file.name), "question": .string(file.field),
            "kind": .string(file.kind), "bytes": .integer(file.bytes),
            "round": .integer(file.round), "at": HeldJSON.moment(file.at),
            "sha256": digests[file.blob].map { .string($0) } ?? .null,
            "link": .string("\(home)/lampiran/\(file.blob.text)"),
        ]
    }

    private func correction(_ asked: AskedCorrection) -> JSONValue {
        [
            "askedAt": HeldJSON.moment(asked.askedAt), "until": HeldJSON.day(asked.until),
            "answeredAt": HeldJSON.moment(asked.answeredAt),
            "text": .string(asked.correction.letter),
            "notes": .array(
                asked.correction.items.map {
                    ["question": .string($0.field), "note": .string($0.note)]
                }),
        ]
    }

    private func message(_ message: CaseMessage) -> JSONValue {
        [
            "at": HeldJSON.moment(message.at),
            "from": .string(message.author.isApplicant ? "you" : "office"),
            "text": .string(message.text),
        ]
    }

    private func bill(_ bill: Bill) -> JSONValue {
        [
            "issuedAt": HeldJSON.moment(bill.issuedAt), "rupiah": .integer(bill.total),
            "due": HeldJSON.day(bill.due), "state": .string(bill.state.rawValue),
            "paidOn": HeldJSON.day(bill.paidOn),
            "reference": bill.reference.map { .string($0) } ?? .null,
        ]
    }

    private func letter(_ letter: LetterRecord, _ digests: [BlobID: String]) -> JSONValue? {
        guard let issued = letter.issuedAt, let number = letter.number else { return nil }
        return [
            "number": .string(number), "kind": .string(letter.kind.rawValue),
            "issuedAt": HeldJSON.moment(issued), "validUntil": HeldJSON.day(letter.validUntil),
            "sha256": letter.blob.flatMap { digests[$0] }.map { .string($0) } ?? .null,
            "link": .string("\(home)/surat.pdf"),
        ]
    }
}
