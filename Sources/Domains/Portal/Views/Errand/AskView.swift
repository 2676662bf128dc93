import Cases
import Contracts
import Kernel
import Web

/// One question about one service.
enum AskView {
    static func page(
        _ asked: Service, _ by: Service, key: String, _ state: FormState, _ ui: UI
    ) -> Page {
        let code = asked.code.text
        let form = ui.form(PortalURL.ask.filled(code), state, warnsUnsaved: true) { form in
            """
            \(form.hidden("kunci", key))\
            \(form.textarea(
                "pertanyaan", ui.words("portal.ask.question"), hint: ui.words("portal.ask.hint"),
                rows: 6, max: 4_000))\
            \(form.submit(ui.words("portal.ask.send")))
            """
        }
        return Page(
            ui.words("portal.ask.title"),
            lead: ui.words("portal.ask.lead", ["term": DraftViews.term(by, ui)]),
            caption: ui.words(asked.title),
            crumbs: [
                Crumb(ui.words("portal.nav.services"), PortalURL.services.filled()),
                Crumb(ui.words(asked.title), PortalURL.service.filled(code)),
            ], section: PortalURL.services.filled(), body: form)
    }
}
