import Cases
import Contracts
import Kernel
import Notices
import Outbound
import Store

/// SP4N-LAPOR! over HTTP, where the city's file has addresses: asked for new reports, told what
/// became of them.
struct LaporExchange: Sendable {
    let tools: ComplaintTools
    let link: PartnerLink
    let catalogue: Catalogue
    let rules: LaporRules

    /// Pages of one go, and reports of a page.
    private static let pages = 20
    private static let reports = 1_000
    private static let longestPause: Int64 = 3_600
    /// How long it rests before a hand has mended something, in seconds.
    private static let patience: Int64 = 3_600
    private static let limits = JSONValue.Limits(bytes: 4 << 20, depth: 16, values: 200_000)

    init(tools: ComplaintTools, catalogue: Catalogue) throws(PartnerFault) {
        guard let link = tools.outside.partners, let rules = catalogue.partners.lapor else {
            throw PartnerFault("not-connected", wait: Self.patience)
        }
        self.tools = tools
        self.link = link
        self.catalogue = catalogue
        self.rules = rules
    }

    private func headers() async throws(PartnerFault) -> [OutboundHeader] {
        let plain = [
            OutboundHeader("Accept", "application/json"),
            OutboundHeader("User-Agent", "Pendopo-Systems/1"),
        ]
        guard let rule = rules.secret else { return plain }
        guard let secret = await link.secret(rule.name) else {
            throw PartnerFault("no-secret", wait: Self.patience)
        }
        return plain + [OutboundHeader(rule.header, rule.prefix + secret)]
    }

    private func send(_ request: OutboundRequest) async throws(PartnerFault) -> OutboundAnswer {
        do {
            return try await link.outbound.send(request.reaching(tools.outside.reach))
        } catch {
            throw PartnerFault(error.word)
        }
    }

    private func fault(_ answer: OutboundAnswer, isFinal: Bool = false) -> PartnerFault {
        PartnerFault(
            String(answer.status),
            wait: RetryAfter.seconds(answer.header("retry-after"), tools.world.now),
            isFinal: isFinal)
    }

    // MARK: Telling

    /// Tells how a report stands now; the key is the same at each try.
    func tell(_ one: ReportLink, _ sending: ReportSending) async throws(PartnerFault) {
        guard let url = rules.report.url else {
            throw PartnerFault("not-connected", wait: Self.patience)
        }
        let found = try? await tools.store.read("lapor.report") { reader in
            try ReportRows.find(one.caseID, in: reader)
        }
        guard let giving = LaporGiving(tools: tools, catalogue: catalogue),
            let report = found ?? nil, let values = giving.values(report, lapor: one.remote)
        else { throw PartnerFault("no-word", isFinal: true) }
        let address = NationalSystem.Report.fill(url, values, encode: PercentCoding.encode)
        let key = PartnerReport.updateID(one.number, sending.act)
        let answer = try await send(
            .post(
                address,
                headers: try await headers() + [
                    OutboundHeader("Content-Type", "application/json"),
                    OutboundHeader(rules.report.key, key),
                ], body: giving.body(values)))
        guard !rules.report.taken.contains(answer.status) else { return }
        throw fault(answer, isFinal: rules.report.refused.contains(answer.status))
    }

    // MARK: Asking

    /// Asks for new reports, if it is time.
    func pullDue() async throws {
        guard let url = rules.pull.url else { return }
        var state = try await tools.store.read("lapor.state") { reader in
            try PartnerRows.find(LaporRules.code, in: reader)
        }
        guard state.nextAt <= tools.world.now else { return }
        var pause = Int64(rules.pull.every)
        do {
            var pages = 0
            while pages < Self.pages {
                let (items, next) = try await page(url, state.cursor)
                try await take(items)
                pages += 1
                let isLast = items.isEmpty || next == nil || next == state.cursor
                state.cursor = next ?? state.cursor
                try await keep(state)
                if isLast { break }
            }
            // More waits there.
            if pages == Self.pages { pause = 0 }
            state.failures = 0
            state.fault = nil
            state.heardAt = tools.world.now
        } catch let fault as PartnerFault {
            state.failures += 1
            state.fault = fault.word
            let doubled = pause << min(state.failures - 1, 8)
            pause = max(fault.wait ?? 0, min(doubled, max(pause, Self.longestPause)))
        }
        state.askedAt = tools.world.now
        state.nextAt = tools.world.now.adding(seconds: pause)
        try await keep(state)
    }

    private func keep(_ state: PartnerState) async throws {
        try await tools.store.write("lapor.place") { tx in
            try PartnerRows.write(state, of: LaporRules.code, in: tx)
        }
    }

    private func page(
        _ url: String, _ cursor: String?
    ) async throws -> (items: [JSONValue], next: String?) {
        var query = rules.pull.query
        if let place = rules.pull.cursor, let cursor { query[place.query] = cursor }
        let text = FormEncoding.text(query.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        let address = text.isEmpty ? url : url + (url.contains("?") ? "&" : "?") + text
        let answer = try await send(.get(address, headers: try await headers()))
        guard answer.status == 200 else { throw fault(answer) }
        guard let json = try? JSONValue(parsing: answer.body, limits: Self.limits),
            let items = json.at(rules.pull.items)?.arrayValue, items.count <= Self.reports
        else { throw PartnerFault("unreadable") }
        let next = rules.pull.cursor.flatMap { json.at($0.path)?.word }
        return (items, next.flatMap { $0.isEmpty || $0.utf8.count > 500 ? nil : $0 })
    }

    /// Takes what can be taken, and notes what is wrong with the rest.
    private func take(_ items: [JSONValue]) async throws {
        guard let intake = LaporIntake(tools: tools, catalogue: catalogue) else { return }
        let messages = items.enumerated().map { (line: $0.offset + 1, intake.message($0.element)) }
        let count = try await intake.take(messages, isDry: false)
        let wrong = Dictionary(grouping: count.problems.filter { $0.kind != "changed" }, by: \.line)
        guard !wrong.isEmpty else { return }
        try await tools.store.write("lapor.misfits") { [tools] tx in
            for (line, message) in messages {
                guard let problems = wrong[line] else { continue }
                let said = problems.map { "\($0.column): \($0.text)" }.joined(separator: "; ")
                try PartnerMisfitRows.put(
                    PartnerMisfit(
                        partner: LaporRules.code,
                        number: (message["nomor"]?.word ?? "–").first(bytes: 80),
                        problems: said, at: tools.world.now), in: tx)
            }
        }
    }
}
