import Kernel
import People
import Web

/// What protects the account, thing by thing.
func safetyView(_ model: SafetyModel, _ form: FormState, _ ui: UI) -> HTML {
    var body = HTML()
    let isOfForm = ["sandi_lama", "kontak_utama", "kontak_kedua"].contains {
        form.values[$0] != nil
    }
    if !isOfForm {
        body += ui.problems(form.problems)
    }
    if let moment = model.pendingReset {
        let when = HumanText.dateTime(moment, model.zone, ui.language)
        body += ui.notice(
            .danger, title: ui.words("identity.reset.title"),
            """
            <p>\(ui.words("identity.reset.text", ["when": when]))</p>\
            \(ui.action(ui.words("identity.reset.stop"), IdentityURL.stopReset.filled(), .danger))
            """)
    }
    if let contacts = model.contacts { body += contactsView(contacts, form, model.zone, ui) }
    body += passkeys(model, ui)
    if model.isOfficer { body += app(model, ui) }
    if !model.providers.isEmpty { body += providers(model, ui) }
    body += ui.devices(
        model.sessions, here: model.here, zone: model.zone,
        end: { IdentityURL.endSession.filled($0.text) }, endAll: IdentityURL.endSessions.filled())
    if model.isOfficer { body += password(isOfForm ? form : FormState(), ui) }
    return body
        + "<p>\(ui.link(ui.words("identity.programs"), IdentityURL.programs))</p>"
}

private func passkeys(_ model: SafetyModel, _ ui: UI) -> HTML {
    let words = ui.words
    let list = model.factors.filter { $0.kind == .passkey }
    let making: HTML =
        if let options = model.options {
            ui.newPasskeyForm(
                IdentityURL.newPasskey.filled(), options: options,
                button: words("identity.passkey.make")
            ) { passkeyName($0, ui) }
        } else {
            ui.notice(.info, text: words("identity.passkey.noAddress"))
        }
    return ui.section(
        words("identity.passkeys"), id: "kunci",
        """
        <p>\(words("identity.passkeys.text"))</p>\
        \(HTML.when(!list.isEmpty, table(list, words("identity.passkeys"), model.zone, ui)))\
        \(making)
        """)
}

private func table(_ list: [Factor], _ caption: String, _ zone: Zone, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: caption,
        columns: [
            .init(words("identity.factor.name")), .init(words("identity.factor.since")),
            .init(words("identity.factor.used")), .init(words("web.device.state")),
        ],
        rows: list.map { factor in
            let name = factor.name.isEmpty ? words("identity.passkey.unnamed") : factor.name
            let used = factor.usedAt.map { HumanText.dateTime($0, zone, ui.language) }
            return TableRow([
                "\(name)", "\(HumanText.dateTime(factor.createdAt, zone, ui.language))",
                "\(used ?? words("identity.factor.never"))",
                ui.action(
                    words("identity.factor.remove"),
                    IdentityURL.removeFactor.filled(factor.id.text), .quiet),
            ])
        })
}

private func app(_ model: SafetyModel, _ ui: UI) -> HTML {
    let words = ui.words
    let list = model.factors.filter { $0.kind == .totp }
    let spare = model.factors.filter { $0.kind == .spare }.count
    let rest: HTML =
        list.isEmpty
        ? HTML() : "<p>\(words("identity.spare.left", ["count": String(spare)]))</p>"
    return ui.section(
        words("identity.app"), id: "aplikasi",
        """
        <p>\(words("identity.app.text"))</p>\
        \(HTML.when(!list.isEmpty, table(list, words("identity.app"), model.zone, ui)))\(rest)\
        \(ui.action(
            words(list.isEmpty ? "identity.app.start" : "identity.app.again"),
            IdentityURL.startApp.filled()))
        """)
}

private func providers(_ model: SafetyModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.section(
        words("identity.providers"), id: "penyedia",
        """
        <p>\(words("identity.providers.text"))</p><ul class="provider-list">\
        \(HTML.each(model.providers) { provider in
            let isConnected = model.connections.contains(provider.code)
            let state =
                isConnected
                ? ui.tag(words("identity.provider.isConnected"), .success)
                    + ui.action(
                        words("identity.provider.disconnect"),
                        IdentityURL.disconnect.filled(provider.code), .quiet)
                : ui.action(
                    words("identity.provider.connect"),
                    IdentityURL.connect.filled(provider.code))
            return "<li><strong>\(words(provider.name))</strong> \(state)</li>"
        })</ul>
        """)
}

private func password(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let hint = words("identity.password.hint", ["count": "\(PasswordRules.shortest)"])
    return ui.details(
        words("identity.password"),
        ui.form(IdentityURL.password.filled(), form) { field in
            """
            \(field.password("sandi_lama", words("identity.password.current")))\
            \(field.password("sandi", words("identity.password.new"), hint: hint, isNew: true))\
            \(field.submit(words("identity.password.submit")))
            """
        }, isOpen: !form.problems.isEmpty)
}
