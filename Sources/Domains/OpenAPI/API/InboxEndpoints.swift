import Cases
import Contracts
import Kernel
import People
import Web

/// The tasks of an officer.
struct InboxEndpoints: Sendable {
    let tools: OpenAPITools

    struct ListInput: RouteInput {
        static let fields: [InputField] =
            [
                .query(
                    "list",
                    .choice(
                        Self.tabs.map(\.rawValue),
                        "`unit`: all that the officer may do; `mine`: taken; `soon`: due within "
                            + "two working days; `overdue`; `waiting`: parked.")),
                .query("service", ServiceShapes.code),
            ] + Paging.fields
        static let tabs: [InboxQuery.Tab] = [.unit, .mine, .soon, .overdue, .waiting]
        let tab: InboxQuery.Tab
        let service: ServiceCode?
        let paging: Paging
        init(_ fields: inout FieldReader) {
            tab = fields.sent("list").flatMap { InboxQuery.Tab(rawValue: $0) } ?? .unit
            service = fields.sent("service").flatMap { ServiceCode($0) }
            paging = Paging(&fields)
        }
    }

    private static let list = Listed<InboxItem>.shape(
        "InboxList", InboxShapes.item, most: Paging.most)

    var routes: [Route] {
        [
            .program(
                .get, Paths.inbox,
                Operation(
                    "listInbox", in: Group.inbox, "List tasks",
                    "The most urgent first; those without a time come last. What is done meanwhile "
                        + "moves nothing past the reader.",
                    answers: [.init(200, "A page of tasks.", Self.list.schema)],
                    refusals: [404]),
                ListInput.self, scope: .inbox
            ) { (context: ProgramContext, input) in try await list(input, context) }
        ]
    }

    private func list(_ input: ListInput, _ context: ProgramContext) async throws -> Reply {
        let officer = try context.program.needOfficer()
        let cursor = Cursor(
            "inbox", of: officer.account,
            filter: ["list": input.tab.rawValue, "service": input.service?.text])
        let place = try cursor.place(input.paging.cursor, tools.vault).map(TaskPlace.init(json:))
        let found = try await tools.cases.tasks(
            of: officer, InboxQuery(tab: input.tab, service: input.service), after: place,
            limit: input.paging.limit)
        let next = try found.next.map { try cursor.sealed($0.json, tools.vault) }
        return .json(Self.list.json(Listed(items: found.items, next: next)))
    }
}

extension TaskPlace {
    /// As it stands in a sealed cursor.
    fileprivate var json: JSONValue {
        [
            "at": urgentAt.map { .integer($0.milliseconds) } ?? .null, "id": .string(id.text),
        ]
    }

    fileprivate init(json: JSONValue) throws {
        guard let id = json["id"]?.stringValue.flatMap({ TaskID(text: $0) }) else {
            throw Refusal(.notFound, "openapi.cursor")
        }
        let at = json["at"]?.integerValue.map { Instant(milliseconds: $0) }
        self.init(urgentAt: at, id: id)
    }
}
