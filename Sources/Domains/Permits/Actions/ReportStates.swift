import Cases
import Contracts
import Kernel
import Ledger
import Notices
import Outbound
import Store

/// Tells national systems what became of their messages. What is to be told is written down in the
/// transaction that moves the reader of the ledger; a job of the case sends it, again and again for
/// days, each time with the same key. What is given up waits for an officer.
struct ReportStates: Sendable {
    static let job = "permit.report"
    /// With pauses from half a minute to an hour: three days and more.
    static let attempts = 100

    let tools: PermitTools
    let link: NationalLink

    var handler: JobHandler {
        JobHandler(attempts: Self.attempts, backoff: 30, longestBackoff: 3_600) { job in
            try await send(job)
        }
    }

    var reader: LedgerReader {
        LedgerReader("permits.reports") { entries, tx in
            let ids = Set(entries.compactMap(\.caseID))
            guard !ids.isEmpty else { return }
            try note("AND i.case_id IN \(list: ids.map { $0.value })", in: tx)
        }
    }

    // MARK: Writing down

    /// Systems that are told, by their codes.
    private func systems(in reader: Reader) throws -> [NationalSystem] {
        guard let version = try tools.shelf.versions.currentVersion(in: reader) else { return [] }
        return try tools.shelf.versions.catalogue(version, in: reader).systems
            .filter { $0.report?.url != nil }
    }

    /// Writes down every state that its system was not told yet.
    private func note(_ which: SQL, in tx: Transaction) throws {
        for system in try systems(in: tx) {
            guard let report = system.report, !report.states.isEmpty else { continue }
            let news = try tx.rows(
                """
                SELECT i.case_id, COALESCE(c.outcome, c.state) FROM permit_intakes i \
                JOIN cases c ON c.id = i.case_id WHERE i.system = \(system.code) \
                AND (i.reported IS NULL OR i.reported <> COALESCE(c.outcome, c.state)) \
                AND COALESCE(c.outcome, c.state) IN \(list: report.states.keys.sorted()) \
                \(sql: which) ORDER BY i.at LIMIT 500
                """
            ).map { (id: $0.id(0) as CaseID, state: $0.text(1)) }
            for (id, state) in news {
                try tx.execute(
                    "UPDATE permit_intakes SET reported = \(state) WHERE case_id = \(id)")
                try ReportRows.insert(
                    tools.world.uuid(), system.code, id, state, at: tools.world.now, in: tx)
                try enqueue(id, in: tx)
            }
        }
    }

    /// One job a case: its reports go one after the other.
    func enqueue(_ id: CaseID, in tx: Transaction) throws {
        try link.jobs.enqueue(
            kind: Self.job, payload: id.bytes, key: "\(Self.job):\(id.text)", in: tx)
    }

    /// What moved while a system was not connected.
    func catchUp() async throws {
        try await tools.store.write("permit.reports.late") { tx in
            try note("", in: tx)
            try tools.misfits.sweep(before: tools.world.now.adding(hours: -24 * 180), in: tx)
        }
    }

    // MARK: Sending

    private enum Outcome {
        case taken(String), refused(String), later(String, seconds: Int64?)
    }

    private func send(_ job: Job) async throws {
        guard let uuid = UUIDv7(bytes: job.payload) else {
            throw JobFailure("no case", permanent: true)
        }
        let id = CaseID(uuid)
        let waiting = try await tools.store.read("permit.report") { reader in
            try ReportRows.newest(id, in: reader)
        }
        guard let report = waiting else { return try await close(job, id) }
        switch try await tell(report) {
        case .taken(let status): try await settle(job, report, .done, status)
        case .refused(let status): try await settle(job, report, .dead, status)
        case .later(let word, _) where job.attempt >= Self.attempts:
            try await settle(job, report, .dead, word)
        case .later(let word, let seconds):
            let now = tools.world.now
            try await tools.store.write("permit.report.failed") { tx in
                try ReportRows.tried(report, .waiting, word, at: now, in: tx)
            }
            throw JobFailure(
                "report: \(word)", retryAt: seconds.map { now.adding(seconds: $0) })
        }
    }

    private func tell(_ report: Report) async throws -> Outcome {
        let catalogue = try await tools.shelf.published()
        guard let system = catalogue.systems.first(where: { $0.code == report.system }),
            let rule = system.report, let url = rule.url
        else { return .later("not-connected", seconds: 3_600) }
        guard let state = rule.states[report.state] else { return .refused("no-word") }
        let found = try await tools.store.read("permit.report.message") { reader in
            try tools.message(of: report.caseID, in: reader)
        }
        guard let message = found else { return .refused("erased") }
        let values = [
            "id": message, "case": report.number, "state": state, "key": report.id.text,
            "at": Self.moment(report.at),
        ]
        let headers: [OutboundHeader]
        do {
            headers = try await link.headers(system) { NoSecret() }
        } catch {
            return .later("no-secret", seconds: 3_600)
        }
        let address = NationalSystem.Report.fill(url, values, encode: PercentCoding.encode)
        let request = OutboundRequest.post(
            address,
            headers: headers + [
                OutboundHeader("Content-Type", "application/json"),
                OutboundHeader(rule.key, report.id.text),
            ], body: rule.body(values).canonical
        ).reaching(link.reach)
        do {
            let answer = try await link.outbound.send(request)
            let word = String(answer.status)
            if rule.taken.contains(answer.status) { return .taken(word) }
            if rule.refused.contains(answer.status) { return .refused(word) }
            let wait = RetryAfter.seconds(answer.header("retry-after"), tools.world.now)
            return .later(word, seconds: wait)
        } catch {
            return .later(error.word, seconds: nil)
        }
    }

    private struct NoSecret: Error {}

    /// `2026-11-23T02:00:00Z`.
    private static func moment(_ instant: Instant) -> String {
        let day = Day(instant, in: .utc)
        let rest = instant.milliseconds(since: day.start(in: .utc)) / 1_000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day.iso)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// Writes down how it ended. A newer report of the same case makes the job go on.
    private func settle(
        _ job: Job, _ report: Report, _ status: Report.Status, _ outcome: String
    ) async throws {
        let isMore = try await tools.store.write("permit.report.done") { tx in
            let now = tools.world.now
            try ReportRows.tried(report, status, outcome, at: now, in: tx)
            if status == .done { try ReportRows.pass(before: report, in: tx) }
            try tools.ledger.append(
                LedgerEntry(
                    type: status == .done ? "permit.reported" : "permit.report-given-up",
                    actor: .system("systems"),
                    facts: [
                        "system": .string(report.system), "case": .string(report.number),
                        "state": .string(report.state), "outcome": .string(outcome),
                    ], at: now), key: nil, in: tx)
            guard try ReportRows.newest(report.caseID, in: tx) == nil else { return true }
            try link.jobs.finish(job, in: tx)
            return false
        }
        if isMore { try await send(job) }
    }

    private func close(_ job: Job, _ id: CaseID) async throws {
        try await tools.store.write("permit.report.none") { tx in
            guard try ReportRows.newest(id, in: tx) == nil else {
                throw JobFailure("report: newer")
            }
            try link.jobs.finish(job, in: tx)
        }
    }
}
