import Kernel
import People
import Web

/// What somebody may do in one's name, and how long.
func attorneyView(
    _ form: FormState, _ services: ServiceChoice, level: IdentityLevel, _ ui: UI
) -> HTML {
    let words = ui.words
    guard level >= .matched else {
        return ui.notice(
            .warning,
            """
            <p>\(words("proxies.attorney.level")) \
            \(ui.link(words("proxies.level.link"), ProxyURL.level))</p>
            """
        )
    }
    return ui.form(ProxyURL.attorney.filled(), form) { field in
        """
        \(field.checkboxes("layanan", words("proxies.attorney.services"), services.choices(ui),
            hint: words("proxies.attorney.services.hint"), isRequired: true))\
        \(field.date("dari", words("proxies.from"), hint: words("proxies.from.hint"),
            isRequired: false))\
        \(field.date("sampai", words("proxies.until"), hint: words("proxies.until.hint")))\
        <p class="hint">\(words("proxies.attorney.effect"))</p>\
        \(field.submit(words("proxies.attorney.send")))
        """
    }
}

/// The form by which an owner invites somebody to a business.
func peopleView(
    _ own: MandateView, _ form: FormState, _ services: ServiceChoice, _ ui: UI
) -> HTML {
    let words = ui.words
    let address = ProxyURL.people.filled(own.mandate.id.text)
    return ui.form(address, form) { field in
        """
        \(field.radios("peran", words("proxies.people.role"), [
            .init("member", words("proxies.role.member"), hint: words("proxies.people.member")),
            .init("owner", words("proxies.role.owner"), hint: words("proxies.people.owner")),
        ]))\
        \(field.checkboxes("layanan", words("proxies.people.services"), services.choices(ui),
            hint: words("proxies.people.services.hint")))\
        \(field.date("sampai", words("proxies.until"), hint: words("proxies.people.until"),
            isRequired: false))\
        \(field.submit(words("proxies.people.send")))
        """
    }
}

/// The code of an offer: the only time that it can be seen.
func codeView(_ code: MandateCode, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.card(nil, "<p class=\"counter-code\"><strong>\(code.text)</strong></p>"))\
        <ol class="steps-plain"><li>\(words("proxies.code.step.1"))</li>\
        <li>\(words("proxies.code.step.2"))</li><li>\(words("proxies.code.step.3"))</li></ol>\
        <p>\(ui.linkButton(words("proxies.code.back"), ProxyURL.overview.filled()))</p>
        """
}
