import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Web

/// A browser of one officer: keeps cookies and sends forms with the token of the page before.
struct OfficerVisit: Sendable {
    let shell: Shell
    var cookies: [String: String] = [:]

    init(shell: Shell) { self.shell = shell }

    /// Signs in through the door, with NIP and password.
    static func signIn(_ city: TestCity, _ post: String) async throws -> OfficerVisit {
        var visit = OfficerVisit(shell: try city.house.shell(rates: [:]))
        let nip = try await city.officer(post).nip.text
        let reply = try await visit.send(
            "/petugas/masuk", [("nip", nip), ("sandi", DemoCity.password)], from: "/petugas/masuk")
        guard reply.status == 303 else { throw TestProblem("\(post) could not sign in") }
        return visit
    }

    mutating func get(_ path: String) async -> TestReply {
        let reply = await shell.respond(to: TestRequest("GET", path, headers: header))
        keep(reply)
        return reply
    }

    /// Sends a form that stands on the page `from`.
    mutating func send(
        _ path: String, _ values: [(name: String, value: String)], from page: String
    ) async throws -> TestReply {
        let shown = await get(page)
        guard let token = Self.between("name=\"_tanda\" value=\"", "\"", shown.text) else {
            throw TestProblem("no form on \(page): \(shown.status)")
        }
        let reply = await shell.respond(
            to: TestRequest.form(path, [("_tanda", token)] + values, headers: header))
        keep(reply)
        return reply
    }

    /// Sends an act of the case page with the revision that the page shows.
    mutating func act(
        _ number: TrackingCode, _ name: String, _ values: [(name: String, value: String)] = [],
        revision: String? = nil
    ) async throws -> TestReply {
        let page = "/meja/berkas/\(number.text)"
        let shown = await get(page).text
        let seen = Self.between("name=\"revisi\" value=\"", "\"", shown) ?? ""
        return try await send(
            "\(page)/\(name)", [("revisi", revision ?? seen)] + values, from: page)
    }

    private var header: [(name: String, value: String)] {
        cookies.isEmpty
            ? []
            : [("Cookie", cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
    }

    private mutating func keep(_ reply: TestReply) {
        for cookie in reply.headers("set-cookie") {
            let pair = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
        }
    }

    static func between(_ start: String, _ end: String, _ text: String) -> String? {
        let parts = text.split(separator: start, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return parts[1].split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
            .first.map(String.init)
    }
}

extension TestCity {
    /// A submitted case with its number.
    func newCase(_ n: Int = 0, of citizen: Int = 0) async throws -> (id: CaseID, TrackingCode) {
        let id = try await submitted(n, of: citizen)
        return (id, try await standing(id).record.number)
    }
}
