import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Posts: all of them in parts, one with its history, a new one, the end of one.
struct PositionPages: Sendable {
    let desk: OfficeDesk

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("q"), .query("unit", max: 40), .query("kosong", max: 4),
            .query("hal", .integer),
        ]
        let filter: PositionFilter
        init(_ fields: inout FieldReader) {
            filter = PositionFilter(
                text: fields.optionalText("q") ?? "",
                unit: fields.optionalText("unit").flatMap { UnitCode($0) },
                onlyVacant: fields.has("kosong"), page: fields.page())
        }
    }

    struct NewInput: RouteInput {
        static let fields: [InputField] = [
            .form("kode", max: 40), .form("unit", max: 40), .form("peran", max: 40),
            .form("nama", max: 200), .form("nama_en", max: 200), .form("wilayah", max: 20),
        ]
        let code: UnitCode?
        let unit: UnitCode?
        let role: RoleCode?
        let title: LocalizedText
        let region: RegionCode?
        init(_ fields: inout FieldReader) {
            code = fields.value("kode", "administration.code") { UnitCode($0) }
            unit = fields.value("unit") { UnitCode($0) }
            role = fields.value("peran") { RoleCode($0) }
            title = LocalizedText(
                id: fields.text("nama").singleSpaced, en: fields.text("nama_en").singleSpaced)
            region = fields.optionalValue("wilayah", "administration.position.region") {
                RegionCode($0)
            }
        }
    }

    struct IDInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 60)]
        let id: PositionID
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: "web.notFound")
        }
    }

    var routes: [Route] {
        [
            Route.get(AdministrationURL.positions, ListInput.self) {
                (context: OfficerContext, input) in
                .page(try await list(input.filter, FormState(), context.ui))
            },
            Route.post(AdministrationURL.positions, NewInput.self) {
                (context: OfficerContext, input) in
                guard let code = input.code, let unit = input.unit, let role = input.role else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                let id = try await desk.add(
                    PositionRecord(
                        code: code.text, unit: unit, role: role, title: input.title,
                        region: input.region),
                    by: context.officer.account)
                return Reply.redirect(AdministrationURL.position.filled(id.text))
                    .flash(.success, "administration.position.added")
            } refused: { context, form, _ in
                let unit = UnitCode(form.value("unit"))
                return .page(
                    try await list(
                        PositionFilter(text: "", unit: unit, onlyVacant: false, page: 1), form,
                        context.ui))
            },
            Route.get(AdministrationURL.position, IDInput.self) {
                (context: OfficerContext, input) in
                .page(try await page(input.id, FormState(), context.ui))
            },
            Route.post(AdministrationURL.closePosition, IDInput.self) {
                (context: OfficerContext, input) in
                try await desk.close(input.id, by: context.officer.account)
                return Reply.redirect(AdministrationURL.positions.filled())
                    .flash(.success, "administration.position.closed")
            } refused: { context, form, _ in
                guard let id = PositionID(text: form.value("id")) else {
                    throw Refusal(.notFound, "web.notFound")
                }
                return .page(try await page(id, form, context.ui))
            },
        ].map { $0.needing(.manageCity) }
    }

    private func list(
        _ filter: PositionFilter, _ form: FormState, _ ui: UI
    ) async throws -> Page {
        let catalogue = try await desk.shelf.published()
        return positionsView(try await desk.staff(), filter, catalogue, form, ui)
    }

    private func page(_ id: PositionID, _ form: FormState, _ ui: UI) async throws -> Page {
        let catalogue = try await desk.shelf.published()
        let today = desk.today
        let model = try await desk.store.read("administration.position") { [desk] reader in
            guard let position = try desk.directory.position(id, in: reader) else {
                throw Refusal(.notFound, "web.notFound")
            }
            let history = try desk.directory.holdings(of: id, in: reader)
            let lent = try Delegations(
                ledger: desk.ledger, world: desk.world, zone: desk.zone
            ).list(of: id, on: today, in: reader)
            let accounts = Set(history.map(\.account) + lent.map(\.account))
            let isActive = try desk.directory.positions(in: reader).contains { $0.id == id }
            return PositionModel(
                position: position, isActive: isActive, history: history, lent: lent,
                names: try desk.accounts.names(of: accounts, in: reader),
                permissions: try desk.directory.permissions(in: reader)[position.role] ?? [],
                granted: try desk.directory.grants(in: reader)[id] ?? [],
                unit: try desk.directory.units(in: reader).units[position.unit]?.name,
                role: catalogue.role(position.role)?.title,
                region: position.region.flatMap { catalogue.region($0)?.name }, today: today)
        }
        return positionView(model, form, ui)
    }
}

/// Which posts a list shows.
struct PositionFilter: Sendable {
    static let perPage = 50
    let text: String
    let unit: UnitCode?
    let onlyVacant: Bool
    let page: Int

    func matches(_ position: Position, _ staff: Staff) -> Bool {
        if let unit, position.unit != unit { return false }
        if onlyVacant, !staff.isVacant(position.id) { return false }
        guard !text.isEmpty else { return true }
        let holder = staff.holder(of: position.id).flatMap { staff.name(of: $0.account) }
        let all = [
            position.title.id, position.title.en, position.code, staff.unit(position.unit).id,
            holder ?? "",
        ].joined(separator: " ").lowercased()
        return text.lowercased().split(separator: " ").allSatisfy { all.contains($0) }
    }
}

/// One post as its page shows it.
struct PositionModel: Sendable {
    let position: Position
    let isActive: Bool
    let history: [Holding]
    let lent: [Delegation]
    let names: Nameplates
    let permissions: Set<Permission>
    let granted: Set<Permission>
    let unit: LocalizedText?
    let role: LocalizedText?
    let region: String?
    let today: Day
}
