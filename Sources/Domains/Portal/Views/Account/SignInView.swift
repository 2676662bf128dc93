import Kernel
import Web

func signInView(
    _ ui: UI, _ form: FormState, _ passkey: JSONValue?, _ providers: [ProviderLink], isDemo: Bool
) -> HTML {
    let words = ui.words
    let next = form.value(PortalURL.next)
    let register = PortalURL.register(returningTo: next)
    return """
        \(HTML.when(isDemo, ui.notice(.warning, title: words("demo.notice"), """
            <p>\(words("demo.notice.signIn")) \
            <a href="\(url: PortalURL.demo.filled())">\(words("demo.title"))</a></p>
            """)))\
        \(ui.form(PortalURL.signIn.filled(), form) { field in
            """
            \(field.hidden(PortalURL.next, next))\
            \(field.text("kontak", words("account.contact"), hint: words("account.contact.hint"),
                autocomplete: "username", max: 254))\
            \(field.password("sandi", words("account.password")))\
            \(field.submit(words("account.signIn.submit")))
            """
        })\
        \(ui.otherDoors(passkey: passkey, providers, next: next))\
        <ul class="plain"><li><a href="\(url: register)">\(words("account.register.link"))</a></li>\
        <li><a href="\(url: PortalURL.password.filled())">\(words("account.reset.link"))</a></li>\
        <li><a href="/pemulihan">\(words("account.recovery.link"))</a></li>\
        <li><a href="/petugas/masuk">\(words("account.officers"))</a></li></ul>
        """
}
