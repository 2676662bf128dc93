import Kernel
import People
import Web

/// The page about the interface: how to begin, the rules, and every call.
func referenceView(_ routes: [Route], _ curl: Curl, _ ui: UI) -> HTML {
    let words = ui.words
    let document = Paths.document.filled()
    let rules = ["refusal", "list", "once", "match", "wait", "person"].map {
        words("openapi.rule.\($0)")
    }
    let own = ui.link(words("openapi.start.own"), ProgramURL.programs.filled())
    var html = ui.section(
        words("openapi.start"),
        """
        <p>\(words("openapi.start.text"))</p><p>\(own)</p>\
        <p>\(words("openapi.start.send"))</p>\(HTML.each(curl.examples) { example in
            """
            <h3>\(words(example.key))</h3>\
            <pre class="api-example" tabindex="0"><code>\(example.call)</code></pre>
            """
        })
        """)
    html += ui.section(
        words("openapi.document"),
        "<p>\(words("openapi.document.text")) \(ui.link(document, document))</p>")
    html += ui.section(
        words("openapi.rules"), "<ul>\(HTML.each(rules) { "<li>\($0)</li>" })</ul>")
    html += ui.section(words("openapi.hooks"), "<p>\(words("openapi.hooks.text"))</p>")
    html += ui.section(
        words("openapi.calls"),
        HTML.each(Group.all) { group in
            let own = routes.filter { $0.operation?.group == group.name }
            return groupView(words(Group.key(group.name)), own, ui)
        })
    return html
}

private func groupView(_ title: String, _ routes: [Route], _ ui: UI) -> HTML {
    let words = ui.words
    return ui.heading(title, level: 3)
        + ui.table(
            caption: title,
            columns: [
                .init(words("openapi.column.call")), .init(words("openapi.column.use")),
                .init(words("openapi.column.scope")),
            ],
            rows: routes.compactMap { route in
                route.operation.map { operation in
                    TableRow([
                        """
                        <code class="api-call">\(route.method.rawValue) \
                        \(route.path.description)</code>
                        """,
                        HTML.text(words("openapi.call.\(operation.id)")), scope(route, ui),
                    ])
                }
            })
}

private func scope(_ route: Route, _ ui: UI) -> HTML {
    switch route.access {
    case .program(let scope?): "<code>\(scope.rawValue)</code>"
    case .program(nil): HTML.text(ui.words("openapi.anyToken"))
    default: HTML.text(ui.words("openapi.open"))
    }
}
