import Cases
import Contracts
import Forms
import Kernel
import Open311
import People
import Store

/// Takes reports of SP4N-LAPOR!: each becomes a case once by its number there, which stays with the
/// case. Their reporters have a record of their own here; of somebody who wants to be unknown
/// neither name nor contact is taken, whatever a row says.
public struct LaporIntake: Sendable {
    private let tools: ComplaintTools
    private let catalogue: Catalogue
    private let rules: LaporRules

    /// Rows were only looked at.
    private struct Dry: Error {}

    /// Nil in a city whose files have no block `lapor`.
    public init?(tools: ComplaintTools, catalogue: Catalogue) {
        guard let rules = catalogue.partners.lapor else { return nil }
        self.tools = tools
        self.catalogue = catalogue
        self.rules = rules
    }

    /// A message of ours from an object of theirs.
    public func message(_ item: JSONValue) -> JSONValue { rules.pull.message(item) }

    /// The same from a line of a table whose columns are called as the paths of the file.
    public func message(_ cells: [String: String]) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for (name, source) in rules.pull.fields {
            guard let cell = cells[source.path.lowercased()], !cell.isEmpty else { continue }
            members[name] = .string(source.values[cell] ?? cell)
        }
        return .object(members)
    }

    /// - Parameters:
    ///   - messages: by our names, each with the number by which a problem is told.
    ///   - isDry: only says what would happen.
    public func take(
        _ messages: [(line: Int, message: JSONValue)], isDry: Bool
    ) async throws -> ImportCount {
        var count = ImportCount()
        var seen: Set<String> = []
        for (line, message) in messages {
            do {
                let report = try LaporReport(message, line, rules, catalogue)
                guard seen.insert(report.number).inserted else {
                    count.problems.append(
                        ImportProblem(
                            line: line, column: "nomor", kind: "twice",
                            text: "is the number of an earlier row"))
                    continue
                }
                count += try await keep(report, line, isDry: isDry)
            } catch let problems as LaporReport.Problems {
                count.problems += problems.list
            } catch let refusal as Refusal {
                count.problems += refusal.problems.map {
                    ImportProblem(
                        line: line, column: $0.field ?? "", kind: "refused",
                        text: "is not taken: \($0.key)")
                }
            }
        }
        return count
    }

    private func keep(
        _ report: LaporReport, _ line: Int, isDry: Bool
    ) async throws -> ImportCount {
        var count = ImportCount()
        let digest = tools.cases.digest(of: report.canonical)
        let known = try await tools.store.read("lapor.known") { [tools] reader in
            try tools.cases.taken(report.number, of: LaporRules.code, in: reader)
        }
        if let known {
            guard known.digest != digest else {
                count.same = 1
                return count
            }
            count.problems.append(
                ImportProblem(
                    line: line, column: "", kind: "changed",
                    text: "says something else than when it was taken: work on the case itself"))
            return count
        }
        let typed = try typed(report)
        let (id, account): (CaseID, AccountID) = (tools.world.id(), tools.world.id())
        do {
            try await tools.store.write("lapor.begin") { tx in
                try begin(report, typed, id, account, in: tx)
                if isDry { throw Dry() }
            }
        } catch is Dry {
            count.new = 1
            return count
        }
        try await submit(report, id, account, digest)
        count.new = 1
        return count
    }

    // MARK: The draft

    private func typed(_ report: LaporReport) throws -> TypedAnswers {
        let map = tools.maps.map(catalogue)
        var post = GeoPost(serviceCode: report.topic)
        if let latitude = report.place.latitude, let longitude = report.place.longitude {
            post.point = Open311.GeoPoint(lat: latitude, long: longitude)
        }
        post.addressString = report.place.address
        if let region = report.place.region {
            let code = RegionCode(region).flatMap { map.places.region($0) }
            post.addressID = code?.code.text
            if code == nil {
                post.addressString = [report.place.address, region].compactMap(\.self)
                    .joined(separator: ", ")
            }
        }
        var answers = Answers([
            report.rule.topic: .text(report.topic), report.rule.text: .text(report.text),
        ])
        do throws(Refusal) {
            answers[report.rule.place] = .point(try Open311Place.find(post, in: map))
        } catch {
            // A proposal may be about no place at all.
            let field = report.service.form.fields.first { $0.id == report.rule.place }
            guard field?.required == false, post.point == nil else { throw error.at("lokasi") }
        }
        if report.isAnonymous, let field = report.rule.anonymous { answers[field] = .yesNo(true) }
        if report.isSecret, let field = report.rule.secret { answers[field] = .yesNo(true) }
        return TypedAnswers(showing: answers, map.places)
    }

    private func begin(
        _ report: LaporReport, _ typed: TypedAnswers, _ id: CaseID, _ account: AccountID,
        in tx: Transaction
    ) throws {
        let (drafts, form) = (tools.drafts, report.service.form)
        let unknown = ComplaintWords.wording(.id)("complaints.lapor.reporter")
        _ = try tools.walkins.enterReporter(
            report.name.flatMap { try? PersonName.checked($0) } ?? unknown, as: account,
            contact: report.contact, language: .id, in: tx)
        try drafts.begin(
            id, account: account, service: report.service.code, version: catalogue.version, in: tx)
        // Nobody has the secret: it marks the draft as one to be swept when all else fails.
        try ReportDraftRows.insert(
            ReportDraft(draft: id, account: account, isGuest: true),
            SecretToken(tools.world.random), at: tools.world.now, in: tx)
        for group in form.groups {
            let part = typed.only(group)
            guard !part.texts.isEmpty else { continue }
            let content = SectionContent(
                answers: part.read(form, group: group.id).answers, typed: part)
            _ = try drafts.save(
                id, account: account, group: group.id, content: content, revision: 0, in: tx)
        }
        let today = Day(tools.world.now, in: catalogue.profile.zone)
        let whole = try drafts.load(id, account: account, in: tx)
        let problems = whole?.problems(form, now: today) ?? []
        guard problems.isEmpty else { throw Refusal(problems) }
    }

    /// The number there is noted in the transaction that makes the case.
    private func submit(
        _ report: LaporReport, _ id: CaseID, _ account: AccountID, _ digest: [UInt8]
    ) async throws {
        let now = tools.world.now
        let came = report.day?.at(hour: 12, minute: 0, in: catalogue.profile.zone)
        let desk = DeskSender(receivedAt: came.map { min($0, now) }, channel: LaporRules.code) {
            _ in
            .system(FollowPartners.actor(LaporRules.code))
        } after: { [tools] id, _, tx in
            try tools.cases.note(
                report.number, of: LaporRules.code, number: report.number, digest: digest,
                as: id, in: tx)
            try PartnerLinkRows.insert(
                id, LaporRules.code, topic: report.topic, remote: report.number, at: now, in: tx)
            try PartnerMisfitRows.remove(report.number, of: LaporRules.code, in: tx)
        }
        _ = try await tools.cases.submit(
            id, by: account, desk: desk, language: .id, declared: true)
        try await tools.store.write("lapor.sent") { tx in
            try ReportDraftRows.remove(id, in: tx)
        }
    }
}
