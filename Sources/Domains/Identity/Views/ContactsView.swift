import Kernel
import People
import Web

/// The contacts of an account: what is there, adding a second, changing the first.
func contactsView(
    _ contacts: ContactStanding, _ form: FormState, _ zone: Zone, _ ui: UI
) -> HTML {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (words("identity.contacts.first"), .text(contacts.first)),
        (
            words("identity.contacts.second"),
            .text(contacts.second ?? words("identity.contacts.none"))
        ),
    ]
    if let former = contacts.former, let until = contacts.formerUntil {
        let when = HumanText.dateTime(until, zone, ui.language)
        facts.append(
            (
                words("identity.contacts.former"),
                "\(former) (\(words("identity.contacts.until", ["when": when])))"
            ))
    }
    let removal: HTML = HTML.when(
        contacts.second != nil,
        ui.action(
            words("identity.contacts.remove"), IdentityURL.removeContact.filled(), .quiet))
    return ui.section(
        words("identity.contacts"), id: "kontak",
        """
        <p>\(words("identity.contacts.text"))</p>\(ui.card(nil, ui.facts(facts)))\
        \(one("kontak_kedua", IdentityURL.secondContact.filled(),
            contacts.second == nil ? "add" : "replace", form, ui))\
        \(removal)\
        \(one("kontak_utama", IdentityURL.firstContact.filled(), "change", form, ui))
        """)
}

/// - Parameter act: the last part of its words.
private func one(
    _ name: String, _ action: String, _ act: String, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    // The values of a form only when they were sent by it.
    let state = form.values[name] == nil ? FormState() : form
    return ui.details(
        words("identity.contacts.\(act)"),
        ui.form(action, state) { field in
            """
            \(field.text(name, words("identity.contacts.new"),
                hint: words("identity.contacts.\(act).hint"), autocomplete: "email", max: 254))\
            \(field.submit(words("identity.contacts.send")))
            """
        }, isOpen: !state.problems.isEmpty)
}
