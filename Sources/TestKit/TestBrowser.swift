import City
import Contracts
import Kernel
import People
import Web

/// A person with a browser that runs no scripts: keeps cookies, follows redirects, sends the hidden
/// fields of the form that stands on the page.
public actor TestBrowser {
    private let shell: Shell
    public private(set) var cookies: [String: String] = [:]
    /// The page one looks at.
    public private(set) var text = ""
    public private(set) var status = 0
    public private(set) var answer: TestReply?
    /// Where one is, after redirects.
    public private(set) var path = "/"

    /// The address that it comes from.
    private let peer: String

    public init(_ city: TestCity, peer: String = "192.0.2.1") throws {
        shell = try city.house.shell(rates: [:])
        self.peer = peer
    }

    /// A browser in which a citizen of the city is signed in.
    public static func citizen(_ number: Int = 0, of city: TestCity) async throws -> TestBrowser {
        guard let known = try await city.house.accounts.citizen(city.citizens[number]) else {
            throw TestProblem("no citizen \(number)")
        }
        return try await signedIn(.contact(known.contact), city)
    }

    /// A browser in which the officer of a post is signed in.
    public static func officer(_ post: String, of city: TestCity) async throws -> TestBrowser {
        try await signedIn(.nip(try await city.officer(post).nip), city)
    }

    private static func signedIn(_ name: LoginName, _ city: TestCity) async throws -> TestBrowser {
        let browser = try TestBrowser(city)
        let outcome = try await city.house.accounts.signIn(
            name, password: DemoCity.password,
            from: Visitor(address: "192.0.2.1", agent: "test"))
        guard let signedIn = outcome.signedIn else {
            throw TestProblem("a second factor is wanted")
        }
        await browser.keep("sesi", signedIn.token.text)
        return browser
    }

    private func keep(_ name: String, _ value: String) { cookies[name] = value }

    /// Opens a page of the site.
    public func open(_ target: String) async {
        await go(TestRequest("GET", target))
    }

    /// Sends the form of the page that goes to `action` (where it goes to is where one is, unless
    /// said).
    /// - Parameter button: where the pressed button sends the form, when elsewhere.
    public func send(
        _ fields: [(name: String, value: String)] = [], to form: String? = nil,
        by button: String? = nil,
        files: [(name: String, file: String, bytes: [UInt8])] = []
    ) async throws {
        let sent = try hidden(form ?? path) + fields
        let action = button ?? form ?? path
        guard !files.isEmpty else { return await go(.form(action, sent)) }
        let boundary = "batas-7f3a"
        var body: [UInt8] = []
        for (name, value) in sent {
            body += Array(
                ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\""
                    + "\r\n\r\n\(value)\r\n").utf8)
        }
        for (name, file, bytes) in files {
            body += Array(
                """
                --\(boundary)\r\nContent-Disposition: form-data; name="\(name)"; \
                filename="\(file)"\r\nContent-Type: application/octet-stream\r\n\r\n
                """.utf8)
            body += bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        let type = ("Content-Type", "multipart/form-data; boundary=\(boundary)")
        return await go(TestRequest("POST", action, headers: [type], body: [body]))
    }

    /// Sends the form that goes to `action`, on the page `page` (which is opened first).
    public func send(
        _ fields: [(name: String, value: String)], to action: String, on page: String
    ) async throws {
        await open(page)
        try await send(fields, to: action)
    }

    /// Sends to an address without looking at its form: any page's token will do.
    public func press(
        _ action: String, _ fields: [(name: String, value: String)] = []
    ) async throws {
        let token = text.split(separator: "name=\"_tanda\" value=\"").dropFirst().first
            .map { String($0.prefix { $0 != "\"" }) }
        guard let token else { throw TestProblem("no form on \(path)") }
        await go(.form(action, [("_tanda", token)] + fields))
    }

    private func go(_ request: TestRequest) async {
        var request = request
        for _ in 0..<6 {
            request.peer = peer
            path = String(request.target.split(separator: "#").first ?? "/")
            request.target = path
            let cookie = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            request.headers.append(("Cookie", cookie.joined(separator: "; ")))
            let page = await shell.respond(to: request)
            answer = page
            status = page.status
            text = page.text
            for header in page.headers("set-cookie") { take(header) }
            guard page.status == 303, let next = page.header("location") else { return }
            request = TestRequest("GET", next)
        }
    }

    private func take(_ header: String) {
        guard let pair = header.split(separator: ";").first,
            let equals = pair.firstIndex(of: "=")
        else { return }
        let value = String(pair[pair.index(after: equals)...])
        cookies[String(pair[..<equals])] = value.isEmpty ? nil : value
    }

    /// Hidden fields of a form, the token among them.
    private func hidden(_ action: String) throws -> [(name: String, value: String)] {
        let forms = text.split(separator: "<form ", omittingEmptySubsequences: true)
        guard let form = forms.first(where: { $0.contains("action=\"\(action)\"") }) else {
            throw TestProblem("no form to \(action) on \(path) (\(status))")
        }
        let inside = form.split(separator: "</form>").first ?? ""
        return inside.split(separator: "<input ").compactMap { tag in
            guard tag.hasPrefix("type=\"hidden\""), let name = attribute("name", tag),
                let value = attribute("value", tag)
            else { return nil }
            return (name, value)
        }
    }

    private func attribute(_ name: String, _ tag: Substring) -> String? {
        guard let start = tag.split(separator: "\(name)=\"", maxSplits: 1).dropFirst().first
        else { return nil }
        let value = String(start.prefix { $0 != "\"" })
        return value.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
