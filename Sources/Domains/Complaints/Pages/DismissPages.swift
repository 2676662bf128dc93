import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// Ending a report without work on it: because it is no matter, or because somebody outside the
/// city has it, who is told and named.
struct DismissPages: Sendable {
    let tools: ComplaintTools

    struct DismissInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("revisi", .integer, max: 20), .form("sebab", max: 40),
            .form("pemilik", max: 40), .form("cara", max: 20), .form("tanggal", .day),
            .form("teks", max: CaseLimits.message * 2),
        ]
        let number: String
        let revision: Int64
        let reason: String
        let owner: String?
        let way: ReportForward.Way?
        let day: Day?
        let text: String

        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            revision = fields.integer("revisi", 0...Int64.max)
            reason = fields.text("sebab")
            owner = fields.optionalText("pemilik")
            way = fields.optionalValue("cara") { ReportForward.Way(rawValue: $0) }
            day = fields.optionalDay("tanggal")
            text = fields.text("teks")
        }
    }

    /// The reason that names an owner outside the city.
    static let elsewhere = "bukan_wewenang"

    var routes: [Route] {
        [
            Route.get(DeskURL.dismiss, ShownPages.NumberInput.self) {
                (officer: OfficerContext, input) in
                .page(try await page(input.number, FormState(), officer))
            },
            Route.post(DeskURL.dismiss, DismissInput.self) { (officer: OfficerContext, input) in
                let (record, report) = try await tools.deskReport(input.number, officer.officer)
                try await dismiss(input, record, report, officer)
                return Reply.redirect(DeskURL.deskCase.filled(record.number.text))
                    .flash(.success, "complaints.dismissed")
            } refused: { officer, form, _ in
                let form = form.naming(["reason": "sebab", "text": "teks"])
                return .page(try await page(form.value("nomor"), form, officer))
            }.proving(),
        ]
    }

    private func dismiss(
        _ input: DismissInput, _ record: CaseRecord, _ report: Report, _ officer: OfficerContext
    ) async throws {
        let catalogue = try await tools.shelf.published()
        let today = Day(officer.now, in: catalogue.profile.zone)
        let forward = try forward(input, catalogue.topics.topic(report.topic), today)
        let act = OfficerAct(
            caseID: record.id, revision: input.revision, officer: officer.officer)
        try await tools.cases.dismiss(act, reason: input.reason, text: input.text) {
            [tools] id, actor, tx in
            guard let forward else { return }
            try ForwardRows.insert(forward, of: id, at: tools.world.now, in: tx)
            try tools.ledger.append(
                LedgerEntry(
                    type: "report.forwarded", caseID: id, actor: actor,
                    service: record.service.text, unit: record.unit.text,
                    facts: [
                        "owner": .string(forward.owner), "way": .string(forward.way.rawValue),
                        "day": .string(forward.day.iso),
                    ], at: tools.world.now),
                key: nil, in: tx)
        }
    }

    /// Nil where it is not the matter of somebody else, or of nobody whom the city's files know.
    private func forward(
        _ input: DismissInput, _ topic: TopicRule?, _ today: Day
    ) throws(Refusal) -> ReportForward? {
        guard input.reason == Self.elsewhere, let owners = topic?.owners, !owners.isEmpty else {
            return nil
        }
        guard let owner = owners.first(where: { $0.id == input.owner }) else {
            throw Refusal(.invalid, "complaints.forward.owner", field: "pemilik")
        }
        guard let way = input.way else {
            throw Refusal(.invalid, "complaints.forward.way", field: "cara")
        }
        guard let day = input.day, day <= today else {
            throw Refusal(.invalid, "complaints.forward.day", field: "tanggal")
        }
        return ReportForward(
            owner: owner.id, name: owner.name, contact: owner.contact, way: way, day: day)
    }

    private func page(
        _ number: String, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let (record, report) = try await tools.deskReport(number, officer.officer)
        let rules = try await tools.cases.rules(record.service, version: record.version)
        let tasks = try await tools.cases.standing(of: record.id)?.tasks ?? []
        let mine = tasks.contains { task in
            [.verify, .answer].contains(task.kind) && officer.officer.authority(for: task) != nil
                && rules.service.flow.mayBeDone(task, of: record)
        }
        let catalogue = try await tools.shelf.published()
        return DismissView(
            record: record, report: report, reasons: rules.service.terms.dismissals,
            owners: catalogue.topics.topic(report.topic)?.owners ?? [], mayDo: mine, form: form,
            catalogue: catalogue, today: Day(officer.now, in: catalogue.profile.zone),
            ui: officer.ui
        ).page
    }
}
