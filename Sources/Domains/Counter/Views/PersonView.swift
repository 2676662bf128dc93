import Cases
import Contracts
import Forms
import Kernel
import People
import Web

struct PersonModel: Sendable {
    let person: ServedPerson
    let form: FormState
    let sheet: Sheet?
    let open: [Sitting]
    let records: [CaseRecord]
    let catalogue: Catalogue
    let officer: Officer
    let mayProve: Bool
    /// Services that whoever has an account asks for there.
    let ownOnly: Set<ServiceCode>
    let now: Instant

    var zone: Zone { catalogue.profile.zone }
}

func personView(_ model: PersonModel, _ ui: UI) -> HTML {
    "\(beginView(model, ui))\(whoView(model, ui))\(goingOnView(model, ui))\(casesView(model, ui))"
}

private func whoView(_ model: PersonModel, _ ui: UI) -> HTML {
    let words = ui.words
    let person = model.person
    let kind = person.isWalkin ? "counter.walkin.long" : "counter.account"
    let facts = ui.facts([
        (words("counter.nik"), .text(person.maskedNIK ?? "–")),
        (words("counter.contact"), .text(person.maskedContact ?? "–")),
        (words("counter.level"), levelTag(person.level, ui)),
        (words("counter.kind"), .text(words(kind))),
    ])
    var prove = HTML()
    if person.level < .proven {
        let canHere = model.mayProve && person.isWalkin
        prove =
            canHere
            ? ui.action(words("counter.prove"), CounterURL.prove.filled(person.account.text))
            : "<p class=\"hint\">\(words("counter.prove.code"))</p>"
    }
    return ui.section(words("counter.who"), facts + prove)
}

/// Choosing the service: the first thing on the page, so that Tab and Enter are enough.
private func beginView(_ model: PersonModel, _ ui: UI) -> HTML {
    let words = ui.words
    let choices = model.catalogue.services.values
        .filter { $0.isPublic && !model.catalogue.carriesObjections($0.code) }
        .filter { model.person.isWalkin || !model.ownOnly.contains($0.code) }
        .map { FormView.Choice($0.code.text, words($0.title)) }
        .sorted { $0.text < $1.text }
    var form = model.form
    if let sheet = model.sheet, form.value("layanan").isEmpty {
        form.values["layanan"] = [sheet.service.text]
    }
    let hasSheet = !form.value("lembar").isEmpty
    return ui.form(CounterURL.begin.filled(model.person.account.text), form) { field in
        let paper: HTML = """
            \(field.text("lembar", words("counter.sheet.no"),
                hint: words("counter.sheet.no.hint"), isRequired: hasSheet,
                autocomplete: "off", max: 40, width: .medium))\
            \(field.date("tanggal", words("counter.sheet.day"), isRequired: hasSheet))\
            \(field.text("jam", words("counter.sheet.time"),
                hint: words("counter.sheet.time.hint"), isRequired: hasSheet,
                autocomplete: "off", max: 5, width: .short))
            """
        return """
            <div data-counter-first>\
            \(field.select("layanan", words("counter.service.choose"), choices))</div>\
            \(ui.details(words("counter.sheet.paper"), paper, isOpen: hasSheet))\
            <div class="buttons">\(field.submit(words("counter.begin")))</div>
            """
    }
}

private func goingOnView(_ model: PersonModel, _ ui: UI) -> HTML {
    guard !model.open.isEmpty else { return HTML() }
    let words = ui.words
    let items = HTML.each(model.open) { sitting -> HTML in
        let title =
            model.catalogue.services[sitting.service].map { words($0.title) }
            ?? sitting.service.text
        let since = HumanText.dateTime(sitting.begunAt, model.zone, ui.language)
        let way: HTML =
            sitting.officer == model.officer.account
            ? ui.link(words("counter.goon"), CounterURL.form.filled(sitting.id))
            : ui.action(
                words("counter.takeover"),
                CounterURL.takeOver.filled(model.person.account.text, sitting.id), .quiet)
        return "<li><p>\(title), \(since)</p>\(way)</li>"
    }
    return ui.section(words("counter.goingon"), "<ul class=\"counter-list\">\(items)</ul>")
}

private func casesView(_ model: PersonModel, _ ui: UI) -> HTML {
    guard !model.records.isEmpty else { return HTML() }
    let words = ui.words
    return ui.section(
        words("counter.cases"),
        ui.table(
            caption: words("counter.cases"),
            columns: [
                .init(words("counter.number")), .init(words("counter.service.column")),
                .init(words("counter.sent.at")), .init(words("counter.case.acts")),
            ],
            rows: model.records.map { record in
                let title = model.catalogue.services[record.service].map { words($0.title) }
                return TableRow([
                    ui.link(record.number.text, CounterURL.caseDesk.filled(record.number.text)),
                    .text(title ?? record.service.text),
                    .text(HumanText.dateTime(record.submittedAt, model.zone, ui.language)),
                    caseWay(record, ui),
                ])
            }))
}

/// What the counter can do with a case now.
func caseWay(_ record: CaseRecord, _ ui: UI) -> HTML {
    guard record.state != .closed else { return .text(ui.words("counter.case.closed")) }
    let isAsked = record.state == .waiting && record.wait ?? .correction == .correction
    return ui.link(
        ui.words(isAsked ? "counter.late.go" : "counter.late.documents"),
        CounterURL.late.filled(record.number.text))
}
