import Cases
import Contracts
import Kernel
import Ledger
import Open311
import Store

/// Sends reports to partners, and what happens to them here afterwards. Each is sent again and
/// again for days; where an answer was lost, that server is searched first, so that nothing is
/// there twice. What is given up waits for whoever keeps reports.
struct PushReports: Sendable {
    static let job = "complaints.partner"
    /// With pauses from half a minute to an hour: three days and more.
    static let attempts = 100

    let tools: ComplaintTools
    let link: PartnerLink

    var handler: JobHandler {
        // Machines of others answer as slowly as they please.
        JobHandler(
            attempts: Self.attempts, backoff: 30, longestBackoff: 3_600,
            lane: JobLane("partners", workers: 2)
        ) { job in
            try await send(job)
        }
    }

    /// What is to be done next.
    private enum Next: Sendable {
        case report(ReportLink)
        case update(ReportLink, ReportSending)
    }

    private func send(_ job: Job) async throws {
        guard job.payload.count > 16, let uuid = UUIDv7(bytes: Array(job.payload.prefix(16)))
        else { throw JobFailure("no report", permanent: true) }
        let id = CaseID(uuid)
        let partner = String(decoding: job.payload.dropFirst(16), as: UTF8.self)
        while let next = try await next(id, partner) {
            do {
                try await take(next)
            } catch let fault as PartnerFault {
                try await note(fault, next, job)
            }
        }
        try await tools.store.write("partner.rest") { tx in
            guard try self.next(id, partner, in: tx) == nil else {
                throw JobFailure("partner: newer")
            }
            try link.jobs.finish(job, in: tx)
        }
    }

    private func next(_ id: CaseID, _ partner: String) async throws -> Next? {
        try await tools.store.read("partner.next") { reader in
            try next(id, partner, in: reader)
        }
    }

    private func next(_ id: CaseID, _ partner: String, in reader: Reader) throws -> Next? {
        guard let found = try PartnerLinkRows.find(id, partner, in: reader) else { return nil }
        switch found.status {
        case .waiting: return .report(found)
        case .linked:
            return try PartnerSendingRows.next(id, partner, in: reader).map { .update(found, $0) }
        case .dead, .settled: return nil
        }
    }

    private func take(_ next: Next) async throws {
        let catalogue = try await tools.shelf.published()
        switch next {
        case .report(let one):
            let server = try await PartnerServer(
                catalogue.partners.partner(one.partner), catalogue.profile.zone, tools)
            try await PartnerReport(tools: tools, server: server, catalogue: catalogue).send(one)
        case .update(let one, let sending) where one.partner == LaporRules.code:
            try await LaporExchange(tools: tools, catalogue: catalogue).tell(one, sending)
            try await done(sending)
        case .update(let one, let sending):
            let server = try await PartnerServer(
                catalogue.partners.partner(one.partner), catalogue.profile.zone, tools)
            try await PartnerReport(tools: tools, server: server, catalogue: catalogue)
                .tell(one, sending)
            try await done(sending)
        }
    }

    private func done(_ sending: ReportSending) async throws {
        try await tools.store.write("partner.told") { tx in
            try PartnerSendingRows.tried(sending, .done, "200", in: tx)
        }
    }

    /// Writes down why it failed: once more later, or given up.
    private func note(_ fault: PartnerFault, _ next: Next, _ job: Job) async throws {
        let isOver = fault.isFinal || job.attempt >= Self.attempts
        try await tools.store.write("partner.failed") { [tools] tx in
            let one: ReportLink
            switch next {
            case .report(let found):
                one = found
                // What another try found out meanwhile stays.
                let now = try PartnerLinkRows.find(found.caseID, found.partner, in: tx) ?? found
                try PartnerLinkRows.tried(
                    now, isOver ? .dead : .waiting, fault.word, in: tx)
            case .update(let found, let sending):
                one = found
                try PartnerSendingRows.tried(
                    sending, isOver ? .dead : .waiting, fault.word, in: tx)
            }
            guard isOver else { return }
            try tools.ledger.append(
                LedgerEntry(
                    type: "report.partner-given-up", actor: .system("partners"),
                    facts: [
                        "partner": .string(one.partner), "report": .string(one.number.text),
                        "outcome": .string(fault.word),
                    ], at: tools.world.now), key: nil, in: tx)
        }
        guard !isOver else { return }
        throw JobFailure(
            "partner: \(fault.word)",
            retryAt: fault.wait.map { tools.world.now.adding(seconds: $0) })
    }

    /// Reports that came to a unit before its system was connected.
    func catchUp() async throws {
        try await tools.store.write("partner.late") { tx in
            try FollowPartners(tools: tools, in: tx)?.catchUp(in: tx)
        }
    }
}
