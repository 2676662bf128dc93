import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// Something that happened on a case, as subscribers are told it: no personal data, and the same
/// whenever and by whichever way it is told.
struct Event: Sendable {
    let id: UUIDv7
    let type: String
    let at: Instant
    let number: TrackingCode
    let service: String
    let act: CaseActNumber
    let unit: String?
    /// At which step of the service's flow.
    let step: String?
    let address: String

    static let data = Shape<Event>.object(
        "EventData", "Which case, and which act on it.",
        [
            .has("case", .text(CaseShapes.number)) { $0.number.text },
            .has("service", .text(ServiceShapes.code)) { $0.service },
            .has("act", .integer, "Counted within the case, from 1.") { $0.act },
            .may("unit", .text) { $0.unit }, .may("step", .text) { $0.step },
            .has("url", .text, "Where the case can be read.") {
                $0.address + Paths.caseFile.filled($0.number.text)
            },
        ])

    static let shape = Shape<Event>.object(
        "Event", "Something that happened. A webhook's body is the same as an item of the list.",
        [
            .has(
                "id", .text(.id("The same at every try, and in the list: tell doubles by it."))
            ) { $0.id.text },
            .has("type", .text, example: "case.granted") { $0.type },
            .has("timestamp", .moment, "When it happened.") { $0.at },
            .has("data", data) { $0 },
        ])

    init(_ record: LedgerRecord, _ number: TrackingCode, address: String) {
        id = record.id
        type = record.type
        at = record.at
        self.number = number
        service = record.service ?? ""
        act = record.act
        unit = record.unit
        step = record.facts["step"]?.stringValue
        self.address = address
    }
}

/// Which events somebody may know of: those of cases that he may see now.
struct EventScope: Sendable {
    let tools: OpenAPITools

    /// - Parameter person: a citizen's account, or an officer with the positions of today.
    func events(
        _ entries: [LedgerRecord], of account: AccountID, _ officer: Officer?, in reader: Reader
    ) throws -> [Event] {
        let told = entries.filter { entry in
            guard let kind = ActKind(rawValue: entry.type), kind != .opened else { return false }
            return entry.caseID != nil && (officer != nil || kind.isForApplicant)
        }
        let ids = Set(told.compactMap(\.caseID))
        let records =
            try officer.map { try Cases.records(ids, seenBy: $0, in: reader) }
            ?? Cases.records(ids, of: account, in: reader)
        return told.compactMap { entry in
            entry.caseID.flatMap { records[$0] }.map {
                Event(entry, $0.number, address: tools.address)
            }
        }
    }
}
