import Documents
import Kernel
import People
import Web

/// Sets up an authenticator app, or (where `options` are given) a passkey in its place.
func enrolView(
    _ offer: TOTPOffer, _ options: JSONValue?, _ form: FormState, _ ui: UI, app: String
) -> HTML {
    let words = ui.words
    var body = HTML()
    if let options {
        body += ui.section(
            words("identity.enrol.passkey"),
            """
            <p>\(words("identity.enrol.passkey.text"))</p>\
            \(ui.newPasskeyForm(
                IdentityURL.enrolPasskey.filled(), options: options,
                button: words("identity.passkey.make")) { passkeyName($0, ui) })
            """)
    }
    let steps: HTML = """
        <ol class="steps-plain"><li>\(words("identity.enrol.app.install"))</li>\
        <li>\(words("identity.enrol.app.scan"))\(qr(offer, ui))\
        <p class="hint">\(words("identity.enrol.app.byHand"))</p>\
        <p><code class="secret">\(grouped(offer.secret))</code></p></li>\
        <li>\(words("identity.enrol.app.type"))</li></ol>\
        \(ui.form(app, form) { field in
            """
            \(field.code("kode", words("identity.code"), hint: words("identity.code.first")))\
            \(field.submit(words("identity.enrol.submit")))
            """
        })
        """
    // Alone on its page it needs no heading of its own.
    body += options == nil ? steps : ui.section(words("identity.enrol.app"), steps)
    return body
}

func passkeyName(_ field: FormView, _ ui: UI) -> HTML {
    field.text(
        "nama", ui.words("identity.passkey.name"), hint: ui.words("identity.passkey.name.hint"),
        isRequired: false, max: 60, width: .medium)
}

/// Shown once, behind setting up an app.
func spareCodesPage(_ codes: [String], _ ui: UI) -> Page {
    let words = ui.words
    return Page(
        words("identity.spare"), lead: words("identity.spare.lead"),
        body: """
            <ul class="spare-codes">\(HTML.each(codes) { "<li><code>\($0)</code></li>" })</ul>\
            <p>\(words("identity.spare.text"))</p>\
            \(ui.buttons(ui.linkButton(words("identity.spare.go"), IdentityURL.officerDesk)))
            """)
}

func safetyCrumb(_ ui: UI) -> Crumb {
    Crumb(ui.words("identity.safety"), IdentityURL.safety.filled())
}

/// An SVG of our QR library.
private func qr(_ offer: TOTPOffer, _ ui: UI) -> HTML {
    guard let code = QRCode(offer.address) else { return HTML() }
    return """
        <div class="qr-code">\(raw: code.svg(title: ui.words("identity.enrol.app.qr")))</div>
        """
}

/// In fours, as people read it aloud.
private func grouped(_ secret: String) -> String {
    let letters = Array(secret)
    return stride(from: 0, to: letters.count, by: 4).map {
        String(letters[$0..<min($0 + 4, letters.count)])
    }.joined(separator: " ")
}
