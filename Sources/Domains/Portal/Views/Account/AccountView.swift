import Contracts
import Kernel
import People
import Web

func accountView(_ model: AccountModel, _ form: FormState, _ ui: UI) -> HTML {
    """
    \(identity(model, ui))\(nameForm(model, form, ui))\(languageForm(model, form, ui))\
    \(passwordForm(form, ui))\(looks(ui))\(claim(ui))\(devices(model, ui))
    """
}

private func identity(_ model: AccountModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.card(
        nil,
        ui.facts([
            (words("account.name"), HTML.text(model.citizen.name)),
            (words("account.contact"), HTML.text(model.citizen.contact.masked)),
            (
                words("account.level"),
                """
                \(words("account.level.\(model.citizen.level.rawValue)")). \
                \(ui.link(words("account.level.link"), PortalURL.level.filled()))
                """
            ),
        ]))
}

/// The values of a form only when they were sent by it.
private func state(
    _ form: FormState, having field: String, else values: [String: String]
)
    -> FormState
{
    form.values[field] == nil ? FormState(values) : form
}

private func nameForm(_ model: AccountModel, _ form: FormState, _ ui: UI) -> HTML {
    guard model.citizen.level == .contact else { return HTML() }
    let words = ui.words
    let state = state(form, having: "nama", else: ["nama": model.citizen.name])
    return ui.details(
        words("account.name.change"),
        ui.form(PortalURL.accountName.filled(), state) { field in
            """
            \(field.text("nama", words("account.name"), hint: words("account.name.hint"),
                autocomplete: "name", max: PersonName.longest))\
            \(field.submit(words("account.save")))
            """
        }, isOpen: !state.problems.isEmpty)
}

private func languageForm(_ model: AccountModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let state = state(
        form, having: "bahasa_surat", else: ["bahasa_surat": model.citizen.language.rawValue])
    return ui.details(
        words("account.language"),
        ui.form(PortalURL.accountLanguage.filled(), state) { field in
            """
            \(field.radios("bahasa_surat", words("account.language.mail"), [
                .init("id", "Bahasa Indonesia"), .init("en", "English"),
            ], hint: words("account.language.hint")))\(field.submit(words("account.save")))
            """
        }, isOpen: !state.problems.isEmpty)
}

private func passwordForm(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let state = state(form, having: "sandi_lama", else: [:])
    let hint = words("account.password.hint", ["count": "\(PasswordRules.shortest)"])
    return ui.details(
        words("account.password.change"),
        ui.form(PortalURL.accountPassword.filled(), state) { field in
            """
            \(field.password("sandi_lama", words("account.password.current")))\
            \(field.password("sandi", words("account.password.new"), hint: hint, isNew: true))\
            \(field.submit(words("account.save")))
            """
        }, isOpen: !state.problems.isEmpty)
}

/// The way to who opened one's data.
private func looks(_ ui: UI) -> HTML {
    let link = ui.link(ui.words("looks.title"), PortalURL.looks.filled())
    return "<div class=\"card\"><h2 class=\"card-title\">\(link)</h2>"
        + "<p>\(ui.words("looks.link.text"))</p></div>"
}

private func claim(_ ui: UI) -> HTML {
    let link = ui.link(ui.words("portal.cases.claim.link"), PortalURL.claim.filled())
    return "<p>\(ui.words("portal.cases.claim")) \(link)</p>"
}

/// Every browser that is signed in, and the way to more safety.
private func devices(_ model: AccountModel, _ ui: UI) -> HTML {
    """
    <p>\(ui.link(ui.words("account.safety"), "/keamanan"))</p>\
    <p>\(ui.link(ui.words("account.programs"), "/akun/program"))</p>\
    \(ui.devices(
        model.sessions, here: model.here, zone: model.zone,
        end: { PortalURL.accountSessionEnd.filled($0.text) },
        endAll: PortalURL.accountSessionsEnd.filled()))
    """
}
