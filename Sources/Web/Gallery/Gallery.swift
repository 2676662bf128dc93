import Kernel

/// `/gaya`: every component in every state. Open in demo mode; looked at by people, browser tests
/// and accessibility scans first. Its samples are in Indonesian only: it is a page for makers.
enum Gallery {
    static let route = Route.get("/gaya", Shown.self) { (visit: VisitorContext, input) in
        .page(page(visit.ui, FormState(Samples.typed), part: input.part))
    }.demoOnly()

    static let sent = Route.post("/gaya", Sent.self) { (_: VisitorContext, _: Sent) in
        Reply.redirect("/gaya").flash(.success, "web.gallery.sent")
    } refused: { visit, form, _ in
        .page(page(visit.ui, form, part: "formulir"))
    }.demoOnly()

    struct Shown: RouteInput {
        static let fields: [InputField] = [
            .query("bagian", max: 20), .query("urut", max: 20), .query("hal"), .query("q"),
        ]
        let part: String?
        init(_ fields: inout FieldReader) { part = fields.optionalText("bagian") }
    }

    struct Sent: RouteInput {
        static let fields: [InputField] = [
            .form("nama", max: 60), .form("nik"), .form("surel"), .form("setuju"),
            .file("lampiran", max: 200_000, types: ["application/pdf"]),
        ]
        init(_ fields: inout FieldReader) {
            _ = fields.text("nama")
            _ = fields.parsed("nik") { try NIK($0) }
            _ = fields.text("surel")
            if !fields.flag("setuju") { fields.refuse("setuju", "web.problem.required") }
        }
    }

    private static let parts:
        [(key: String, title: String, body: @Sendable (UI, FormState) -> HTML)] =
            [
                ("dasar", "Dasar", { ui, _ in GalleryBasics.view(ui) }),
                ("formulir", "Formulir", { ui, state in GalleryForms.view(ui, state) }),
                ("isian", "Isian berbagian", { ui, _ in GalleryQuestions.view(ui) }),
                ("daftar", "Daftar", { ui, _ in GalleryLists.view(ui) }),
                ("berkas", "Berkas", { ui, _ in GalleryCases.view(ui) }),
                ("grafik", "Grafik", { ui, _ in GalleryCharts.view(ui) }),
            ]

    static func page(_ ui: UI, _ state: FormState, part: String?) -> Page {
        let tabs: [(title: String, address: String, count: Int?)] =
            [("Semua", "/gaya", nil)]
            + parts.map { ($0.title, "/gaya?bagian=" + $0.key, nil) }
        let current = part.map { "/gaya?bagian=" + $0 } ?? "/gaya"
        var body = ui.tabs(ui.words("web.gallery.parts"), tabs, current: current)
        for item in parts where part == nil || part == item.key {
            body += "<h2 class=\"gallery-part\">\(item.title)</h2>" + item.body(ui, state)
        }
        return Page(
            ui.words("web.gallery"), lead: ui.words("web.gallery.lead"),
            crumbs: [Crumb(ui.words("web.gallery.start"), "/")], isWide: true, body: body)
    }
}
