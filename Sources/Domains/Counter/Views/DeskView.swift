import Cases
import Contracts
import Kernel
import People
import Web

/// Somebody whose form is open.
struct OpenRow: Sendable {
    let sitting: Sitting
    /// Masked: the screen stands before the next in the queue.
    let name: String
}

/// What a search found.
struct FoundPeople: Sendable {
    let people: [FoundPerson]
    /// The case by which they were found.
    let number: TrackingCode?
}

struct DeskModel: Sendable {
    let form: FormState
    let sheet: TrackingCode?
    let open: [OpenRow]
    let found: FoundPeople?
    /// What was typed, as the beginning of a new person; nothing where somebody was found.
    let newcomer: FormState?
    /// What this officer has sent lately.
    let sent: [OpenRow]
    let catalogue: Catalogue
    let now: Instant
}

func deskView(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    var html = HTML()
    if let sheet = model.sheet {
        html += ui.notice(
            .info, title: words("counter.sheet.number", ["number": sheet.text]),
            text: words("counter.sheet.who"))
    }
    html += ui.form(CounterURL.desk.filled(), model.form) { field in
        """
        \(field.hidden("lembar", model.sheet?.text ?? ""))\
        <div class="counter-search" data-counter-search>\(field.text(
            "cari", words("counter.search"), hint: words("counter.search.hint"),
            autocomplete: "off", max: 300))\
        \(field.submit(words("counter.search.go")))</div>
        """
    }
    if let found = model.found { html += foundView(found, model, ui) }
    if let newcomer = model.newcomer {
        html += ui.section(
            words("counter.person.new"),
            newPersonView(newcomer, sheet: model.sheet?.text ?? "", ui))
    } else {
        html += """
            <p>\(ui.linkButton(
                words("counter.person.new"),
                sheetAddress(CounterURL.newPerson.filled(), model.sheet), .secondary))</p>
            """
    }
    html += ui.section(words("counter.open"), openView(model, ui))
    if !model.sent.isEmpty { html += ui.section(words("counter.recent"), sentView(model, ui)) }
    html += """
        <nav aria-label="\(words("counter.more"))"><ul class="counter-links">\
        <li>\(ui.link(words("counter.scan"), CounterURL.scans.filled()))</li>\
        <li>\(ui.link(words("counter.sheets"), CounterURL.sheets.filled()))</li>\
        <li>\(ui.link(words("counter.overview"), CounterURL.overview.filled()))</li></ul></nav>\
        \(ui.details(words("counter.keys"), keysView(ui)))
        """
    return html
}

private func foundView(_ found: FoundPeople, _ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    let rows = found.people.map { person in
        TableRow([
            ui.link(
                person.maskedName,
                sheetAddress(CounterURL.person.filled(person.account.text), model.sheet)),
            .text(person.maskedNIK ?? "–"), .text(person.maskedContact ?? "–"),
            levelTag(person.level, ui)
                + HTML.when(person.isWalkin, " \(ui.tag(words("counter.walkin")))"),
        ])
    }
    let link = HTML.with(found.number) { number in
        """
        <p>\(ui.link(
            words("counter.case", ["number": number.text]),
            CounterURL.caseDesk.filled(number.text)))</p>
        """
    }
    let note = HTML.when(
        found.people.count >= Walkins.most,
        "<p class=\"hint\">\(words("counter.found.most"))</p>")
    return ui.section(
        words("counter.found"), id: "hasil",
        """
        \(link)<div data-counter-found>\(ui.table(
            caption: words("counter.found"),
            columns: [
                .init(words("counter.name")), .init(words("counter.nik")),
                .init(words("counter.contact")), .init(words("counter.level")),
            ],
            rows: rows,
            empty: ui.empty(words("counter.found.none"), words("counter.found.none.text"))))\
        </div>\(note)
        """)
}

func levelTag(_ level: IdentityLevel, _ ui: UI) -> HTML {
    ui.tag(
        ui.words("counter.level.\(level.rawValue)"), level == .proven ? .success : .neutral)
}

private func openView(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    let zone = model.catalogue.profile.zone
    return ui.table(
        caption: words("counter.open"),
        columns: [
            .init(words("counter.service.column")), .init(words("counter.name")),
            .init(words("counter.since")),
        ],
        rows: model.open.map { row in
            let title = model.catalogue.services[row.sitting.service].map { words($0.title) }
            let address = CounterURL.form.filled(row.sitting.id)
            let sheet = HTML.with(row.sitting.sheet) { " \(ui.tag($0.text))" }
            return TableRow([
                ui.link(title ?? row.sitting.service.text, address) + sheet,
                .text(row.name),
                .text(HumanText.dateTime(row.sitting.begunAt, zone, ui.language)),
            ])
        }, empty: "<p class=\"hint\">\(words("counter.open.none"))</p>")
}

/// What was sent lately, with its receipt: to print it again, or to go on.
private func sentView(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    let items = HTML.each(model.sent) { row -> HTML in
        let number = row.sitting.number?.text ?? ""
        let title = model.catalogue.services[row.sitting.service].map { words($0.title) } ?? ""
        return """
            <li>\(ui.link(number, CounterURL.receipt.filled(number))) \(title), \(row.name)</li>
            """
    }
    return "<ul class=\"counter-list\">\(items)</ul>"
}

/// The keys that help; all else is Tab and Enter.
private func keysView(_ ui: UI) -> HTML {
    let keys = ["search", "found", "next", "send", "save"]
    return """
        <dl class="facts">\(HTML.each(keys) { key in
            """
            <div><dt>\(ui.words("counter.key.\(key)"))</dt>\
            <dd>\(ui.words("counter.key.\(key).text"))</dd></div>
            """
        })</dl>
        """
}

func newPersonView(_ form: FormState, sheet: String, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(CounterURL.newPerson.filled(), form) { field in
        """
        \(field.hidden("lembar", sheet))<div data-counter-first>\
        \(field.text("nama", words("counter.name"), hint: words("counter.name.hint"),
            autocomplete: "off", max: 100))\
        \(field.nik("nik", words("counter.nik"), hint: words("counter.nik.hint"),
            isRequired: false))\
        \(field.text("kontak", words("counter.contact"), hint: words("counter.contact.hint"),
            isRequired: false, autocomplete: "off", max: 254))\
        \(field.radios("bahasa", words("counter.language"), [
            .init("id", "Bahasa Indonesia"), .init("en", "English"),
        ]))\
        \(field.submit(words("counter.person.enter")))</div>
        """
    }
}
