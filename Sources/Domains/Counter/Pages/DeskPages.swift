import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Finding whoever stands before the counter, or entering them.
struct DeskPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    var routes: [Route] {
        [
            Route.get(CounterURL.desk, DeskInput.self) { (officer: OfficerContext, input) in
                .page(try await page(officer, FormState(), input.sheet))
            }.needing(.serve),
            Route.post(CounterURL.desk, SearchInput.self) { (officer: OfficerContext, input) in
                try await search(input, officer)
            } refused: { officer, form, _ in
                .page(try await page(officer, form, try? TrackingCode(form.value("lembar"))))
            }.needing(.serve),
            Route.get(CounterURL.newPerson, DeskInput.self) { (officer: OfficerContext, input) in
                .page(newPersonPage(FormState(["bahasa": "id"]), input.sheet?.text, officer.ui))
            }.needing(.serve),
            Route.post(CounterURL.newPerson, NewPersonInput.self) {
                (officer: OfficerContext, input) in
                let (id, isNew) = try await tools.walkins.enter(
                    input.record, by: officer.officer)
                let address = sheetAddress(CounterURL.person.filled(id.text), input.sheet)
                return Reply.redirect(address).flash(
                    isNew ? .success : .info,
                    isNew ? "counter.person.entered" : "counter.person.known")
            } refused: { officer, form, _ in
                .page(newPersonPage(form.named, form.value("lembar"), officer.ui))
            }.needing(.serve),
        ]
    }

    private func page(
        _ officer: OfficerContext, _ form: FormState, _ sheet: TrackingCode?,
        found: FoundPeople? = nil, newcomer: FormState? = nil
    ) async throws -> Page {
        let account = officer.officer.account
        let yesterday = officer.now.adding(hours: -24)
        let rows = try await tools.store.read("counter.own") { reader in
            func named(_ sittings: [Sitting]) throws -> [OpenRow] {
                try sittings.map { sitting in
                    OpenRow(
                        sitting: sitting,
                        name: PersonName.masked(
                            try tools.walkins.served(sitting.person, in: reader).name))
                }
            }
            return (
                open: try named(SittingRows.open(of: account, in: reader)),
                sent: try named(SittingRows.sent(by: account, since: yesterday, in: reader))
            )
        }
        let catalogue = try await tools.shelf.published()
        return Page(
            officer.words("counter.title"), lead: officer.words("counter.lead"),
            section: CounterURL.desk.filled(), isWide: true, hasScript: true,
            body: deskView(
                DeskModel(
                    form: form, sheet: sheet, open: rows.open, found: found,
                    newcomer: newcomer, sent: rows.sent, catalogue: catalogue,
                    now: officer.now), officer.ui))
    }

    private func search(_ input: SearchInput, _ officer: OfficerContext) async throws -> Reply {
        switch DeskQuery(input.typed) {
        case .identity(let code):
            // The code of somebody's own account: to be proven by whoever may.
            guard officer.officer.may(.prove) else {
                throw Refusal(.invalid, "counter.code.unknown", field: "cari", values: [:])
            }
            let visit = try await tools.desk.take(code, by: officer.officer)
            return .redirect(CounterURL.identityVisit.filled(visit.text))
        case .bring(let code):
            let draft = try await desk.receive(code, by: officer.officer)
            return Reply.redirect(CounterURL.form.filled(draft.text))
                .flash(.success, "counter.brought")
        case .number(let number): return try await show(number, input, officer)
        case .claim(let code):
            let found = try await tools.store.read("counter.by-claim") { reader in
                try desk.claim(code, in: reader)
            }
            guard let found else {
                throw Refusal(.invalid, "counter.code.unknown", field: "cari", values: [:])
            }
            return .redirect(CounterURL.person.filled(found.person.text))
        case .person(let query): return try await people(query, input, officer)
        case .tooLittle:
            throw Refusal(.invalid, "counter.search.little", field: "cari", values: [:])
        }
    }

    /// A sheet of paper, or a case.
    private func show(
        _ number: TrackingCode, _ input: SearchInput, _ officer: OfficerContext
    ) async throws -> Reply {
        let sheet = try await tools.store.read("counter.by-number") { reader in
            try SheetRows.find(number, in: reader)
        }
        if let sheet, sheet.state != .used {
            guard sheet.state == .open else {
                throw Refusal(.conflict, "counter.sheet.void", field: "cari", values: [:])
            }
            return Reply.redirect(sheetAddress(CounterURL.desk.filled(), number))
                .flash(.info, "counter.sheet.find")
        }
        let cases = try await tools.cases.find(number.text, for: officer.officer).records
        guard let record = cases.first else {
            guard try await tools.cases.trackingStamp(number) != nil else {
                throw Refusal(.invalid, "counter.number.unknown", field: "cari", values: [:])
            }
            // Of another office: what everybody may see of it.
            return .redirect(CounterURL.tracking.filled(number.text))
        }
        guard !record.isAnonymous else {
            return .redirect(CounterURL.tracking.filled(number.text))
        }
        let people = try await tools.walkins.find(
            .accounts([record.applicant]), by: officer.officer)
        return .page(
            try await page(
                officer, FormState(["cari": number.text]), input.sheet,
                found: FoundPeople(people: people, number: number)))
    }

    private func people(
        _ query: PersonQuery, _ input: SearchInput, _ officer: OfficerContext
    ) async throws -> Reply {
        var people = try await tools.walkins.find(query, by: officer.officer)
        if case .name(let name) = query, people.count < Walkins.most {
            // Applicants of cases that the officer may open anyway.
            let records = try await tools.cases.find(name, for: officer.officer).records
            let known = Set(people.map(\.account))
            var others: [AccountID] = []
            for record in records
            where !record.isAnonymous && !known.contains(record.applicant)
                && !others.contains(record.applicant)
            {
                others.append(record.applicant)
            }
            if !others.isEmpty {
                people += try await tools.walkins.find(
                    .accounts(Array(others.prefix(Walkins.most - people.count))),
                    by: officer.officer)
            }
        }
        // One person is meant: the clerk goes on without a further press.
        if people.count == 1, case .nik = query {
            return .redirect(
                sheetAddress(CounterURL.person.filled(people[0].account.text), input.sheet))
        }
        return .page(
            try await page(
                officer, FormState(["cari": input.typed]), input.sheet,
                found: FoundPeople(people: people, number: nil),
                newcomer: people.isEmpty ? Self.newcomer(query, input.typed) : nil))
    }

    /// What was typed to find somebody need not be typed again to enter them.
    private static func newcomer(_ query: PersonQuery, _ typed: String) -> FormState {
        switch query {
        case .nik: FormState(["nik": typed, "bahasa": "id"])
        case .contact: FormState(["kontak": typed, "bahasa": "id"])
        default: FormState(["nama": typed, "bahasa": "id"])
        }
    }

    private func newPersonPage(_ form: FormState, _ sheet: String?, _ ui: UI) -> Page {
        Page(
            ui.words("counter.person.new"), lead: ui.words("counter.person.new.lead"),
            crumbs: [Crumb(ui.words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(), hasScript: true,
            body: newPersonView(form, sheet: sheet ?? "", ui))
    }
}

/// Carries the number of a sheet from page to page.
func sheetAddress(_ address: String, _ sheet: TrackingCode?) -> String {
    sheet.map { "\(address)?lembar=\($0.text)" } ?? address
}
