import Cases
import Kernel
import Web

/// What makes the reporting page an app of the phone: its description, and the worker that shows
/// it without a line.
struct AppPages: Sendable {
    let tools: ComplaintTools

    var routes: [Route] {
        [
            Route.get(ComplaintURL.manifest, output: .data) { (visit: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                let city = catalogue.profile.name
                let manifest: JSONValue = [
                    "name": .string(visit.words("complaints.app", ["city": city])),
                    "short_name": .string(city), "lang": .string(visit.language.rawValue),
                    "id": "/lapor", "start_url": "/lapor", "scope": "/", "display": "standalone",
                    "theme_color": "#0b5351", "background_color": "#fbf8f2",
                    "icons": [
                        [
                            "src": .string(ComplaintFiles.icon.address), "sizes": "any",
                            "type": "image/svg+xml", "purpose": "any",
                        ],
                        [
                            "src": .string(ComplaintFiles.icon.address), "sizes": "any",
                            "type": "image/svg+xml", "purpose": "maskable",
                        ],
                    ],
                ]
                return Reply.data(
                    manifest.canonical, type: "application/manifest+json; charset=utf-8"
                ).header("Cache-Control", "private, max-age=3600")
            },
            Route.get(ComplaintURL.worker, output: .data) { (_: VisitorContext) in
                Reply.data(ComplaintFiles.worker, type: "text/javascript; charset=utf-8")
                    .header("Cache-Control", "no-cache")
            },
        ]
    }
}
