import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// What happened, in order and without gaps: for whoever asks from time to time, and for whoever
/// missed something.
struct EventEndpoints: Sendable {
    let tools: OpenAPITools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("after", Cursor.schema),
            .query("limit", .integer(1...Int64(Paging.most), "How many, at most.", example: 50)),
        ]
        let after: String?
        let limit: Int
        init(_ fields: inout FieldReader) {
            after = fields.sent("after")
            limit = fields.sent("limit").flatMap { Int($0) } ?? Paging.usual
        }
    }

    /// A part of the stream.
    struct Part: Sendable {
        let items: [Event]
        let next: String
        let hasMore: Bool

        static let shape = Shape<Part>.object(
            "EventList", "A part of the stream.",
            [
                .has("items", Event.shape.list(most: Paging.most)) { $0.items },
                .has(
                    "next", .text(Cursor.schema),
                    "Where the stream goes on: keep it, and send it as `after`."
                ) { $0.next },
                .has("hasMore", .flag, "Whether there is more already.") { $0.hasMore },
            ])
    }

    /// Entries that one answer looks through at most.
    private static let reach = 2_000
    private static let batch = 500

    var routes: [Route] {
        [
            .program(
                .get, Paths.events,
                Operation(
                    "listEvents", in: Group.events, "Read what happened",
                    "Events of cases that the token's owner may see, oldest first, each once. "
                        + "Without `after` from the first. An empty part with `hasMore` goes on.",
                    answers: [.init(200, "A part of the stream.", Part.shape.schema)],
                    refusals: [404]),
                ListInput.self, scope: .events
            ) { (context: ProgramContext, input) in
                let cursor = Self.cursor(context.program.account)
                let place = try cursor.place(input.after, tools.vault)?.integerValue ?? 0
                let found = try await tools.store.read("openapi.events") { reader in
                    try part(context.program, after: place, limit: input.limit, in: reader)
                }
                let next = try cursor.sealed(.integer(found.last), tools.vault)
                return .json(
                    Part.shape.json(
                        Part(items: found.items, next: next, hasMore: found.hasMore)))
            }
        ]
    }

    static func cursor(_ account: AccountID) -> Cursor { Cursor("events", of: account) }

    private func part(
        _ program: Program, after place: Int64, limit: Int, in reader: Reader
    ) throws -> (items: [Event], last: Int64, hasMore: Bool) {
        let scope = EventScope(tools: tools)
        var items: [Event] = []
        var last = place
        var looked = 0
        while looked < Self.reach {
            let entries = try entries(program, after: last, in: reader)
            looked += entries.count
            for entry in entries {
                guard items.count < limit else { return (items, last, true) }
                items += try scope.events(
                    [entry], of: program.account, program.officer, in: reader)
                last = entry.number ?? last
            }
            if entries.count < Self.batch { return (items, last, false) }
        }
        return (items, last, true)
    }

    private func entries(
        _ program: Program, after place: Int64, in reader: Reader
    ) throws -> [LedgerRecord] {
        guard program.officer == nil else {
            return try tools.ledger.entries(after: place, limit: Self.batch, in: reader)
        }
        return try tools.ledger.entries(
            after: place,
            ofCases: "SELECT c.id FROM cases c WHERE c.applicant = \(program.account)",
            limit: Self.batch, in: reader)
    }
}
