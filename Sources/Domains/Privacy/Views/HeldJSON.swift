import Cases
import Contracts
import Forms
import Kernel
import Notices
import People

/// The machine-readable form of what is held: names of members are English and stay as they are;
/// docs/people.md says what they mean. Moments are RFC 3339 in UTC, days are ISO 8601.
enum HeldJSON {
    static let format = "pendopo.personal-data"
    static let version: Int64 = 1

    static func moment(_ instant: Instant) -> JSONValue {
        let day = Day(instant, in: .utc)
        let rest = instant.milliseconds(since: day.start(in: .utc)) / 1_000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return .string(
            "\(day.iso)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z")
    }

    static func moment(_ instant: Instant?) -> JSONValue { instant.map { moment($0) } ?? .null }

    static func day(_ day: Day?) -> JSONValue { day.map { .string($0.iso) } ?? .null }

    static func both(_ text: LocalizedText) -> JSONValue {
        ["id": .string(text.id), "en": .string(text.en)]
    }

    static func rule(_ rule: RetentionRule) -> JSONValue {
        [
            "kind": .string(rule.kind.rawValue),
            "service": rule.service.map { .string($0.text) } ?? .null,
            "legalBase": both(rule.base), "why": both(rule.why),
            "keep": .string("\(rule.keep.count) \(rule.keep.unit.rawValue)"),
            "source": .string(rule.source),
        ]
    }

    static func account(_ account: HeldAccount) -> JSONValue {
        [
            "id": .string(account.id.text), "name": .string(account.name),
            "contact": contact(account.contact),
            "secondContact": contact(account.secondContact),
            "formerContact": contact(account.formerContact),
            "formerContactUntil": moment(account.formerUntil),
            "identityLevel": .integer(Int64(account.level.rawValue)),
            "nik": account.nik.map(JSONValue.string) ?? .null,
            "archiveNIK": account.archiveNIK.map(JSONValue.string) ?? .null,
            "language": .string(account.language.rawValue),
            "createdAt": moment(account.createdAt),
            "passwordChangedAt": moment(account.passwordAt),
        ]
    }

    private static func contact(_ contact: Contact?) -> JSONValue {
        contact.map { ["kind": .string($0.kind), "address": .string($0.address)] } ?? .null
    }

    static func factors(_ account: HeldAccount) -> JSONValue {
        .array(
            account.factors.map { factor in
                [
                    "kind": .string(factor.kind.rawValue), "name": .string(factor.name),
                    "createdAt": moment(factor.createdAt), "usedAt": moment(factor.usedAt),
                ]
            }
                + account.connections.map { connection in
                    [
                        "kind": "provider", "name": .string(connection.provider),
                        "createdAt": moment(connection.createdAt),
                        "usedAt": moment(connection.usedAt),
                    ]
                })
    }

    static func signIns(_ account: HeldAccount) -> JSONValue {
        .array(
            account.signIns.map {
                [
                    "browser": .string($0.agent), "way": .string($0.way),
                    "at": moment($0.createdAt), "lastSeenAt": moment($0.seenAt),
                    "endedAt": moment($0.endedAt),
                ]
            })
    }

    static func questions(_ account: HeldAccount) -> JSONValue {
        .array(
            account.questions.map {
                [
                    "purpose": .string($0.purpose), "outcome": .string($0.outcome.rawValue),
                    "at": moment($0.at),
                ]
            })
    }

    static func notice(_ notice: NoticeView) -> JSONValue {
        let isErased = notice.body.isEmpty
        return [
            "channel": .string(notice.channel.rawValue), "state": .string(notice.state.rawValue),
            "createdAt": moment(notice.createdAt), "sentAt": moment(notice.sentAt),
            "isErased": .bool(isErased), "to": isErased ? .null : .string(notice.address),
            "subject": isErased ? .null : .string(notice.subject),
            "text": isErased ? .null : .string(notice.body),
        ]
    }

    /// A browser that gets notices; what it is reached by is its own and no use to anybody else.
    static func device(_ device: PushDevice) -> JSONValue {
        [
            "pushService": .string(device.target.endpoint), "agent": .string(device.agent),
            "createdAt": moment(device.createdAt),
        ]
    }

    /// - Parameter account: whose data it is; `actsFor` or `actedBy` names the other.
    static func mandate(_ view: MandateView, of account: AccountID) -> JSONValue {
        let mandate = view.mandate
        let isAgent = mandate.agent == account
        let services = mandate.services.map { codes in
            JSONValue.array(codes.sorted().map { .string($0.text) })
        }
        return [
            "as": .string(mandate.role.rawValue), "state": .string(mandate.state.rawValue),
            "actsFor": isAgent ? .string(view.partyName) : .null,
            "actedBy": isAgent ? .null : view.agentName.map { .string($0) } ?? .null,
            "services": services ?? .null, "from": day(mandate.from), "until": day(mandate.until),
            "createdAt": moment(mandate.createdAt),
        ]
    }

    static func permit(_ permit: HeldPermit, _ held: HeldData) -> JSONValue {
        func text(_ line: String?) -> JSONValue { line.map { .string($0) } ?? .null }
        return [
            "number": .string(permit.number), "kind": .string(permit.kind.text),
            "business": text(permit.business), "place": text(permit.place),
            "object": text(permit.object), "name": text(permit.name), "nik": text(permit.nik),
            "nib": text(permit.nib), "contact": text(permit.contact),
            "issued": day(permit.issued), "ended": day(permit.endedOn),
            "keptUntil": day(held.keptUntil(permit)),
        ]
    }

    /// A token, or a receiver of events. Secrets are kept as hashes, or are for signing alone.
    static func program(_ program: HeldProgram) -> JSONValue {
        [
            "kind": .string(program.kind.rawValue), "name": .string(program.name),
            "allows": .array(program.allows.map(JSONValue.string)),
            "createdAt": moment(program.createdAt), "until": moment(program.until),
            "usedAt": moment(program.usedAt), "endedAt": moment(program.endedAt),
        ]
    }

    static func consent(_ receipt: ConsentReceipt) -> JSONValue {
        [
            "case": .string(receipt.number.text), "service": .string(receipt.service.text),
            "at": moment(receipt.at), "text": .string(receipt.text),
            "textHash": .string(receipt.hash), "language": .string(receipt.language.rawValue),
        ]
    }

    static func draft(_ draft: Draft) -> JSONValue {
        [
            "id": .string(draft.id.text), "service": .string(draft.service.text),
            "createdAt": moment(draft.createdAt), "updatedAt": moment(draft.updatedAt),
            "answers": draft.answers.json,
        ]
    }

    static func look(
        _ look: AccessRecord, _ posts: [PositionID: Position], _ numbers: [CaseID: TrackingCode]
    ) -> JSONValue {
        let post = posts[look.position]
        return [
            "at": moment(look.at),
            "post": post.map { both($0.title) } ?? .null,
            "unit": post.map { .string($0.unit.text) } ?? .null,
            "case": look.caseID.flatMap { numbers[$0] }.map { .string($0.text) } ?? .null,
            "part": look.part.map { .string($0.rawValue) } ?? .null,
            "purpose": look.purpose.map { .string($0.rawValue) } ?? .null,
            "step": look.step.map { .string($0) } ?? .null,
            "emergency": .bool(look.flags.contains(.emergency)),
        ]
    }
}
