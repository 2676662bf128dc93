import Contracts
import Kernel
import People
import Web

/// The interface itself: its document, the token that was sent, the figures of the house.
struct HouseEndpoints: Sendable {
    let tools: OpenAPITools
    /// All that programs can do.
    let operations: @Sendable () -> [Route]

    private static let token = Shape<Program>.object(
        "Token", "The token that was sent.",
        [
            .has("id", .text(.id("The token."))) { $0.token.id.text },
            .has("holder", .choice(["citizen", "officer"])) { $0.token.kind.rawValue },
            .has("scopes", Shape<String>.choice(TokenScope.allCases.map(\.rawValue)).list(most: 20))
            { $0.token.scopes.sorted().map(\.rawValue) },
            .has("createdAt", .moment) { $0.token.createdAt },
            .has("expiresAt", .moment) { $0.token.expiresAt },
        ])

    var routes: [Route] {
        [
            .program(
                .get, Paths.token,
                Operation(
                    "getToken", in: Group.house, "Read the token",
                    "Whose it is, what it allows, and until when.",
                    answers: [.init(200, "The token.", Self.token.schema)])
            ) { (context: ProgramContext) in .json(Self.token.json(context.program)) },
            .program(
                .get, Paths.document,
                Operation(
                    "getDocument", in: Group.house, "Read this document",
                    answers: [
                        .init(
                            200, "OpenAPI 3.1.",
                            .object(nil, "An OpenAPI document.", [], others: Schema(.anything)))
                    ])
            ) { (_: VisitorContext) in
                .data(document, type: "application/json; charset=utf-8")
                    .header("Cache-Control", "no-cache")
            },
            Route.get(Paths.metrics, output: .data) { (visit: VisitorContext) in
                try await metrics(visit)
            }
            .limited { $0.rate = .api }.forPrograms(),
        ]
    }

    private var document: [UInt8] {
        Document(routes: operations(), address: tools.address).json.canonical
    }

    /// Who may read how the house is doing: somebody at this machine, or a token that says so.
    private func metrics(_ visit: VisitorContext) async throws -> Reply {
        guard visit.request.isLocal || visit.program?.may(.metrics) == true else {
            throw Refusal(.forbidden, "openapi.metrics")
        }
        let text = MetricFamily.text(try await tools.metrics())
        return .data(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
