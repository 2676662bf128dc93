import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Deadlines of an officer for a calendar program.
struct CalendarPages: Sendable {
    let tools: MessageTools

    struct FileInput: RouteInput {
        static let fields: [InputField] = [
            .path("berkas", max: 80), .header("If-None-Match", max: 100),
        ]
        let file: String
        let known: String?
        init(_ fields: inout FieldReader) {
            file = fields.text("berkas")
            known = fields.optionalText("If-None-Match")
        }
    }

    var routes: [Route] {
        [
            Route.get(MessageURL.calendar) { (officer: OfficerContext) in
                .page(try await page(officer, fresh: nil))
            },
            Route.post(MessageURL.calendar) { (officer: OfficerContext) in
                let token = try await tools.renewCalendar(of: officer.officer)
                // Shown in this answer only: what is kept is its hash.
                return .page(try await page(officer, fresh: token))
            },
            Route.post(MessageURL.calendarEnd) { (officer: OfficerContext) in
                try await tools.endCalendar(of: officer.officer)
                return .redirect(MessageURL.calendar.filled())
                    .flash(.success, "messages.calendar.ended")
            },
            Route.get(MessageURL.calendarFile, FileInput.self, output: .data) {
                (visit: VisitorContext, input) in
                guard input.file.hasSuffix(".ics") else { return try .notFound() }
                let token = String(input.file.dropLast(4))
                guard let text = try await tools.calendar(token, visit.now) else {
                    return try .notFound()
                }
                return ETags.answer(
                    Array(text.utf8), type: "text/calendar; charset=utf-8", known: input.known,
                    isPrivate: true)
            }.limited { $0.rate = .api },
        ]
    }

    private func page(_ officer: OfficerContext, fresh: String?) async throws -> Page {
        let account = officer.officer.account
        let known = try await tools.store.read("messages.calendar") {
            [vault = tools.vault, accounts = tools.accounts] reader -> CalendarRows.Found? in
            guard let found = try CalendarRows(vault: vault).find(of: account, in: reader),
                try !accounts.hasEnded(account, madeAt: found.madeAt, in: reader)
            else { return nil }
            return found
        }
        let address = fresh.map {
            tools.address + MessageURL.calendarFile.filled($0 + ".ics")
        }
        return Page(
            officer.words("messages.calendar"), lead: officer.words("messages.calendar.lead"),
            crumbs: [Crumb(officer.words("messages.title"), MessageURL.list.filled())],
            section: MessageURL.list.filled(),
            body: calendarView(known, address, try await tools.shelf.zone(), officer.ui))
    }
}
