import Kernel
import People
import Web

/// What can be done with an officer's account: another address, closing it, opening it again.
func accountSection(_ model: PersonModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let id = model.person.account.text
    guard model.person.isActive else {
        return ui.section(
            words("administration.account"), id: "akun",
            """
            <p>\(words("administration.account.closed.text"))</p>\
            \(ui.action(
                words("administration.account.reopen"),
                AdministrationURL.reopenAccount.filled(id)))
            """)
    }
    guard !model.isOwn else { return HTML() }
    let isMailing = form.values["surel"] != nil
    let isClosing = form.values["nomor_tutup"] != nil
    let mail = ui.form(AdministrationURL.email.filled(id), isMailing ? form : FormState()) {
        field in
        """
        <p class="hint">\(words("administration.email.change.hint"))</p>\
        \(field.email("surel", words("administration.email.new")))\
        \(field.submit(words("administration.email.change"), .secondary))
        """
    }
    let state = (isClosing ? form : FormState()).naming(["nomor": "nomor_tutup"])
    let close = ui.form(AdministrationURL.closeAccount.filled(id), state) { field in
        """
        <p class="hint">\(words("administration.account.close.hint"))</p>\
        \(decreeFields(field, "_tutup"))\
        \(field.submit(words("administration.account.close"), .danger))
        """
    }
    return ui.section(
        words("administration.account"), id: "akun",
        ui.details(words("administration.email.change"), mail, isOpen: isMailing)
            + ui.details(words("administration.account.close"), close, isOpen: isClosing))
}
