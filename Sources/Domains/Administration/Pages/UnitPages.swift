import Cases
import Contracts
import Kernel
import People
import Web

/// Units of the city: the tree, one of them, a new one, the end of one.
struct UnitPages: Sendable {
    let desk: OfficeDesk

    struct UnitInput: RouteInput {
        static let fields: [InputField] = [
            .form("kode", max: 40), .form("nama", max: 200), .form("nama_en", max: 200),
            .form("singkatan", max: 40), .form("induk", max: 40), .form("kontak", max: 300),
        ]
        let unit: UnitRecord?
        init(_ fields: inout FieldReader) {
            let code = fields.value("kode", "administration.code") { UnitCode($0) }
            unit = code.flatMap { fields.unit($0) }
        }
    }

    struct ChangeInput: RouteInput {
        static let fields: [InputField] = [
            .path("kode", max: 40), .form("nama", max: 200), .form("nama_en", max: 200),
            .form("singkatan", max: 40), .form("induk", max: 40), .form("kontak", max: 300),
        ]
        let unit: UnitRecord?
        init(_ fields: inout FieldReader) throws {
            guard let code = UnitCode(fields.text("kode")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            unit = fields.unit(code)
        }
    }

    struct CodeInput: RouteInput {
        static let fields: [InputField] = [.path("kode", max: 40)]
        let code: UnitCode
        init(_ fields: inout FieldReader) throws {
            guard let code = UnitCode(fields.text("kode")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            self.code = code
        }
    }

    var routes: [Route] {
        [
            Route.get(AdministrationURL.units) { (context: OfficerContext) in
                .page(unitsView(try await desk.staff(), FormState(), context.ui))
            },
            Route.post(AdministrationURL.units, UnitInput.self) {
                (context: OfficerContext, input) in
                guard let unit = input.unit else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                try await desk.add(unit, by: context.officer.account)
                return Reply.redirect(AdministrationURL.unit.filled(unit.code.text))
                    .flash(.success, "administration.unit.added")
            } refused: { context, form, _ in
                .page(unitsView(try await desk.staff(), form, context.ui))
            },
            Route.get(AdministrationURL.unit, CodeInput.self) { (context: OfficerContext, input) in
                .page(try await page(input.code, FormState(), context.ui))
            },
            Route.post(AdministrationURL.unit, ChangeInput.self) {
                (context: OfficerContext, input) in
                guard let unit = input.unit else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                try await desk.change(unit, by: context.officer.account)
                return Reply.redirect(AdministrationURL.unit.filled(unit.code.text))
                    .flash(.success, "administration.unit.changed")
            } refused: { context, form, _ in
                .page(try await page(UnitCode(form.value("kode")), form, context.ui))
            },
            Route.post(AdministrationURL.closeUnit, CodeInput.self) {
                (context: OfficerContext, input) in
                try await desk.close(input.code, by: context.officer.account)
                return Reply.redirect(AdministrationURL.units.filled())
                    .flash(.success, "administration.unit.closed")
            } refused: { context, form, _ in
                .page(try await page(UnitCode(form.value("kode")), form, context.ui))
            },
        ].map { $0.needing(.manageCity) }
    }

    private func page(_ code: UnitCode?, _ form: FormState, _ ui: UI) async throws -> Page {
        let staff = try await desk.staff()
        guard let code, let unit = staff.tree.units[code] else {
            throw Refusal(.notFound, "web.notFound")
        }
        let catalogue = try await desk.shelf.published()
        return unitView(
            UnitModel(
                unit: unit, staff: staff, short: unit.short ?? catalogue.unit(code)?.short,
                isNeeded: catalogue.neededUnits.contains(code), roles: catalogue.roles), form, ui)
    }
}

/// One unit as its page shows it.
struct UnitModel: Sendable {
    let unit: OrganisationUnit
    let staff: Staff
    let short: String?
    /// Whether a service in force belongs to it or goes through it.
    let isNeeded: Bool
    let roles: [RoleEntry]
}

extension FieldReader {
    /// Everything of a unit but its code.
    fileprivate mutating func unit(_ code: UnitCode) -> UnitRecord? {
        let name = text("nama").singleSpaced
        let english = text("nama_en").singleSpaced
        let short = text("singkatan").singleSpaced
        let parent = optionalValue("induk") { UnitCode($0) }
        let contact = optionalText("kontak")?.singleSpaced
        return UnitRecord(
            code: code, name: LocalizedText(id: name, en: english), parent: parent, short: short,
            contact: contact)
    }
}
