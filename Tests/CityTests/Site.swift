import Cases
import City
import Contracts
import Forms
import Kernel
import Logging
import People
import Store
import TestKit
import Testing
import Web

/// The city's own pages, asked by people who are really signed in.
struct Site: Sendable {
    let city: TestCity
    let shell: Shell

    init(_ city: TestCity) throws {
        self.city = city
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        shell = try city.house.shell(logger: logger, rates: [:])
    }

    /// Somebody at a browser: what the session cookie says, and the token that forms need.
    struct Caller: Sendable, CustomTestStringConvertible {
        let name: String
        let person: Person?
        let cookie: String
        let token: String
        var testDescription: String { name }
    }

    func visitor() async throws -> Caller { try await caller("visitor", nil, session: nil) }

    func citizen(_ n: Int) async throws -> Caller {
        let account = city.citizens[n]
        let identity = try #require(try await city.house.accounts.citizen(account))
        return try await caller("citizen \(n)", .citizen(identity), session: account)
    }

    func officer(_ post: String) async throws -> Caller {
        let officer = try await city.officer(post)
        return try await caller(post, .officer(officer), session: officer.account)
    }

    private func caller(
        _ name: String, _ person: Person?, session: AccountID?
    ) async throws -> Caller {
        var cookies: [String] = []
        if let session {
            let signedIn = try await city.house.accounts.openDemoSession(
                session, from: Visitor(address: "203.0.113.7", agent: "Test"))
            cookies.append("\(cookiePrefix)sesi=\(signedIn.token.text)")
        }
        // Any page with a form gives a token, bound to this session and this browser.
        let page = await shell.respond(
            to: TestRequest(
                "GET", "/gaya?bagian=formulir",
                headers: [("Cookie", cookies.joined(separator: "; "))]))
        let browser = try #require(
            page.headers("set-cookie").first { $0.hasPrefix("\(cookiePrefix)tamu=") })
        cookies.append(String(browser.prefix { $0 != ";" }))
        let after = try #require(
            page.text.split(separator: "name=\"_tanda\" value=\"").dropFirst().first)
        return Caller(
            name: name, person: person, cookie: cookies.joined(separator: "; "),
            token: String(after.prefix { $0 != "\"" }))
    }

    private var cookiePrefix: String { shell.settings.isSecure ? "__Host-" : "" }

    func get(_ path: String, as caller: Caller) async -> TestReply {
        await shell.respond(to: TestRequest("GET", path, headers: [("Cookie", caller.cookie)]))
    }

    /// Sends every field that the route declares.
    func post(
        _ route: Route, _ path: String, as caller: Caller, withToken: Bool = true
    ) async -> TestReply {
        var values = route.fields.filter { $0.place == .form && !$0.isPrefix }
            .map { (name: $0.name, value: "1") }
        if withToken { values.append(("_tanda", caller.token)) }
        return await shell.respond(
            to: .form(path, values, headers: [("Cookie", caller.cookie)]))
    }

    func send(
        _ route: Route, _ path: String, as caller: Caller, withToken: Bool = true
    ) async -> TestReply {
        switch route.method {
        case .get: await get(path, as: caller)
        case .post: await post(route, path, as: caller, withToken: withToken)
        case .patch: await patch(path, as: caller, withToken: withToken)
        case .delete:
            await shell.respond(
                to: TestRequest("DELETE", path, headers: [("Cookie", caller.cookie)]))
        }
    }

    /// A piece of a file.
    func patch(_ path: String, as caller: Caller, withToken: Bool = true) async -> TestReply {
        var headers = [
            (name: "Cookie", value: caller.cookie), (name: "Upload-Offset", value: "0"),
            (name: "Content-Type", value: "application/offset+octet-stream"),
        ]
        if withToken { headers.append((name: "X-Tanda", value: caller.token)) }
        return await shell.respond(
            to: TestRequest("PATCH", path, headers: headers, body: [[1, 2, 3]]))
    }

    /// How much has been written down so far.
    func acts() async throws -> Int64? {
        try await city.house.store.read("test.acts") { reader in
            try reader.row("SELECT COUNT(*) FROM ledger")?.int(0)
        }
    }
}

/// What stands in the named segments of paths.
struct Places: Sendable {
    var values: [String: String]

    func path(of route: Route) -> String {
        let parts = route.path.description.split(separator: "/").map { part in
            guard part.first == "{" else { return String(part) }
            return values[String(part.dropFirst().dropLast())] ?? "x"
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The same with one of them different.
    func with(_ name: String, _ value: String) -> Places {
        var copy = self
        copy.values[name] = value
        return copy
    }

    /// A case with its first file.
    static func ofCase(_ id: CaseID, of citizen: Int, in city: TestCity) async throws -> Places {
        let number = try await city.standing(id).record.number
        let file = try await city.house.cases.file(number, for: city.citizens[citizen])
        let blob = try #require(file.files.first).blob
        return Places(values: [
            "nomor": number.text, "blob": blob.text, "kode": file.record.service.text,
        ])
    }

    /// A draft with its first file.
    static func ofDraft(_ id: CaseID, of citizen: Int, in city: TestCity) async throws -> Places {
        let account = city.citizens[citizen]
        let draft = try #require(
            try await city.house.store.read("test.draft") { reader in
                try city.house.drafts.load(id, account: account, in: reader)
            })
        let (field, files) = try #require(draft.files.first { !$0.value.isEmpty })
        let blob = try #require(files.first).blob
        return Places(values: [
            "id": id.text, "group": try #require(draft.sections.keys.min()), "field": field,
            "blob": blob.text,
        ])
    }
}
