import Kernel
import People
import Web

/// Asks for the code of the counter, and says how to come by one.
func recoveryCodeView(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.form(IdentityURL.recovery.filled(), form) { field in
            """
            \(field.text("kode", words("identity.recovery.code"),
                hint: words("identity.recovery.code.hint"), autocomplete: "off", max: 20,
                width: .medium))\(field.submit(words("identity.recovery.go")))
            """
        })\
        \(ui.section(words("identity.recovery.none"), """
            <ul><li>\(words("identity.recovery.none.proven"))</li>\
            <li>\(words("identity.recovery.none.other"))</li></ul>
            """))
        """
}

/// The new password; a new contact and what is taken away only if the owner says so.
func recoveryFinishView(
    _ standing: RecoveryStanding, _ providers: [String: String], _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let keys = standing.passkeys.map {
        $0.name.isEmpty ? words("identity.passkey.unnamed") : $0.name
    }
    let others = keys + standing.connections.map { providers[$0] ?? $0 }
    let facts: [(name: String, value: HTML)] =
        [(words("identity.prove.name"), .text(standing.maskedName))]
        + standing.maskedContacts.map { (words("identity.prove.contact"), .text($0)) }
    let hint = words("identity.password.hint", ["count": "\(PasswordRules.shortest)"])
    return """
        \(ui.card(nil, ui.facts(facts)))\
        \(ui.form(IdentityURL.recoveryFinish.filled(), form) { field in
            """
            \(field.password("sandi", words("identity.password.new"), hint: hint, isNew: true))\
            \(field.text("kontak", words("identity.recovery.contact"),
                hint: words("identity.recovery.contact.hint"), isRequired: false,
                autocomplete: "email", max: 254))\
            \(HTML.when(standing.maskedContacts.count > 1, field.checkbox(
                "hapus_kedua", words("identity.recovery.second"),
                hint: words("identity.recovery.remove.hint"))))\
            \(HTML.when(!others.isEmpty, """
                <p>\(words("identity.recovery.factors"))</p>\
                <ul>\(HTML.each(others) { "<li>\($0)</li>" })</ul>\
                \(field.checkbox("hapus", words("identity.recovery.remove"),
                    hint: words("identity.recovery.remove.hint")))
                """))\
            \(field.submit(words("identity.recovery.send")))
            """
        })<p class="hint">\(words("identity.recovery.effect"))</p>
        """
}

/// Asks for the code that was sent to a contact which is to become the owner's.
/// - Parameter back: where another contact is chosen.
func contactCodeView(
    _ contact: String, _ action: String, back: String, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    return """
        \(ui.notice(.info, text: words("identity.contact.sent", ["contact": contact])))\
        \(ui.form(action, form) { field in
            """
            \(field.code("kode", words("identity.contact.typed"),
                hint: words("identity.contact.typed.hint")))\
            \(field.submit(words("identity.contact.confirm")))
            """
        })<p>\(ui.link(words("identity.contact.back"), back))</p>
        """
}
