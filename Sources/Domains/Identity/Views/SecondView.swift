import Kernel
import People
import Web

/// The second form of an officer's sign-in.
func secondView(
    _ step: SecondStep, _ options: JSONValue?, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let next = form.value("lanjut")
    var body = HTML()
    if let options {
        body += ui.passkeyForm(
            IdentityURL.secondPasskey.filled(), options: options,
            button: words("identity.passkey.use"), style: step.hasCode ? .secondary : .primary
        ) { $0.hidden("lanjut", next) }
    }
    if step.hasCode {
        body += ui.form(IdentityURL.second.filled(), form) { field in
            """
            \(field.hidden("lanjut", next))\
            \(field.code("kode", words("identity.code"), hint: words("identity.code.hint")))\
            \(field.submit(words("identity.second.submit")))
            """
        }
        body += ui.details(
            words("identity.lost"), "<p>\(words("identity.lost.text"))</p>")
    } else {
        body += ui.problems(form.problems)
        body += ui.details(
            words("identity.lost"), "<p>\(words("identity.lost.passkey"))</p>")
    }
    return body
}

/// A passkey that was not accepted: why, and the button once more.
func passkeyRefusedView(
    _ refusal: Refusal, _ options: JSONValue?, _ form: FormState, _ ui: UI
) -> HTML {
    var body = ui.problems(refusal.problems)
    if let options {
        body += ui.passkeyForm(
            IdentityURL.passkey.filled(), options: options,
            button: ui.words("identity.passkey.again"), style: .primary
        ) { $0.hidden("lanjut", form.value("lanjut")) }
    }
    body += """
        <p>\(ui.link(ui.words("identity.passkey.other"), "/masuk"))</p>
        """
    return body
}

/// Nobody was signed in through a provider: why, and the ways that remain.
func providerRefusedView(_ refusal: Refusal, _ provider: Provider, _ ui: UI) -> HTML {
    let door = provider.rules.serves == .citizen ? "/masuk" : IdentityURL.officerSignIn
    return """
        \(ui.problems(refusal.problems))\
        \(ui.buttons(
            ui.linkButton(ui.words("identity.passkey.again"), provider.link.address, .secondary),
            ui.linkButton(ui.words("identity.passkey.other"), door, .quiet)))
        """
}
