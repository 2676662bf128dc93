import Kernel
import People
import Web

/// Asks for the code that the citizen shows.
func takeView(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.form(IdentityURL.counter.filled(), form) { field in
            """
            \(field.text("kode", words("identity.prove.code"),
                hint: words("identity.prove.code.hint"), autocomplete: "off", max: 20,
                width: .short))\(field.submit(words("identity.prove.take")))
            """
        })<p class="hint">\(words("identity.prove.noted"))</p>\
        <p>\(ui.link(words("identity.recover.link"), IdentityURL.counterRecovery.filled()))</p>
        """
}

/// What the officer compares, and what is taken from the card.
func proveView(_ visit: CounterVisit, _ form: FormState, _ zone: Zone, _ ui: UI) -> HTML {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (words("identity.prove.name"), .text(visit.maskedName)),
        (words("identity.prove.contact"), .text(visit.maskedContact)),
        (
            words("identity.level.now"),
            .text(words("identity.level.\(visit.level.rawValue)"))
        ),
    ]
    if let nik = visit.maskedNIK { facts.append((words("identity.level.nik"), .text(nik))) }
    // Offered only to whoever was told that the NIK differs, so that nobody ticks it by habit.
    let asksAgain =
        form.value("beda") != "" || form.problems.contains { $0.key == "people.prove.differs" }
    let until = HumanText.time(visit.expiresAt, zone, ui.language)
    return """
        \(ui.card(nil, ui.facts(facts)))\
        <p class="hint">\(words("identity.prove.until", ["time": until]))</p>\
        \(ui.form(IdentityURL.counterVisit.filled(visit.id.text), form) { field in
            """
            \(field.hidden(NextPath.field, form.value(NextPath.field)))\
            \(field.nik("nik", words("identity.prove.nik"),
                hint: words("identity.prove.nik.hint")))\
            \(field.text("nama", words("identity.prove.cardName"),
                hint: words("identity.prove.cardName.hint"), autocomplete: "off",
                max: PersonName.longest))\
            \(field.checkbox("kartu", words("identity.prove.card")))\
            \(field.checkbox("wajah", words("identity.prove.face")))\
            \(HTML.when(asksAgain, field.checkbox("beda", words("identity.prove.other"))))\
            \(field.submit(words("identity.prove.send")))
            """
        })<p class="hint">\(words("identity.prove.effect"))</p>
        """
}
