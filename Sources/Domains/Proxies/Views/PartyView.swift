import Kernel
import People
import Web

/// Name and numbers of a business.
func businessView(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(ProxyURL.business.filled(), form) { field in
        """
        \(field.text("nama", words("proxies.business.name"),
            hint: words("proxies.business.name.hint"), autocomplete: "organization",
            max: PersonName.longest))\
        \(field.text("nib", words("proxies.business.nib"),
            hint: words("proxies.business.nib.hint"), autocomplete: "off", max: 30,
            width: .medium))\
        \(field.text("npwp", words("proxies.business.npwp"),
            hint: words("proxies.business.npwp.hint"), isRequired: false, autocomplete: "off",
            max: 30, width: .medium))\
        <p class="hint">\(words("proxies.business.effect"))</p>\
        \(field.submit(words("proxies.business.send")))
        """
    }
}

/// The data of a child, as they stand on the family card.
func childView(
    _ form: FormState, level: IdentityLevel, hasRegister: Bool, sample: ResidentClaim?,
    _ ui: UI
) -> HTML {
    let words = ui.words
    guard hasRegister else { return ui.notice(.info, text: words("proxies.child.none")) }
    guard level == .proven else {
        return ui.notice(
            .warning,
            """
            <p>\(words("proxies.child.level")) \
            \(ui.link(words("proxies.level.link"), ProxyURL.level))</p>
            """
        )
    }
    let example: HTML = HTML.with(sample) { child in
        ui.card(
            words("proxies.child.sample"),
            ui.facts([
                (words("proxies.child.nik"), .text(child.nik.text)),
                (words("proxies.child.kk"), .text(child.familyCard.text)),
                (words("proxies.child.name"), .text(child.name)),
                (words("proxies.child.born"), .text(HumanText.day(child.born, ui.language))),
            ]))
    }
    return example
        + ui.form(ProxyURL.child.filled(), form) { field in
            """
            \(field.nik("nik", words("proxies.child.nik"), hint: words("proxies.child.nik.hint")))\
            \(field.nik("kk", words("proxies.child.kk"), hint: words("proxies.child.kk.hint")))\
            \(field.text("nama", words("proxies.child.name"), autocomplete: "off",
            max: PersonName.longest))\
            \(field.date("lahir", words("proxies.child.born"), autocomplete: "off"))\
            <p class="hint">\(words("proxies.child.effect"))</p>\
            \(field.submit(words("proxies.child.send")))
            """
        }
}
