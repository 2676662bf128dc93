import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// Whose reports are not taken for a while, and taking them again.
struct BlockPages: Sendable {
    let tools: ComplaintTools

    struct BlockInput: RouteInput {
        static let fields =
            ShownPages.ActInput.fields + [.form("sampai", .day)]
        let act: ShownPages.ActInput
        let until: Day?
        init(_ fields: inout FieldReader) {
            act = ShownPages.ActInput(&fields)
            until = fields.day("sampai")
        }
    }

    struct LiftInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 40)]
        let id: UUIDv7?
        init(_ fields: inout FieldReader) { id = UUIDv7(text: fields.text("id")) }
    }

    /// Nobody is kept out longer without another look, in days.
    static let mostDays = 365
    private static let size = 100

    let shown: ShownPages

    init(tools: ComplaintTools) {
        self.tools = tools
        shown = ShownPages(tools: tools)
    }

    var routes: [Route] {
        [
            Route.get(DeskURL.blocks) { (officer: OfficerContext) in
                .page(try await page(officer))
            }.needing(.keepReports),
            Route.get(DeskURL.block, ShownPages.NumberInput.self) {
                (_: OfficerContext, input) in
                .redirect(DeskURL.shown.filled(input.number))
            }.needing(.keepReports),
            Route.post(DeskURL.block, BlockInput.self) { (officer: OfficerContext, input) in
                guard let until = input.until else { return try .notFound() }
                try await block(input.act, until, officer)
                return Reply.redirect(DeskURL.shown.filled(input.act.number))
                    .flash(.success, "complaints.block.done")
            } refused: { officer, form, _ in
                .page(try await shown.page(form.value("nomor"), form, officer))
            }.needing(.keepReports),
            Route.post(DeskURL.unblock, LiftInput.self) { (officer: OfficerContext, input) in
                guard let id = input.id else { return try .notFound() }
                try await lift(id, officer.officer)
                return Reply.redirect(DeskURL.blocks.filled())
                    .flash(.success, "complaints.block.lifted")
            }.needing(.keepReports),
        ]
    }

    private func block(
        _ act: ShownPages.ActInput, _ until: Day, _ officer: OfficerContext
    ) async throws {
        let (record, _) = try await tools.deskReport(act.number, officer.officer)
        let today = Day(officer.now, in: try await tools.shelf.zone())
        guard until >= today, until.days(since: today) <= Self.mostDays else {
            throw Refusal(
                .invalid, "complaints.block.days", field: "sampai",
                values: ["count": "\(Self.mostDays)"])
        }
        try await Moderation(
            tools: tools, record: record, officer: officer.officer, reason: act.reason
        ).block(until: until)
    }

    private func lift(_ id: UUIDv7, _ officer: Officer) async throws {
        guard let seat = officer.seat(.keepReports) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        try await tools.store.write("report.unblock") { [tools] tx in
            guard let caseID = try BlockRows(tools: tools).lift(id, in: tx),
                let record = try tools.cases.plainRecord(caseID, in: tx)
            else { throw Refusal(.conflict, "complaints.moderation.already") }
            try tools.ledger.append(
                LedgerEntry(
                    type: "report.unblocked", caseID: caseID,
                    actor: .officer(officer.account, seat.position),
                    service: record.service.text, unit: record.unit.text, facts: .object([:]),
                    at: tools.world.now),
                key: nil, in: tx)
            try tools.tellReporter(record, "report-unblocked", [:], in: tx)
        }
    }

    private func page(_ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let (blocks, names) = try await tools.store.read("report.blocks") { [tools] reader in
            let blocks = try BlockRows(tools: tools).all(limit: Self.size, in: reader)
            let people = Set(blocks.map(\.by))
            return (blocks, try tools.accounts.names(of: people, in: reader))
        }
        return BlocksView(
            blocks: blocks, names: names, catalogue: catalogue,
            today: Day(officer.now, in: catalogue.profile.zone), ui: officer.ui
        ).page
    }
}
