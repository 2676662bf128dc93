import Cases
import Kernel
import Notices
import Outbound
import Store

/// Asks national systems for new messages. A page is taken whole before its place is kept, so what
/// dies in between is asked for again, and each message becomes a case once by its id.
public struct PullMessages: Sendable {
    private let tools: PermitTools
    private let link: NationalLink

    /// Pages of one go, and messages of a page.
    private static let pages = 20
    private static let messages = 1_000
    private static let longestPause: Int64 = 3_600

    public init(tools: PermitTools, link: NationalLink) {
        self.tools = tools
        self.link = link
    }

    /// The jobs that tell systems what became of their messages.
    public static let reportJob = ReportStates.job

    /// What came of one go.
    public struct Result: Sendable {
        public var count = ImportCount()
        public var pages = 0
        /// Why it ended early: a status or a word.
        public var fault: String?
    }

    private enum Fault: Error { case away(String, retryAfter: Int64?) }

    /// Asks every system whose time has come.
    func runDue() async throws {
        let catalogue = try await tools.shelf.published()
        for system in catalogue.systems where system.pull?.url != nil {
            let state = try await tools.store.read("permit.system") { reader in
                try SystemRows.find(system.code, in: reader)
            }
            guard state.nextAt <= tools.world.now else { continue }
            _ = try await pull(system, catalogue)
        }
    }

    /// Asks one system now.
    /// - Returns: nil where it is not connected, or no service takes its messages.
    public func pull(_ code: String) async throws -> Result? {
        let catalogue = try await tools.shelf.published()
        guard let system = catalogue.systems.first(where: { $0.code == code }) else { return nil }
        return try await pull(system, catalogue)
    }

    private func pull(_ system: NationalSystem, _ catalogue: Catalogue) async throws -> Result? {
        guard let pull = system.pull, let url = pull.url,
            let desk = IntakeDesk(tools: tools, catalogue: catalogue, system: system.code)
        else { return nil }
        var result = Result()
        var state = try await tools.store.read("permit.system") { reader in
            try SystemRows.find(system.code, in: reader)
        }
        var pause = Int64(pull.every)
        do {
            while result.pages < Self.pages {
                let (items, next) = try await page(system, pull, url, state.cursor)
                let count = try await take(items, pull, system, desk)
                result.pages += 1
                result.count += count
                let isLast = items.isEmpty || next == nil || next == state.cursor
                state.taken += Int64(count.new)
                state.cursor = next ?? state.cursor
                try await keep(state, of: system.code)
                if isLast { break }
            }
            // More waits there.
            if result.pages == Self.pages { pause = 0 }
            state.failures = 0
            state.fault = nil
            state.heardAt = tools.world.now
        } catch Fault.away(let word, let wait) {
            result.fault = word
            state.failures += 1
            state.fault = word
            let doubled = pause << min(state.failures - 1, 8)
            pause = max(wait ?? 0, min(doubled, max(pause, Self.longestPause)))
        }
        state.askedAt = tools.world.now
        state.nextAt = tools.world.now.adding(seconds: pause)
        try await keep(state, of: system.code)
        return result
    }

    private func keep(_ state: SystemState, of system: String) async throws {
        try await tools.store.write("permit.system.place") { tx in
            try SystemRows.write(state, of: system, in: tx)
        }
    }

    private func page(
        _ system: NationalSystem, _ pull: NationalSystem.Pull, _ url: String, _ cursor: String?
    ) async throws -> (items: [JSONValue], next: String?) {
        var query = pull.query
        if let place = pull.cursor, let cursor { query[place.query] = cursor }
        let text = FormEncoding.text(query.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        let address = text.isEmpty ? url : url + (url.contains("?") ? "&" : "?") + text
        let headers = try await link.headers(system) {
            Fault.away("no-secret", retryAfter: nil)
        }
        let answer: OutboundAnswer
        do {
            answer = try await link.outbound.send(
                .get(address, headers: headers).reaching(link.reach))
        } catch {
            throw Fault.away(error.word, retryAfter: nil)
        }
        guard answer.status == 200 else {
            throw Fault.away(
                String(answer.status),
                retryAfter: RetryAfter.seconds(answer.header("retry-after"), tools.world.now))
        }
        guard let json = try? JSONValue(parsing: answer.body, limits: Self.limits) else {
            throw Fault.away("no-json", retryAfter: nil)
        }
        guard let items = json.at(pull.items)?.arrayValue, items.count <= Self.messages else {
            throw Fault.away("no-list", retryAfter: nil)
        }
        let next = pull.cursor.flatMap { json.at($0.path)?.word }
        return (items, next.flatMap { $0.isEmpty || $0.utf8.count > 500 ? nil : $0 })
    }

    private static let limits = JSONValue.Limits(bytes: 4 << 20, depth: 16, values: 200_000)

    /// Takes what can be taken, and keeps the rest where officers see it.
    private func take(
        _ items: [JSONValue], _ pull: NationalSystem.Pull, _ system: NationalSystem,
        _ desk: IntakeDesk
    ) async throws -> ImportCount {
        let messages = items.enumerated().map { (line: $0.offset + 1, message: pull.message($0.1)) }
        let count = try await desk.take(messages)
        let wrong = Dictionary(grouping: count.problems, by: \.line)
        guard !wrong.isEmpty else { return count }
        try await tools.store.write("permit.misfits") { [tools] tx in
            for (line, message) in messages {
                guard let problems = wrong[line] else { continue }
                try tools.misfits.add(
                    message, of: system.code, problems, tools.world.uuid(), at: tools.world.now,
                    in: tx)
            }
        }
        return count
    }
}

extension NationalLink {
    var reach: OutboundRequest.Reach { isDemo ? .anywhere : .publicOnly }

    /// - Parameter missing: thrown where the deployment does not have the secret.
    func headers(
        _ system: NationalSystem, missing: () -> any Error
    ) async throws -> [OutboundHeader] {
        var headers = [
            OutboundHeader("Accept", "application/json"),
            OutboundHeader("User-Agent", "Pendopo-Systems/1"),
        ]
        guard let rule = system.secret else { return headers }
        guard let secret = await self.secret(rule.name) else { throw missing() }
        headers.append(OutboundHeader(rule.header, rule.prefix + secret))
        return headers
    }
}
