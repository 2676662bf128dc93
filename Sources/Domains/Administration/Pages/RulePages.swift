import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Roles, delegations, the calendar, editions of the city's files.
struct RulePages: Sendable {
    let desk: OfficeDesk
    /// What differs between two editions, in lines.
    let difference: @Sendable (Catalogue, Catalogue) -> [String]

    struct ExceptionInput: RouteInput {
        static let fields: [InputField] = [
            .form("tanggal", .day), .form("jenis", max: 10), .form("jam", max: 20),
            .form("nama", max: 200), .form("dasar", max: 300),
        ]
        let dated: DatedException?
        init(_ fields: inout FieldReader) {
            let day = fields.day("tanggal")
            let opens = fields.value("jenis") { $0 == "buka" ? true : $0 == "tutup" ? false : nil }
            let name = fields.text("nama").singleSpaced
            let source = fields.text("dasar").singleSpaced
            var change = CalendarException.Change.closed
            if opens == true {
                let span = fields.value("jam", "administration.calendar.hours.wrong") {
                    OfficeHours.Span($0)
                }
                if let span { change = .open(span) }
            }
            guard let day, opens != nil else {
                dated = nil
                return
            }
            dated = DatedException(
                CalendarException(day: day, name: name, change: change), source: source)
        }
    }

    struct ExceptionIDInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 60)]
        let id: CalendarExceptionID
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: "web.notFound")
        }
    }

    struct EditionInput: RouteInput {
        static let fields: [InputField] = [.path("versi", max: 64)]
        let version: String
        init(_ fields: inout FieldReader) { version = fields.text("versi") }
    }

    var routes: [Route] {
        [
            Route.get(AdministrationURL.roles) { (context: OfficerContext) in
                .page(try await roles(context.ui))
            },
            Route.get(AdministrationURL.delegations) { (context: OfficerContext) in
                .page(delegationsView(try await desk.staff(), context.ui))
            },
            Route.get(AdministrationURL.calendar) { (context: OfficerContext) in
                .page(try await calendar(FormState(), context.ui))
            },
            Route.post(AdministrationURL.calendar, ExceptionInput.self) {
                (context: OfficerContext, input) in
                guard let dated = input.dated else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                try await desk.add(dated, by: context.officer.account)
                return Reply.redirect(AdministrationURL.calendar.filled())
                    .flash(.success, "administration.calendar.saved")
            } refused: { context, form, _ in
                .page(try await calendar(form, context.ui))
            },
            Route.post(AdministrationURL.withdraw, ExceptionIDInput.self) {
                (context: OfficerContext, input) in
                try await desk.withdraw(input.id, by: context.officer.account)
                return Reply.redirect(AdministrationURL.calendar.filled())
                    .flash(.success, "administration.calendar.taken")
            } refused: { context, form, _ in
                .page(try await calendar(form, context.ui))
            },
            Route.get(AdministrationURL.editions) { (context: OfficerContext) in
                .page(try await editions(context))
            },
            Route.get(AdministrationURL.edition, EditionInput.self) {
                (context: OfficerContext, input) in
                .page(try await edition(input.version, context))
            },
        ].map { $0.needing(.manageCity) }
    }

    private func roles(_ ui: UI) async throws -> Page {
        let catalogue = try await desk.shelf.published()
        let staff = try await desk.staff()
        let permissions = try await desk.store.read("administration.roles") { [desk] reader in
            try desk.directory.permissions(in: reader)
        }
        return rolesView(catalogue.roles, permissions, staff, ui)
    }

    private func calendar(_ form: FormState, _ ui: UI) async throws -> Page {
        let catalogue = try await desk.shelf.published()
        let today = desk.today
        let model = try await desk.store.read("administration.calendar") { [desk] reader in
            let kept = try CalendarExceptions.all(in: reader)
            let coming = kept.filter { $0.endedAt == nil && $0.dated.day > today }
            var promises: [Day: Int64] = [:]
            for day in Set(coming.filter { $0.dated.hours == nil }.map(\.dated.day)).prefix(30) {
                promises[day] = try Cases.promises(endingOn: day, in: desk.zone, reader)
            }
            let accounts = Set(kept.map(\.addedBy) + kept.compactMap(\.endedBy))
            return CalendarModel(
                kept: kept, promises: promises, calendar: catalogue.calendar, today: today,
                names: accounts.isEmpty
                    ? Nameplates() : try desk.accounts.names(of: accounts, in: reader))
        }
        return calendarView(model, form, ui)
    }

    private func editions(_ context: OfficerContext) async throws -> Page {
        let proposals = try await desk.proposals.list()
        let model = try await desk.store.read("administration.editions") { [desk] reader in
            let all = try CatalogueEdition.newest(limit: 50, in: reader)
            let accounts = Set(
                proposals.compactMap(\.proposedBy) + proposals.compactMap(\.decidedBy))
            return EditionModel(
                editions: all, proposals: proposals,
                names: accounts.isEmpty
                    ? Nameplates() : try desk.accounts.names(of: accounts, in: reader),
                mayDecide: context.officer.may(.publishCatalogue), zone: desk.zone)
        }
        return editionsView(model, context.ui)
    }

    private func edition(_ version: String, _ context: OfficerContext) async throws -> Page {
        let all = try await desk.store.read("administration.editions") { reader in
            try CatalogueEdition.newest(limit: 500, in: reader)
        }
        guard let index = all.firstIndex(where: { $0.version == version }),
            let catalogue = try await desk.shelf.catalogue(version: version)
        else { throw Refusal(.notFound, "web.notFound") }
        var lines: [String] = []
        let before = all.dropFirst(index + 1).first
        if let before, let old = try await desk.shelf.catalogue(version: before.version) {
            lines = difference(old, catalogue)
        }
        return editionView(
            all[index], before: before, lines: lines, catalogue, desk.zone, context.ui)
    }
}

/// What the page of the calendar shows.
struct CalendarModel: Sendable {
    let kept: [KeptException]
    /// Running promises that end on a day that was closed.
    let promises: [Day: Int64]
    let calendar: WorkingCalendar
    let today: Day
    let names: Nameplates
}

/// What the page of editions shows.
struct EditionModel: Sendable {
    let editions: [CatalogueEdition]
    let proposals: [CatalogueProposal]
    let names: Nameplates
    let mayDecide: Bool
    let zone: Zone
}
