import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

/// The city as programs meet it.
struct ProgramSite: Sendable {
    let city: TestCity
    let shell: Shell

    init(_ city: TestCity, rates: [RateClass: Rate] = [:]) throws {
        self.init(city, try city.house.shell(rates: rates))
    }

    init(_ city: TestCity, _ shell: Shell) {
        self.city = city
        self.shell = shell
    }

    /// A token of a citizen with everything a citizen's token may have.
    func citizen(_ n: Int = 0, _ scopes: Set<TokenScope>? = nil) async throws -> String {
        try await token(city.citizens[n], scopes ?? Self.all(.citizen))
    }

    func officer(_ post: String, _ scopes: Set<TokenScope>? = nil) async throws -> String {
        try await token(try await city.officer(post).account, scopes ?? Self.all(.officer))
    }

    static func all(_ kind: AccountKind) -> Set<TokenScope> {
        Set(TokenScope.allCases.filter { $0.holders.contains(kind) })
    }

    private func token(_ account: AccountID, _ scopes: Set<TokenScope>) async throws -> String {
        try await city.house.tokens.give(
            account, name: "uji", scopes: scopes, days: 30, by: .system("test")
        ).secret
    }

    /// What came back.
    struct Answer: Sendable {
        let reply: TestReply
        var status: Int { reply.status }
        var json: JSONValue { (try? JSONValue(parsing: reply.text.utf8)) ?? .null }
        var code: String? { json["code"]?.stringValue }

        subscript(_ name: String) -> JSONValue? { json[name] }
        func text(_ name: String) -> String { json[name]?.stringValue ?? "" }
        var items: [JSONValue] { json["items"]?.arrayValue ?? [] }
    }

    func call(
        _ method: String, _ target: String, as token: String? = nil, _ body: JSONValue? = nil,
        key: String? = nil, headers more: [(name: String, value: String)] = [],
        bytes: [UInt8]? = nil, type: String = "application/json"
    ) async -> Answer {
        var headers = more
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        if let key { headers.append(("Idempotency-Key", key)) }
        let content = bytes ?? body?.canonical
        if content != nil { headers.append(("Content-Type", type)) }
        let reply = await shell.respond(
            to: TestRequest(method, target, headers: headers, body: content.map { [$0] } ?? []))
        return Answer(reply: reply)
    }

    func get(_ target: String, as token: String? = nil) async -> Answer {
        await call("GET", target, as: token)
    }

    func number(_ id: CaseID) async throws -> String {
        try await city.standing(id).record.number.text
    }
}
