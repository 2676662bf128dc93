import Cases
import Contracts
import Kernel
import People
import Store
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
            let parent = fields.optionalValue("induk") { UnitCode($0) }
            unit = code.flatMap { fields.unit($0, below: parent) }
        }
    }

    struct ChangeInput: RouteInput {
        static let fields: [InputField] = [
            .path("kode", max: 40), .form("nama", max: 200), .form("nama_en", max: 200),
            .form("singkatan", max: 40), .form("kontak", max: 300),
        ]
        let unit: UnitRecord?
        init(_ fields: inout FieldReader) throws {
            guard let code = UnitCode(fields.text("kode")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            unit = fields.unit(code, below: nil)
        }
    }

    struct MoveInput: RouteInput {
        static let fields: [InputField] = [.path("kode", max: 40), .form("induk", max: 40)]
        let code: UnitCode
        let parent: UnitCode?
        init(_ fields: inout FieldReader) throws {
            guard let code = UnitCode(fields.text("kode")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            self.code = code
            parent = fields.optionalValue("induk") { UnitCode($0) }
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

    var routes: [Route] { own + [moving] }

    /// Gives others sight of a unit's work: asked behind a fresh proof, decided by somebody else.
    private var moving: Route {
        Route.post(AdministrationURL.moveUnit, MoveInput.self) {
            (context: OfficerContext, input) in
            let deciders = try await desk.ask(
                that: input.code, standBelow: input.parent, by: context.officer.account)
            return Reply.redirect(AdministrationURL.unit.filled(input.code.text))
                .flash(
                    deciders == 0 ? .warning : .success,
                    deciders == 0 ? "administration.asked.nobody" : "administration.asked.done")
        } refused: { context, form, _ in
            .page(try await page(UnitCode(form.value("kode")), form, context.ui))
        }.needing(.manageCity).proving()
    }

    private var own: [Route] {
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
        let isAskedFor = try await desk.store.read("administration.unit") { [desk] reader in
            try desk.unitRequests.isOpen(code, in: reader)
        }
        return unitView(
            UnitModel(
                unit: unit, staff: staff, short: unit.short ?? catalogue.unit(code)?.short,
                isNeeded: catalogue.neededUnits.contains(code), roles: catalogue.roles,
                isAskedFor: isAskedFor), form, ui)
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
    /// Whether a request to move it waits for a decision.
    let isAskedFor: Bool
}

extension FieldReader {
    /// Everything of a unit but its code.
    fileprivate mutating func unit(_ code: UnitCode, below parent: UnitCode?) -> UnitRecord? {
        let name = text("nama").singleSpaced
        let english = text("nama_en").singleSpaced
        let short = text("singkatan").singleSpaced
        let contact = optionalText("kontak")?.singleSpaced
        return UnitRecord(
            code: code, name: LocalizedText(id: name, en: english), parent: parent, short: short,
            contact: contact)
    }
}
