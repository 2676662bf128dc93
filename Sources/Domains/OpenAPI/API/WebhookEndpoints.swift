import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// Receivers of events.
struct WebhookEndpoints: Sendable {
    let tools: OpenAPITools

    struct HookInput: RouteInput {
        static let fields: [InputField] = [.path("id", .id("The webhook."))]
        let id: UUIDv7
        init(_ fields: inout FieldReader) throws {
            guard let id = UUIDv7(text: fields.sent("id") ?? "") else {
                throw Refusal(.notFound, "openapi.hook")
            }
            self.id = id
        }
    }

    struct NewInput: RouteInput {
        static let fields: [InputField] = [
            Once.header,
            .json(
                .object(
                    "NewWebhook", "A receiver of events.",
                    [
                        .init(
                            "url",
                            .string(
                                8...2_000, pattern: "^https?://[\\x21-\\x7e]+$",
                                "https, on the public internet.",
                                example: "https://penerima.example/pendopo")),
                        .init(
                            "types",
                            .list(
                                .choice(Self.types), most: 100,
                                "Only these. Without it, or empty: all."),
                            isRequired: false),
                    ])),
        ]
        static let types = ActKind.allCases.filter { $0 != .opened }.map(\.rawValue)
        let key: String?
        let body: JSONValue
        init(_ fields: inout FieldReader) {
            key = fields.sent(Once.header.name)
            body = fields.body
        }
    }

    private static let list = Listed<Hook>.shape("WebhookList", Hook.shape, most: Hooks.most)

    private var hooks: Hooks { Hooks(tools: tools) }

    var routes: [Route] { reading + changing }

    private var reading: [Route] {
        [
            .program(
                .get, Paths.webhooks,
                Operation(
                    "listWebhooks", in: Group.events, "List webhooks",
                    answers: [.init(200, "The webhooks.", Self.list.schema)]),
                scope: .webhooks
            ) { (context: ProgramContext) in
                let account = context.program.account
                let found = try await tools.store.read("openapi.hooks") { [hooks] reader in
                    try HookRows.all(of: account, in: reader).map {
                        try hooks.view($0, in: reader)
                    }
                }
                return .json(Self.list.json(Listed(items: found, next: nil)))
            },
            .program(
                .get, Paths.webhook,
                Operation(
                    "getWebhook", in: Group.events, "Read a webhook",
                    answers: [.init(200, "The webhook.", Hook.shape.schema)],
                    refusals: [404]),
                HookInput.self, scope: .webhooks
            ) { (context: ProgramContext, input) in
                .json(Hook.shape.json(try await hook(input.id, context.program)))
            },
        ]
    }

    private var changing: [Route] {
        [
            .program(
                .post, Paths.webhooks,
                Operation(
                    "createWebhook", in: Group.events, "Make a webhook",
                    "Events of cases that the token's owner may see are sent there by POST, each "
                        + "signed, at least once. It lives as long as the token that made it.",
                    answers: [
                        .init(
                            201, "The webhook with its secret.", Hook.shapeWithSecret.schema)
                    ], refusals: [409]),
                NewInput.self, scope: .webhooks
            ) { (context: ProgramContext, input) in try await make(input, context) },
            .program(
                .delete, Paths.webhook,
                Operation(
                    "deleteWebhook", in: Group.events, "Take a webhook away",
                    answers: [.init(204, "It is gone.")], refusals: [404]),
                HookInput.self, scope: .webhooks
            ) { (context: ProgramContext, input) in
                try await tools.store.write("openapi.hook.remove") { [hooks] tx in
                    try hooks.remove(input.id, HookOwner(context.program), in: tx)
                }
                return .nothing()
            },
            .program(
                .post, Paths.webhookSecret,
                Operation(
                    "rotateWebhookSecret", in: Group.events, "Change the secret",
                    "For a day both the old and the new one sign.",
                    answers: [
                        .init(
                            200, "The webhook with its new secret.", Hook.shapeWithSecret.schema)
                    ], refusals: [404]),
                HookInput.self, scope: .webhooks
            ) { (context: ProgramContext, input) in
                try await tools.store.write("openapi.hook.rotate") { [hooks] tx in
                    try hooks.rotate(input.id, HookOwner(context.program), in: tx)
                }
                let hook = try await hook(input.id, context.program, withSecret: true)
                return .json(Hook.shapeWithSecret.json(hook))
            },
            .program(
                .post, Paths.webhookResume,
                Operation(
                    "resumeWebhook", in: Group.events, "Let a paused webhook go on",
                    "With what happens from now on. Fetch what it missed from the list of events.",
                    answers: [.init(200, "The webhook.", Hook.shape.schema)],
                    refusals: [404]),
                HookInput.self, scope: .webhooks
            ) { (context: ProgramContext, input) in
                try await tools.store.write("openapi.hook.resume") { [hooks] tx in
                    try hooks.resume(input.id, HookOwner(context.program), in: tx)
                }
                return .json(Hook.shape.json(try await hook(input.id, context.program)))
            },
        ]
    }

    private func hook(
        _ id: UUIDv7, _ program: Program, withSecret: Bool = false
    ) async throws -> Hook {
        let account = program.account
        return try await tools.store.read("openapi.hook") { [hooks] reader in
            try hooks.view(
                try hooks.find(id, account, in: reader), withSecret: withSecret, in: reader)
        }
    }

    private func make(_ input: NewInput, _ context: ProgramContext) async throws -> Reply {
        let program = context.program
        let url = input.body["url"]?.stringValue ?? ""
        let types = Set((input.body["types"]?.arrayValue ?? []).compactMap(\.stringValue))
        try hooks.check(url)
        let request = Request(context.request, input.body)
        let once = Once(tools: tools)
        return try await once.run(program, key: input.key, request: request) { made in
            let id = made["id"]?.stringValue.flatMap { UUIDv7(text: $0) }
            return try await tools.store.read("openapi.hook.there") { reader in
                try id.flatMap { try HookRows.find($0, of: program.account, in: reader) } != nil
            }
        } _: { turn in
            try await turn.act {
                try await tools.store.write("openapi.hook.make") { [hooks] tx in
                    try hooks.make(
                        turn.subject, HookOwner(program), program.token.id, url: url, types: types,
                        in: tx)
                }
            }
            let last = try await tools.store.read("openapi.events.last") { [tools] reader in
                try tools.ledger.lastNumber(in: reader)
            }
            var hook = try await hook(turn.subject, program, withSecret: true)
            hook.cursor = try EventEndpoints.cursor(program.account)
                .sealed(.integer(last), tools.vault)
            return Made(
                place: Paths.webhook.filled(turn.subject.text),
                json: Hook.shapeWithSecret.json(hook))
        }
    }
}
