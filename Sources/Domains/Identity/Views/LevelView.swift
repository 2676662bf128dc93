import Kernel
import People
import Web

/// What is known, what it is good for, and the two ways on: data, or a counter.
func levelView(_ model: LevelModel, _ form: FormState, _ ui: UI) -> HTML {
    let next = form.value("lanjut")
    var body = standing(model, ui)
    if let back = NextPath.local(next), model.standing.level > .contact {
        body += "<p>\(ui.linkButton(ui.words("identity.level.back"), back))</p>"
    }
    if model.standing.level == .contact { body += matching(model, form, ui) }
    if model.standing.level < .proven { body += counter(model, next, ui) }
    return body + ui.section(ui.words("identity.level.why"), why(ui))
}

private func standing(_ model: LevelModel, _ ui: UI) -> HTML {
    let words = ui.words
    let standing = model.standing
    var facts: [(name: String, value: HTML)] = [
        (
            words("identity.level.now"),
            "<strong>\(words("identity.level.\(standing.level.rawValue)"))</strong>"
        )
    ]
    if let nik = standing.maskedNIK { facts.append((words("identity.level.nik"), .text(nik))) }
    if let since = standing.since {
        let way = standing.way.map { words("identity.level.way.\($0.rawValue)") } ?? ""
        facts.append(
            (
                words("identity.level.since"),
                .text("\(HumanText.dateTime(since, model.zone, ui.language)) \(way)")
            ))
    }
    return ui.card(nil, ui.facts(facts))
}

private func matching(_ model: LevelModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    guard model.canMatch else {
        return ui.section(
            words("identity.match"), ui.notice(.info, text: words("identity.match.none")))
    }
    let left = model.standing.triesLeft
    return ui.section(
        words("identity.match"), id: "cocokkan",
        """
        <p>\(words("identity.match.text"))</p>\(samples(model, ui))\
        \(ui.form(IdentityURL.level.filled(), form) { field in
            """
            \(field.hidden("lanjut", form.value("lanjut")))\
            \(field.nik("nik", words("identity.match.nik"),
                hint: words("identity.match.nik.hint")))\
            \(field.nik("kk", words("identity.match.kk"), hint: words("identity.match.kk.hint")))\
            \(field.text("nama", words("identity.match.name"),
                hint: words("identity.match.name.hint"), autocomplete: "name",
                max: PersonName.longest))\
            \(field.date("lahir", words("identity.match.born"), autocomplete: "bday"))\
            <p class="hint">\(words("identity.match.left", ["count": "\(left)"]))</p>\
            \(field.submit(words("identity.match.send")))
            """
        })
        """)
}

/// People of the demo's register, so that the page can be tried.
private func samples(_ model: LevelModel, _ ui: UI) -> HTML {
    guard !model.samples.isEmpty else { return HTML() }
    let words = ui.words
    return ui.details(
        words("identity.match.samples"),
        ui.table(
            caption: words("identity.match.samples"),
            columns: [
                .init(words("identity.match.name")), .init("NIK"),
                .init(words("identity.match.kk")), .init(words("identity.match.born")),
            ],
            rows: model.samples.map {
                TableRow([
                    "\($0.name)", "\($0.nik.text)", "\($0.familyCard.text)",
                    "\(HumanText.day($0.born, ui.language))",
                ])
            }))
}

private func counter(_ model: LevelModel, _ next: String, _ ui: UI) -> HTML {
    let words = ui.words
    let code: HTML = HTML.with(model.code) { shown in
        ui.card(
            words("identity.counter.yours"),
            """
            <p class="counter-code"><strong>\(shown.code.text)</strong></p>\
            <p>\(words("identity.counter.until",
                ["time": HumanText.time(shown.expiresAt, model.zone, ui.language)]))</p>
            """)
    }
    let button = ui.action(
        words(model.code == nil ? "identity.counter.make" : "identity.counter.again"),
        IdentityURL.counterCode.filled(), model.code == nil ? .primary : .secondary,
        values: ["lanjut": next])
    let providers: HTML = HTML.when(
        model.hasProver,
        "<p>\(ui.link(words("identity.counter.provider"), IdentityURL.safety.filled()))</p>")
    return ui.section(
        words("identity.counter"), id: "loket",
        """
        <p>\(words("identity.counter.text"))</p><ol class="steps-plain">\
        <li>\(words("identity.counter.step.1"))</li><li>\(words("identity.counter.step.2"))</li>\
        <li>\(words("identity.counter.step.3"))</li></ol>\(code)\(button)\(providers)
        """)
}

private func why(_ ui: UI) -> HTML {
    """
    <ul>\(HTML.each([0, 1, 2]) { level in
        """
        <li><strong>\(ui.words("identity.level.\(level)")).</strong> \
        \(ui.words("identity.level.\(level).text"))</li>
        """
    })</ul><p class="hint">\(ui.words("identity.level.kept"))</p>
    """
}
