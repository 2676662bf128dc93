import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The person who is served: who it is, what is open, and beginning a form.
struct PersonPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    var routes: [Route] {
        [
            Route.get(CounterURL.person, PersonInput.self) { (officer: OfficerContext, input) in
                let form = FormState(["lembar": input.sheet?.text ?? ""])
                return .page(try await page(input.id, form, officer))
            }.needing(.serve),
            Route.post(CounterURL.begin, BeginInput.self) { (officer: OfficerContext, input) in
                try await begin(input, officer)
            } refused: { officer, form, _ in
                guard let id = AccountID(text: form.value("id")) else { return try .notFound() }
                return .page(try await page(id, form, officer))
            }.needing(.serve),
            Route.post(CounterURL.prove, PersonInput.self) { (officer: OfficerContext, input) in
                guard officer.officer.may(.prove) else {
                    throw Refusal(.forbidden, "people.prove.forbidden")
                }
                let visit = try await tools.desk.receive(input.id, by: officer.officer)
                return .redirect(
                    NextPath.adding(
                        CounterURL.person.filled(input.id.text),
                        to: CounterURL.identityVisit.filled(visit.text)))
            }.needing(.serve),
            Route.post(CounterURL.takeOver, TakeOverInput.self) {
                (officer: OfficerContext, input) in
                try await desk.takeOver(input.draft, by: officer.officer)
                return .redirect(CounterURL.form.filled(input.draft.text))
            }.needing(.serve),
        ]
    }

    private func page(
        _ id: AccountID, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let person = try await tools.walkins.open(id, by: officer.officer)
        let unit = officer.officer.seat(.serve)?.unit
        let loaded = try await tools.store.read("counter.person.page") { reader in
            let sheet = try (try? TrackingCode(form.value("lembar"))).flatMap {
                try SheetRows.find($0, in: reader)
            }
            let open = try unit.map { try SittingRows.open(for: id, unit: $0, in: reader) } ?? []
            return (sheet: sheet, open: open)
        }
        let scope = officer.officer
        let records = try await tools.cases.records(of: id, for: scope, limit: 10)
        let catalogue = try await tools.shelf.published()
        return Page(
            person.name, caption: officer.words("counter.person"),
            crumbs: [Crumb(officer.words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(), hasScript: true,
            body: personView(
                PersonModel(
                    person: person, form: form.named, sheet: loaded.sheet, open: loaded.open,
                    records: records, catalogue: catalogue, officer: officer.officer,
                    mayProve: officer.officer.may(.prove), ownOnly: tools.ownOnly,
                    now: officer.now), officer.ui))
    }

    private func begin(_ input: BeginInput, _ officer: OfficerContext) async throws -> Reply {
        let zone = try await tools.shelf.zone()
        var paper: PaperTime?
        if let sheet = input.sheet {
            guard let day = input.day, let minutes = input.minutes else {
                throw Refusal(.invalid, "counter.time", field: "jam", values: [:])
            }
            paper = PaperTime(
                number: sheet,
                receivedAt: day.at(hour: minutes / 60, minute: minutes % 60, in: zone))
        }
        let code = input.service.flatMap { ServiceCode($0) }
        guard let service = code ?? (paper == nil ? nil : ServiceCode("lembar")) else {
            throw Refusal(.invalid, "counter.service", field: "layanan", values: [:])
        }
        let draft = try await desk.begin(
            service, for: input.id, sheet: paper, by: officer.officer)
        return .redirect(CounterURL.form.filled(draft.text))
    }
}
