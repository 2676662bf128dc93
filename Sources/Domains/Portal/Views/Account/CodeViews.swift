import Kernel
import People
import Web

/// Asks for the contact.
func codeStartView(_ way: CodeWay, _ ui: UI, _ form: FormState) -> HTML {
    let words = ui.words
    let next = form.value(PortalURL.next)
    let isNew = way == .registration
    return """
        \(ui.form(way.start.filled(), form) { field in
            """
            \(field.hidden(PortalURL.next, next))\
            \(field.text("kontak", words("account.contact"), hint: words("account.contact.code"),
                autocomplete: "email", max: 254))\
            \(field.submit(words("account.sendCode")))
            """
        })\
        <p><a href="\(url: PortalURL.signIn(returningTo: next))">\
        \(words(isNew ? "account.haveOne" : "account.remembered"))</a></p>\
        \(isNew
            ? ui.details(words("account.why"), "<p>\(words("account.why.text"))</p>")
            : "<p><a href=\"/pemulihan\">\(words("account.recovery.none"))</a></p>")
        """
}

/// Asks for the code that was sent.
func codeView(
    _ way: CodeWay, _ flow: CodeFlowState, _ ui: UI, _ form: FormState, isDemo: Bool
) -> HTML {
    let words = ui.words
    let next = form.value(PortalURL.next)
    return """
        \(ui.notice(.info, text: words("account.code.sent", ["contact": flow.contact])))\
        \(demoMail(ui, isDemo))\
        \(ui.form(way.code.filled(), form) { field in
            """
            \(field.hidden(PortalURL.next, next))\
            \(field.code("kode", words("account.code"), hint: words("account.code.hint")))\
            \(field.submit(words("account.code.submit")))
            """
        })\
        <h2>\(words("account.code.none"))</h2><ul><li>\(words("account.code.none.spam"))</li>\
        <li>\(words("account.code.none.contact"))</li></ul>\
        <p><a href="\(url: PortalURL.going(way.start.filled(), next))">\
        \(words("account.code.again"))</a></p>
        """
}

/// Asks for the code that was sent to the other contact, and leads on without it.
func otherCodeView(
    _ other: OtherChannel, _ ui: UI, _ form: FormState, isDemo: Bool
) -> HTML {
    let words = ui.words
    let next = form.value(PortalURL.next)
    let hours = ["hours": "\(AccountStore.resetHours)"]
    return """
        \(ui.notice(.info, text: words("account.code.sent", ["contact": other.contact])))\
        \(demoMail(ui, isDemo))\
        \(ui.form(PortalURL.passwordOther.filled(), form) { field in
            """
            \(field.hidden(PortalURL.next, next))\
            \(field.code("kode", words("account.code"), hint: words("account.code.hint")))\
            \(field.submit(words("account.code.submit")))
            """
        })\
        <p><a href="\(url: PortalURL.going(PortalURL.passwordFinish.filled(), next))">\
        \(words("account.reset.other.without", hours))</a></p>
        """
}

/// Where the letters of a demo are.
private func demoMail(_ ui: UI, _ isDemo: Bool) -> HTML {
    HTML.when(
        isDemo,
        ui.notice(
            .warning, title: ui.words("demo.notice"),
            """
            <p>\(ui.words("demo.notice.mail")) <a href="\(url: PortalURL.demoMail.filled())">\
            \(ui.words("demo.mail"))</a></p>
            """))
}

/// Asks for name and password, or for the new password.
func codeFinishView(
    _ way: CodeWay, _ flow: CodeFlowState, _ ui: UI, _ form: FormState
) -> HTML {
    let words = ui.words
    let hint = words("account.password.hint", ["count": "\(PasswordRules.shortest)"])
    return waitingNotice(flow, ui)
        + ui.form(way.finish.filled(), form) { field in
            """
            \(field.hidden(PortalURL.next, form.value(PortalURL.next)))\
            \(HTML.when(way == .registration, field.text(
            "nama", words("account.name"), hint: words("account.name.hint"),
            autocomplete: "name", max: PersonName.longest)))\
            \(field.password("sandi", words(way == .registration
            ? "account.password.choose" : "account.password.new"), hint: hint, isNew: true))\
            \(field.submit(words("account.\(way.rawValue).submit")))
            """
        }
}

/// Whoever has two contacts is told how long the new password waits.
private func waitingNotice(_ flow: CodeFlowState, _ ui: UI) -> HTML {
    HTML.with(flow.other) { other in
        let hours = other.isConfirmed ? AccountStore.resetHoursWithBoth : AccountStore.resetHours
        let key = "account.reset.waits.\(other.isConfirmed ? "both" : "one")"
        return ui.notice(.info, text: ui.words(key, ["hours": "\(hours)"]))
    }
}
