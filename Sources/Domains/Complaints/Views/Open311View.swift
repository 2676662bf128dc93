import Kernel
import Open311
import Web

/// What Open311 is here, for people who make programs.
struct Open311View {
    let services: [GeoService]
    let origin: String
    let contact: String
    let ui: UI

    private var words: Wording { ui.words }
    private var base: String { origin + Open311Endpoint.real.base.filled() }

    var page: Page {
        Page(
            words("complaints.open311.title"), lead: words("complaints.open311.lead"),
            crumbs: [Crumb(words("complaints.list"), ComplaintURL.list.filled())],
            isWide: true, isIndexed: true, body: body)
    }

    private var body: HTML {
        """
        \(ui.facts([
            (words("complaints.open311.endpoint"), code(base)),
            (
                words("complaints.open311.trial.endpoint"),
                code(origin + Open311Endpoint.trial.base.filled())
            ),
            (words("complaints.open311.discovery"), documents),
        ]))\
        \(ui.section(words("complaints.open311.calls"), calls))\
        \(ui.section(
            words("complaints.open311.keys"), id: Open311URL.keys,
            "<p>\(words("complaints.open311.keys.text", ["contact": contact]))</p>"))\
        \(ui.section(words("complaints.open311.rules"), rules))\
        \(ui.section(words("complaints.open311.example"), example))\
        \(ui.section(words("complaints.open311.services"), list))
        """
    }

    private func code(_ text: String) -> HTML { "<code>\(text)</code>" }

    private var documents: HTML {
        let links = Open311URL.discovery.all.map { format, path in
            ui.link("discovery.\(format.rawValue)", path.filled())
        }
        return HTML.each(links) { "\($0) " }
    }

    private static let calls = [
        ("GET services.{xml,json}", "services"), ("GET services/{code}.{xml,json}", "service"),
        ("GET requests.{xml,json}", "requests"), ("GET requests/{id}.{xml,json}", "request"),
        ("POST requests.{xml,json}", "post"), ("GET tokens/{id}.{xml,json}", "token"),
        ("GET servicerequestupdates.{xml,json}", "updates"),
        ("POST servicerequestupdates.{xml,json}", "update"),
    ]

    private var calls: HTML {
        ui.table(
            caption: words("complaints.open311.calls"),
            columns: [
                TableColumn(words("complaints.open311.call")),
                TableColumn(words("complaints.open311.use")),
            ],
            rows: Self.calls.map { call, word in
                TableRow([code(call), "\(words("complaints.open311.call.\(word)"))"])
            })
    }

    private var rules: HTML {
        let rules = ["window", "order", "once", "place", "media", "private", "errors"].map {
            words("complaints.open311.rule.\($0)")
        }
        return "<ul>\(HTML.each(rules) { "<li>\($0)</li>" })</ul>"
    }

    private var example: HTML {
        let topic = services.first?.code ?? "jalan"
        let lines = [
            "curl \(base)/requests.json \\",
            "  -d api_key=pdp_… -d service_code=\(topic) \\",
            "  -d lat=-6.5971 -d long=106.8060 \\",
            "  --data-urlencode 'description=Lubang di depan pasar'",
        ]
        return """
            <pre tabindex="0"><code>\(lines.joined(separator: "\n"))</code></pre>
            """
    }

    private var list: HTML {
        ui.table(
            caption: words("complaints.open311.services"),
            columns: [
                TableColumn("service_code"), TableColumn(words("complaints.topic")),
                TableColumn("group"),
            ],
            rows: services.map { service in
                TableRow([code(service.code), "\(service.name)", "\(service.group ?? "")"])
            }, empty: "<p>\(words("complaints.closed"))</p>")
    }
}
