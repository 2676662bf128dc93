import Kernel
import Web

func signInView(
    _ form: FormState, _ passkey: JSONValue?, _ providers: [ProviderLink], _ ui: UI,
    isDemo: Bool
) -> Page {
    var body = ui.form(WorkspaceURL.signIn.filled(), form) { field in
        """
        \(field.text("nip", ui.words("workspace.nip"), hint: ui.words("workspace.nip.hint"),
        autocomplete: "username", max: 40, width: .medium))\
        \(field.password("sandi", ui.words("workspace.password")))\
        \(field.hidden("lanjut", form.value("lanjut")))\
        \(field.submit(ui.words("workspace.signIn.send")))
        """
    }
    body += ui.otherDoors(passkey: passkey, providers, next: form.value(NextPath.field))
    if isDemo {
        body += ui.notice(
            .info, title: ui.words("workspace.signIn.demo"),
            """
            <p>\(ui.words("workspace.signIn.demo.text")) \
            \(ui.link(ui.words("workspace.signIn.demo.link"), "/demo"))</p>
            """
        )
    }
    body += """
        <p>\(ui.words("workspace.signIn.citizen")) \
        \(ui.link(ui.words("workspace.signIn.citizen.link"), "/masuk"))</p>
        """
    return Page(
        ui.words("workspace.signIn"), lead: ui.words("workspace.signIn.lead"),
        hasScript: passkey != nil, body: body)
}
