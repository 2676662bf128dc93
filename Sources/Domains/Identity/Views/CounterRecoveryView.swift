import Kernel
import People
import Web

/// Asks for the NIK of the card, and says what to do for whoever was never proven.
func findView(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.form(IdentityURL.counterRecovery.filled(), form) { field in
            """
            \(field.nik("nik", words("identity.prove.nik"),
                hint: words("identity.prove.nik.hint")))\
            \(field.submit(words("identity.recover.find")))
            """
        })<p class="hint">\(words("identity.prove.noted"))</p>\
        \(ui.section(words("identity.recover.other"), """
            <p>\(words("identity.recover.other.text"))</p><ol class="steps-plain">\
            <li>\(words("identity.recover.other.1"))</li>\
            <li>\(words("identity.recover.other.2"))</li>\
            <li>\(words("identity.recover.other.3"))</li></ol>
            """))
        """
}

/// What the officer compares before the code is given out.
func recoveryVisitView(
    _ visit: RecoveryVisit, _ form: FormState, _ zone: Zone, _ ui: UI
) -> HTML {
    let words = ui.words
    let facts: [(name: String, value: HTML)] =
        [
            (words("identity.prove.name"), .text(visit.maskedName)),
            (words("identity.level.nik"), .text(visit.maskedNIK)),
        ] + visit.maskedContacts.map { (words("identity.prove.contact"), .text($0)) }
    let until = HumanText.time(visit.expiresAt, zone, ui.language)
    return """
        \(ui.card(nil, ui.facts(facts)))\
        <p class="hint">\(words("identity.prove.until", ["time": until]))</p>\
        \(ui.form(IdentityURL.counterRecoveryVisit.filled(visit.id.text), form) { field in
            """
            \(field.checkbox("kartu", words("identity.recover.card")))\
            \(field.checkbox("wajah", words("identity.prove.face")))\
            \(field.submit(words("identity.recover.give")))
            """
        })<p class="hint">\(words("identity.recover.effect"))</p>
        """
}

func givenCodeView(_ code: RecoveryCode, address: String, _ ui: UI) -> HTML {
    let words = ui.words
    let minutes = ["minutes": String(RecoveryCode.minutes)]
    let page = address + IdentityURL.recovery.filled()
    return """
        \(ui.card(nil, """
            <p class="counter-code"><strong>\(code.text)</strong></p>\
            <p>\(words("identity.recover.given.until", minutes))</p>
            """))\
        <p>\(words("identity.recover.given.text"))</p><p><code>\(page)</code></p>\
        \(ui.buttons(ui.linkButton(
            words("identity.recover.next"), IdentityURL.counterRecovery.filled(), .secondary)))
        """
}
