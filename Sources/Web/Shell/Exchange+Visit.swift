import HTTPTypes
import Hummingbird
import Kernel
import Logging
import People

extension Exchange {
    /// Whoever the session cookie stands for.
    func person() async throws -> Person? {
        guard let token = shell.cookies.value(.session, in: request.headers[.cookie]),
            token.utf8.count <= 200
        else { return nil }
        return try await shell.sessions.find(token, agent)
    }

    /// The program whose token came with the call.
    /// - Throws: `Fault`, when what came is no token that opens anything.
    func program() async throws -> Program? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200,
            let program = try await shell.programs.find(String(parts[1]))
        else {
            // Whoever tries tokens has no more than somebody without one.
            _ = shell.limiter.wait(address, .guesses, now: shell.world.now)
            try admit(address, .api)
            throw Fault.token
        }
        try admit("token " + program.token.id.text, .programs)
        return program
    }

    /// Of a route whose callers show a token in a field of their form: the visit with the program
    /// of it, or as it is when there is none that opens anything.
    func keyed(
        _ visit: VisitorContext, _ route: Route, _ form: FormState
    ) async throws -> VisitorContext {
        guard let key = route.key else { return visit }
        let text = form.value(key.field).filter { !$0.isWhitespace }
        guard !text.isEmpty else { return visit }
        try holdGuesses()
        guard text.utf8.count <= 200, let program = try await shell.programs.find(text) else {
            _ = shell.limiter.wait(address, .guesses, now: shell.world.now)
            return visit
        }
        try admit("token " + program.token.id.text, key.rate)
        var known = visit
        known.program = program
        return known
    }

    /// - Throws: `Fault`, when too many tokens came from there that do not hold.
    func holdGuesses() throws(Fault) {
        let seconds = shell.limiter.wait(
            address, .guesses, now: shell.world.now, counts: false)
        if let seconds { throw .tooMany(seconds) }
    }

    /// - Throws: `Fault`, when the allowance is used up.
    func admit(_ client: String, _ rate: RateClass) throws(Fault) {
        if let seconds = shell.limiter.wait(client, rate, now: shell.world.now) {
            throw .tooMany(seconds)
        }
    }

    /// Whether nobody else's machine stands between the caller and this one.
    private var isLocal: Bool {
        let passed = [Names.forwardedFor, Names.name("Forwarded"), Names.name("Via")]
        return ["127.0.0.1", "::1"].contains(peer)
            && !passed.contains { request.headers[$0] != nil }
    }

    private var agent: String { String(request.headers[.userAgent]?.prefix(200) ?? "") }

    /// - Parameter renewal: the new token of a session in which the person has just shown who is
    ///   there; everything behind it goes by that.
    func makeVisit(
        _ target: RequestTarget?, _ person: Person?, _ route: Route?,
        renewal: ProofKeeper.Fresh? = nil, program: Program? = nil
    ) -> VisitorContext {
        let cookie = request.headers[.cookie]
        let session = renewal?.token ?? shell.cookies.value(.session, in: cookie)
        let tokens = FormTokens(
            secret: shell.settings.secret, visitor: shell.cookies.value(.visitor, in: cookie),
            session: session, random: shell.world.random)
        let accept = request.headers[.accept] ?? ""
        let facts = RequestFacts(
            id: id, method: request.method.rawValue, path: target?.path ?? "/",
            query: target?.query ?? "", origin: origin, address: address, agent: agent,
            sessionToken: session,
            flowToken: shell.cookies.value(.flow, in: cookie),
            lastEventID: request.headers[Names.lastEventID],
            isDemo: shell.settings.isDemo, isLocal: isLocal,
            wantsJSON: isForPrograms || route?.output == .data
                || (accept.contains("json") && !accept.contains("text/html")), )
        let ui = UI(words: words, tokens: tokens, target: facts.target)
        return VisitorContext(
            request: facts, person: person, ui: ui, now: shell.world.now, cache: shell.cache,
            isPlain: person == nil, renewal: renewal, program: program)
    }

    /// The site's address as people see it.
    private var origin: String {
        if let origin = shell.settings.origin { return origin }
        let host = request.head.authority ?? ""
        let isPlain = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
        }
        let scheme = shell.settings.isSecure ? "https" : "http"
        return scheme + "://" + (isPlain && !host.isEmpty ? host : "localhost")
    }

    /// Somebody is at a door that is not theirs: sign in first, or told that it is not for them.
    func turnAway(_ route: Route, _ visit: VisitorContext) async throws -> Response {
        if route.isForPrograms {
            guard visit.program == nil else { return await refuse(Fault.scope(route), visit) }
            return await refuse(Fault.noToken, visit)
        }
        guard visit.person == nil, route.output != .data, route.output != .events else {
            return await refuse(Fault(status: 403, key: "web.fault.forbidden"), visit)
        }
        let door =
            if case .officer = route.access {
                shell.settings.officerSignInPath
            } else {
                shell.settings.signInPath
            }
        guard route.method == .get else {
            // A form that was open when the session ended: keep what was typed.
            var body = BodyReader(route: route, budget: shell.budget)
            defer { shell.budget.giveBack(body.taken) }
            try await body.read(request, type: request.headers[.contentType])
            let pages = ErrorPages(exchange: self, visit: visit)
            return await pages.refusal(Refusal(.forbidden, "web.signInAgain"), body.form([:]))
        }
        let location = NextPath.adding(visit.request.target, to: door)
        return Rendering.bare(.seeOther, [.location: location])
    }

    func refuse(_ fault: Fault, _ visit: VisitorContext?) async -> Response {
        let visit = visit ?? makeVisit(target, nil, routes.first)
        return await ErrorPages(exchange: self, visit: visit).fault(fault)
    }

    func unexpected(_ error: any Error, _ visit: VisitorContext?) async -> Response {
        if let fault = error as? Fault { return await refuse(fault, visit) }
        // The type only: the text of an error may hold what somebody typed.
        shell.logger.error(
            "unexpected error",
            metadata: ["id": "\(id)", "route": "\(routeName)", "type": "\(type(of: error))"])
        return await refuse(.unexpected, visit)
    }
}
