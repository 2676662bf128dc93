import Kernel

/// `/gaya`: every component in every state. Open in demo mode; looked at by people, browser tests
/// and accessibility scans first.
enum Gallery {
    static let route = Route.get("/gaya") { (visit: VisitorContext) in
        .page(page(visit.ui, FormState()))
    }.demoOnly()

    static let sent = Route.post("/gaya", Sent.self) { (_: VisitorContext, _: Sent) in
        Reply.redirect("/gaya").flash(.success, "web.gallery.sent")
    } refused: { visit, form, _ in
        .page(page(visit.ui, form))
    }.demoOnly()

    struct Sent: RouteInput {
        static let fields: [InputField] = [.form("nama", max: 60)]
        init(_ fields: inout FieldReader) { _ = fields.text("nama") }
    }

    static func page(_ ui: UI, _ state: FormState) -> Page {
        Page(
            ui.words("web.gallery"), body: ui.form("/gaya", state) { form in
                form.text("nama", ui.words("web.gallery.name")) + form.submit(ui.words("web.send"))
            })
    }
}
