import Contracts
import Kernel
import People
import Web

/// Addresses of the pages on which people keep their programs.
enum ProgramURL {
    static let programs: PathTemplate = "/akun/program"
    static let endToken: PathTemplate = "/akun/program/token/{id}/akhiri"
    static let hooks: PathTemplate = "/akun/program/webhook"
    static let hookSecret: PathTemplate = "/akun/program/webhook/{id}/rahasia"
    static let resumeHook: PathTemplate = "/akun/program/webhook/{id}/lanjutkan"
    static let removeHook: PathTemplate = "/akun/program/webhook/{id}/hapus"

    static let account = "/akun"
    static let safety = "/keamanan"
}

/// What a new token is for.
struct TokenForm: RouteInput {
    static let fields: [InputField] = [
        .form("nama", max: 400), .form("cakupan", .choices, max: 20), .form("hari", max: 4),
    ]
    /// The names that the floor below has for the same.
    static let names = ["name": "nama", "scope": "cakupan", "days": "hari"]
    let name: String
    let scopes: Set<TokenScope>
    let days: Int?

    init(_ fields: inout FieldReader) {
        name = fields.text("nama")
        scopes = Set(fields.choices("cakupan").compactMap(TokenScope.init))
        days = fields.value("hari") { Int($0) }
    }
}

struct TokenInput: RouteInput {
    static let fields: [InputField] = [.path("id")]
    let id: TokenID
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("id", else: "people.token.unknown")
    }
}

/// A new receiver of events.
struct HookForm: RouteInput {
    static let fields: [InputField] = [
        .form("alamat", max: 2_000), .form("token", max: 40), .form("jenis", .choices, max: 60),
    ]
    static let names = ["url": "alamat"]
    let url: String
    let token: TokenID?
    let types: Set<String>

    init(_ fields: inout FieldReader) {
        url = fields.text("alamat")
        token = fields.value("token") { TokenID(text: $0) }
        types = Set(fields.choices("jenis")).intersection(WebhookEndpoints.NewInput.types)
    }
}

struct HookInput: RouteInput {
    static let fields: [InputField] = [.path("id")]
    let id: UUIDv7
    init(_ fields: inout FieldReader) throws {
        guard let id = UUIDv7(text: fields.text("id")) else {
            throw Refusal(.notFound, "openapi.hook")
        }
        self.id = id
    }
}

/// What the page of one's programs shows.
struct ProgramModel: Sendable {
    let person: Person
    let tokens: [ListedToken]
    let hooks: [Hook]
    let now: Instant
    let zone: Zone

    var running: [ListedToken] { tokens.filter { $0.isRunning(at: now) } }
    var ended: [ListedToken] { tokens.filter { !$0.isRunning(at: now) } }
    /// Those by which events may be received.
    var keepers: [ListedToken] { tokens.filter { $0.keepsHooks(at: now) } }

    /// How long a token may last; an officer's opens more, so it lasts less.
    static func days(of person: Person) -> [Int] {
        person.kind == .officer ? [7, 30, 90] : [30, 90, 365]
    }

    static func scopes(of person: Person) -> [TokenScope] {
        TokenScope.allCases.filter { $0.holders.contains(person.kind) }
    }
}

extension ListedToken {
    func isRunning(at now: Instant) -> Bool { endedAt == nil && now < token.expiresAt }

    func keepsHooks(at now: Instant) -> Bool {
        isRunning(at: now) && token.scopes.contains(.webhooks)
    }
}
