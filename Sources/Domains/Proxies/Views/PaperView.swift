import Kernel
import People
import Web

/// Asks for the code that is shown at the counter.
func deskView(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.form(ProxyURL.desk.filled(), form) { field in
            """
            \(field.text("kode", words("proxies.desk.code"),
                hint: words("proxies.desk.code.hint"), autocomplete: "off", max: 20,
                width: .short))\(field.submit(words("proxies.desk.take")))
            """
        })<p class="hint">\(words("proxies.desk.noted"))</p>
        """
}

/// What the officer compares, and what is taken from the papers.
func visitView(
    _ visit: MandateVisit, _ form: FormState, _ services: ServiceChoice, _ ui: UI
) -> HTML {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (words("proxies.desk.agent"), .text(visit.agentName)),
        (
            words("proxies.level"),
            .text(words("proxies.level.\(visit.agentLevel.rawValue)"))
        ),
    ]
    if let party = visit.party {
        facts.append(
            (
                words("proxies.desk.party.\(party.kind.rawValue)"),
                .text(party.maskedName)
            ))
    }
    let until = HumanText.time(visit.expiresAt, services.zone, ui.language)
    let rest = visit.party.map { papers(visit, $0, form, ui) } ?? paper(visit, form, services, ui)
    return """
        \(ui.card(nil, ui.facts(facts)))\
        <p class="hint">\(words("proxies.desk.until", ["time": until]))</p>\(rest)
        """
}

private func papers(
    _ visit: MandateVisit, _ party: MandateVisit.Party, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let kind = party.kind.rawValue
    return ui.form(ProxyURL.visit.filled(visit.id.text), form) { field in
        """
        \(field.text("nomor_surat", words("proxies.desk.number.\(kind)"),
            hint: words("proxies.desk.number.hint"), autocomplete: "off", max: 30,
            width: .medium))\
        \(field.text("nama", words("proxies.desk.name.\(kind)"), autocomplete: "off",
            max: PersonName.longest))\
        \(field.checkbox("surat", words("proxies.desk.papers.\(kind)")))\
        \(field.checkbox("ktp", words("proxies.desk.card")))\
        \(field.submit(words("proxies.desk.send")))
        """
    }
}

private func paper(
    _ visit: MandateVisit, _ form: FormState, _ services: ServiceChoice, _ ui: UI
) -> HTML {
    let words = ui.words
    return ui.form(ProxyURL.paper.filled(visit.id.text), form) { field in
        """
        <p>\(words("proxies.desk.paper.text"))</p>\
        \(field.nik("nik", words("proxies.desk.paper.nik"),
            hint: words("proxies.desk.number.hint")))\
        \(field.text("nama", words("proxies.desk.paper.name"), autocomplete: "off",
            max: PersonName.longest))\
        \(field.text("nomor_surat", words("proxies.desk.paper.number"),
            hint: words("proxies.desk.paper.number.hint"), autocomplete: "off", max: 120))\
        \(field.checkboxes("layanan", words("proxies.desk.paper.services"),
            services.choices(ui), isRequired: true))\
        \(field.date("sampai", words("proxies.until"), hint: words("proxies.until.hint")))\
        \(field.checkbox("surat", words("proxies.desk.paper.shown")))\
        \(field.submit(words("proxies.desk.paper.send")))
        """
    }
}
