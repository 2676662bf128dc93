import Contracts
import Kernel
import People
import Web

/// An officer proves at a counter who a citizen is.
struct CounterPages: Sendable {
    let tools: IdentityTools

    struct TakeInput: RouteInput {
        static let fields: [InputField] = [.form("kode", max: 40)]
        let code: String
        init(_ fields: inout FieldReader) { code = fields.text("kode") }
    }

    struct VisitInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", max: 40), .query(NextPath.field, max: 300),
        ]
        let id: CounterVisitID
        /// Where the officer came from.
        let next: String?
        init(_ fields: inout FieldReader) throws(Refusal) {
            id = try fields.id("id", else: "people.prove.gone")
            next = fields.optionalText(NextPath.field).flatMap(NextPath.local)
        }
    }

    struct ProveInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", max: 40), .form("nik", max: 60), .form("nama", max: 400),
            .form("kartu", .flag), .form("wajah", .flag), .form("beda", .flag),
            .form(NextPath.field, max: 300),
        ]
        let id: CounterVisitID
        let next: String?
        let card: CounterCard?

        init(_ fields: inout FieldReader) throws(Refusal) {
            id = try fields.id("id", else: "people.prove.gone")
            let nik = fields.parsed("nik") { try NIK($0) }
            let name = fields.text("nama")
            let (shown, compared) = (fields.flag("kartu"), fields.flag("wajah"))
            let isOther = fields.flag("beda")
            next = fields.optionalText(NextPath.field).flatMap(NextPath.local)
            card = nik.map {
                CounterCard(
                    nik: $0, name: name, isCardShown: shown, isFaceCompared: compared,
                    isOther: isOther)
            }
        }
    }

    var routes: [Route] {
        [
            Route.get(IdentityURL.counter) { (officer: OfficerContext) in
                .page(takePage(FormState(), officer.ui))
            }.needing(.prove),
            Route.post(IdentityURL.counter, TakeInput.self) { (officer: OfficerContext, input) in
                let id = try await tools.counter.take(input.code, by: officer.officer)
                return .redirect(IdentityURL.counterVisit.filled(id.text))
            } refused: { officer, form, _ in
                .page(takePage(form.named, officer.ui))
            }.needing(.prove).limited { $0.rate = .sensitive },
            Route.get(IdentityURL.counterVisit, VisitInput.self) {
                (officer: OfficerContext, input) in
                .page(
                    try await provePage(
                        input.id, FormState([NextPath.field: input.next ?? ""]), officer))
            }.needing(.prove),
            Route.post(IdentityURL.counterVisit, ProveInput.self) {
                (officer: OfficerContext, input) in
                guard let card = input.card else {
                    throw Refusal(.invalid, "web.problem.required", field: "nik")
                }
                try await tools.counter.prove(input.id, card, by: officer.officer)
                return Reply.redirect(input.next ?? IdentityURL.counter.filled())
                    .flash(.success, "identity.prove.done")
            } refused: { officer, form, _ in
                guard let id = CounterVisitID(text: form.value("id")) else {
                    return try .notFound()
                }
                return .page(try await provePage(id, form.named, officer))
            }.needing(.prove).proving(),
        ]
    }

    private func takePage(_ form: FormState, _ ui: UI) -> Page {
        Page(
            ui.words("identity.prove"), lead: ui.words("identity.prove.lead"),
            section: IdentityURL.counter.filled(), body: takeView(form, ui))
    }

    /// Each showing is a look at the person's data: it is noted before the page is made.
    private func provePage(
        _ id: CounterVisitID, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let visit = try await tools.counter.visit(id, by: officer.officer)
        return Page(
            officer.words("identity.prove.person"),
            crumbs: [Crumb(officer.words("identity.prove"), IdentityURL.counter.filled())],
            section: IdentityURL.counter.filled(),
            body: proveView(visit, form, tools.zone, officer.ui))
    }
}
