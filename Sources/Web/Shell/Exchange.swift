import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore

/// One request on its way to its response.
final class Exchange: Sendable {
    let shell: Shell
    let request: Request
    let id: String
    let address: String
    let peer: String
    /// Nothing in a test without a socket.
    let channel: (any Channel)?
    let language: Language
    let isLanguageChosen: Bool
    let target: RequestTarget?
    let routes: [Route]
    private let targetFault: Fault?

    init(shell: Shell, request: Request, peer: String, channel: (any Channel)? = nil) {
        self.shell = shell
        self.request = request
        id = Self.requestID()
        self.peer = peer
        self.channel = channel
        address = Client.address(peer, request.headers, proxies: shell.settings.proxies)
        do throws(RequestTarget.Fault) {
            let target = try RequestTarget(request.head.path ?? "")
            self.target = target
            routes = shell.table.routes(target.segments)
            targetFault = nil
        } catch {
            target = nil
            routes = []
            targetFault =
                switch error {
                case .malformed: .malformed
                case .tooLong: .tooLong
                case .notFound: .notFound
                }
        }
        (language, isLanguageChosen) = LanguageChoice.make(
            query: target?.query ?? "",
            cookie: shell.cookies.value(.language, in: request.headers[.cookie]),
            header: request.headers[.acceptLanguage], usual: shell.settings.language)
    }

    /// The path's template, for the log: what somebody typed is not in it.
    var routeName: String { routes.first?.path.description ?? "-" }

    /// Below the address where programs call, every answer is for them.
    var isForPrograms: Bool {
        // By the address as it was sent: one that cannot be read is answered in kind too.
        (request.head.path ?? "").hasPrefix("/api/")
    }

    /// The path as it was sent, without query.
    var sentPath: String { String((request.head.path ?? "").prefix { $0 != "?" }) }

    /// How errors are told here, where clients of a standard call.
    var dialect: ErrorDialect? {
        guard routes.first?.output != .page else { return nil }
        return shell.dialects.first { sentPath.hasPrefix($0.prefix) }
    }

    var words: Wording { Wording(shell.vocabulary, language) }

    /// 12 digits to read out over a telephone.
    private static func requestID() -> String {
        let text = String(UInt64.random(in: 0..<1_000_000_000_000))
        return String(repeating: "0", count: 12 - text.utf8.count) + text
    }

    func answer() async -> Response {
        do {
            if let special = try await Special.answer(self) { return special }
            return try await guarded()
        } catch let fault as Fault {
            return await refuse(fault, nil)
        } catch {
            return await unexpected(error, nil)
        }
    }

    private func guarded() async throws -> Response {
        try checkHead()
        guard let target else { throw targetFault ?? Fault.malformed }
        if target.endsWithSlash, request.method == .get, !isForPrograms {
            let query = target.query.isEmpty ? "" : "?" + target.query
            let path = "/" + target.segments.map(PercentCoding.encode).joined(separator: "/")
            return Rendering.bare(.permanentRedirect, [.location: path + query])
        }
        let visible = routes.filter { !$0.isDemoOnly || shell.settings.isDemo }
        guard !visible.isEmpty, !target.endsWithSlash else { throw Fault.notFound }
        guard let route = visible.first(where: { $0.method == method }) else {
            let allowed = Allowed.methods(visible)
            guard request.method == .options else { throw Fault.method(allowed) }
            return Rendering.bare(.noContent, [.allow: allowed.joined(separator: ", ")])
        }
        let hasToken = route.isForPrograms && request.headers[.authorization] != nil
        // Many programs may call from one address; each is counted by its token, once it is known.
        let rate = hasToken ? .gateways : route.limits.rate
        try admit(address, rate)
        // A token makes calls cheaper, not files.
        if hasToken, route.limits.rate == .uploads { try admit(address, .uploads) }
        guard method == .get, !route.waitsForOthers else {
            return try await serve(route, target)
        }
        return try await shell.turns.take { try await serve(route, target) }
    }

    private var method: Route.Method? {
        request.method == .head ? .get : Route.Method(rawValue: request.method.rawValue)
    }

    private func checkHead() throws(Fault) {
        var total = 0
        for field in request.headers {
            total += field.name.rawName.utf8.count + field.value.utf8.count + 4
        }
        guard total <= 16 * 1024, request.headers.count <= 100 else { throw .headers }
        if let targetFault { throw targetFault }
    }

    private func serve(_ route: Route, _ target: RequestTarget) async throws -> Response {
        let person = route.isForPrograms ? nil : try await self.person()
        let program = route.isForPrograms ? try await knownProgram() : nil
        var visit = makeVisit(target, person, route, program: program)
        if route.output == .page, let person, let badges = shell.settings.badges {
            visit.badges = await badges(person)
        }
        do {
            let mayEnter =
                route.isForPrograms
                ? route.access.admits(program: program) : route.access.admits(person)
            guard mayEnter else { return try await turnAway(route, visit) }
            return try await run(route, target, visit)
        } catch let fault as Fault {
            return await refuse(fault, visit)
        } catch let refusal as Refusal {
            return await ErrorPages(exchange: self, visit: visit).refusal(refusal, FormState())
        } catch {
            return await unexpected(error, visit)
        }
    }

    /// The program of a token. Tokens that do not hold are counted, and when there were too many
    /// the next are not even looked up.
    private func knownProgram() async throws -> Program? {
        guard request.headers[.authorization] != nil else { return nil }
        try holdGuesses()
        return try await program()
    }

    private func run(
        _ route: Route, _ target: RequestTarget, _ visit: VisitorContext
    ) async throws -> Response {
        var others = try query(route, target)
        for (name, value) in RouteTable.parameters(route, target.segments) {
            others[name] = [value]
        }
        for field in route.fields where field.place == .header {
            guard let value = request.headers[Names.name(field.name)] else { continue }
            guard value.utf8.count <= field.maxBytes else { throw Fault.headers }
            others[field.name] = [value]
        }
        var body = BodyReader(route: route, budget: shell.budget)
        defer { shell.budget.giveBack(body.taken) }
        if route.method != .get {
            try await body.read(request, type: request.headers[.contentType])
        }
        let form = body.form(others)
        do {
            // No cookie is read of a program's call, so nobody can be made to send one unawares.
            if route.method != .get, !route.isForPrograms, !route.isForMachines {
                try checkForm(body, visit)
            }
            let known = try await keyed(visit, route, form)
            let proof = ProofPage(exchange: self, visit: known)
            switch try await proof.settle(route, form, body) {
            case .asked(let page): return page
            case .passed(let visit): return try await handle(route, visit, form, body)
            }
        } catch let refusal as Refusal {
            return await ErrorPages(exchange: self, visit: visit).refusal(refusal, form)
        }
    }

    private func handle(
        _ route: Route, _ visit: VisitorContext, _ form: FormState, _ body: BodyReader
    ) async throws -> Response {
        do {
            let call = Route.Call(
                visit: visit, form: form, files: body.uploads, json: body.json)
            let reply = try await route.run(call)
            return try await Rendering(exchange: self, visit: visit, route: route).response(reply)
        } catch let refusal as Refusal {
            return await ErrorPages(exchange: self, visit: visit).refusal(refusal, form)
        } catch {
            // Not further up: this visit may hold a session's new token, which must not be lost.
            return await unexpected(error, visit)
        }
    }

    private func checkForm(_ body: BodyReader, _ visit: VisitorContext) throws {
        let comesFromHere = OriginCheck.accepts(
            fetchSite: request.headers[Names.fetchSite], origin: request.headers[.origin],
            site: visit.request.origin)
        guard comesFromHere else { throw Fault.forged }
        guard let token = body.token, visit.ui.tokens.accepts(token) else {
            // The page was open too long, or the person signed in elsewhere: what was typed is
            // shown with a button to send it again.
            throw Refusal(.forbidden, "web.expired")
        }
    }

    private func query(_ route: Route, _ target: RequestTarget) throws -> [String: [String]] {
        guard !target.query.isEmpty else { return [:] }
        let bytes = Array(target.query.utf8)
        guard let pairs = PercentCoding.pairs(bytes[...], limit: route.limits.fields) else {
            throw Fault.malformed
        }
        var values: [String: [String]] = [:]
        for pair in pairs {
            let field = route.fields.first { $0.place == .query && $0.covers(pair.name) }
            guard let field else {
                // A program that misspells a filter would believe that it filters.
                guard !route.isForPrograms else {
                    throw Refusal(.invalid, "web.api.unknown", field: String(pair.name.prefix(100)))
                }
                continue
            }
            guard !route.isForPrograms || values[pair.name] == nil else {
                throw Refusal(.invalid, "web.api.twice", field: pair.name)
            }
            guard pair.value.utf8.count <= field.maxBytes else { throw Fault.tooLong }
            values[pair.name, default: []].append(pair.value)
        }
        return values
    }
}
