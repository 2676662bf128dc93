import Kernel
import People

/// The frame of every page.
struct Layout: Sendable {
    let shell: Shell
    let visit: VisitorContext
    let flash: Flash?

    init(_ shell: Shell, _ visit: VisitorContext, _ flash: Flash?) {
        self.shell = shell
        self.visit = visit
        self.flash = flash
    }

    private var words: Wording { visit.ui.words }
    private var city: String { shell.settings.cityName.text(visit.language) }

    func render(_ page: Page) -> HTML {
        var html = HTML(reserving: page.body.bytes.count + 6_000)
        html.write(head(page))
        html.write(header(page))
        html.write(
            """
            <main id="isi" class="main\(page.isWide ? " main-wide" : "")" tabindex="-1"\
            \(attribute: "data-live", page.liveAddress)>
            """)
        html.write(crumbs(page))
        if let flash { html.write(visit.ui.flash(flash.tone, words(flash.key, flash.values))) }
        if !page.hidesTitle { html.write(title(page)) }
        html.write(page.body)
        html.write("</main>")
        html.write(footer(page))
        html.write("</body></html>\n")
        return html
    }

    private func head(_ page: Page) -> HTML {
        let indexing: HTML = page.isIndexed ? "" : "<meta name=\"robots\" content=\"noindex\">"
        let more: HTML =
            page.hasScript
            ? "<script src=\"\(shell.assets.more.address)\" defer></script>" : ""
        return """
            <!DOCTYPE html><html lang="\(visit.language.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark">\
            <meta name="theme-color" content="#0b5351">\(indexing)\
            <link rel="stylesheet" href="\(shell.assets.style.address)">\
            <link rel="icon" type="image/svg+xml" href="\(shell.assets.icon.address)">\
            \(HTML.with(page.feed) { """
                <link rel="alternate" type="application/atom+xml" href="\(url: $0)">
                """ })\(HTML.with(page.manifest) {
                    "<link rel=\"manifest\" href=\"\(url: $0)\">"
                })\
            <script src="\(shell.assets.script.address)" defer></script>\(more)\
            <title>\(page.title) – \(city)</title></head><body>
            """
    }

    private func title(_ page: Page) -> HTML {
        """
        <div class="page-head">\(HTML.with(page.caption) { "<p class=\"caption\">\($0)</p>" })\
        <h1>\(page.title)</h1>\(HTML.with(page.lead) { "<p class=\"lead\">\($0)</p>" })</div>
        """
    }

    private func crumbs(_ page: Page) -> HTML {
        guard !page.crumbs.isEmpty else { return HTML() }
        return """
            <nav class="crumbs" aria-label="\(words("web.crumbs"))"><ol>\
            \(HTML.each(page.crumbs) { "<li><a href=\"\(url: $0.address)\">\($0.title)</a></li>" })\
            </ol></nav>
            """
    }

    private func header(_ page: Page) -> HTML {
        """
        <a class="skip" href="#isi">\(words("web.skip"))</a>\
        <header class="site"><div class="site-row">\
        <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>\
        <span class="brand-name">\(city)</span>\
        <span class="brand-sub">\(words("web.brand"))</span></a>\
        <div class="site-tools">\(languages)\(account)</div></div>\(navigation(page))\(acting)</header>
        """
    }

    /// On every page, so that nobody sends something in a name that was forgotten.
    private var acting: HTML {
        guard case .citizen(let citizen) = visit.person, let acting = citizen.acting else {
            return HTML()
        }
        return """
            <p class="acting">\(words("web.acting", ["name": acting.name])) \
            <a href="/wakil">\(words("web.acting.change"))</a></p>
            """
    }

    private var languages: HTML {
        let links = HTML.each(Language.allCases) { language -> HTML in
            let name = language == .id ? "Indonesia" : "English"
            let short = language.rawValue.uppercased()
            guard language != visit.language else {
                return """
                    <span class="lang-on" aria-current="true"><span aria-hidden="true">\(short)\
                    </span><span class="hidden">\(name)</span></span>
                    """
            }
            let link = visit.ui.target(setting: LanguageChoice.parameter, to: language.rawValue)
            return """
                <a href="\(url: link)" lang="\(language.rawValue)" hreflang="\(language.rawValue)">\
                <span aria-hidden="true">\(short)</span><span class="hidden">\(name)</span></a>
                """
        }
        return "<nav class=\"langs\" aria-label=\"\(words("web.languages"))\">\(links)</nav>"
    }

    private var account: HTML {
        guard let person = visit.person else {
            return """
                <a class="button button-quiet button-small" \
                href="\(url: shell.settings.signInPath)">\(words("web.signIn"))</a>
                """
        }
        return """
            <span class="who">\(person.name)</span>\
            <form class="inline" method="post" action="\(url: shell.settings.signOutPath)">\
            \(visit.ui.tokenField)<button class="button button-quiet button-small" type="submit">\
            \(words("web.signOut"))</button></form>
            """
    }

    private func navigation(_ page: Page) -> HTML {
        let place: NavItem.Place =
            switch visit.person {
            case nil: .visitor
            case .citizen: .citizen
            case .officer: .officer
            }
        let items = items(place)
        guard !items.isEmpty else { return HTML() }
        return """
            <nav class="site-nav" aria-label="\(words("web.navigation"))"><ul>\
            \(HTML.each(items) { item in
                let current = item.address == page.section ? "page" : nil
                return """
                    <li><a href="\(url: item.address)"\(attribute: "aria-current", current)>\
                    \(words(item.key))\(badge(item))</a></li>
                    """
            })</ul></nav>
            """
    }

    private func badge(_ item: NavItem) -> HTML {
        guard let count = visit.badges[item.address], count > 0 else { return HTML() }
        return " \(visit.ui.badge(count, label: words("web.nav.new")))"
    }

    private func items(_ place: NavItem.Place) -> [NavItem] {
        shell.settings.navigation.filter { $0.place == place && isOpen($0) }.sorted {
            ($0.order, $0.address) < ($1.order, $1.address)
        }
    }

    private func isOpen(_ item: NavItem) -> Bool {
        guard let permission = item.permission else { return true }
        return Access.officer(permission).admits(visit.person)
    }

    private func footer(_ page: Page) -> HTML {
        let demo: HTML =
            shell.settings.isDemo
            ? """
            <p class="demo-note"><strong>\(words("web.demo"))</strong> \(words("web.demo.text"))</p>
            """
            : ""
        let links = HTML.each(items(.footer)) {
            "<li><a href=\"\(url: $0.address)\">\(words($0.key))</a></li>"
        }
        let list: HTML = links.isEmpty ? "" : "<ul class=\"footer-links\">\(links)</ul>"
        return """
            <footer class="site-foot"><div class="foot-roof" aria-hidden="true"></div>\
            <div class="foot-row">\(demo)\(list)\
            <p class="foot-name">\(words("web.footer", ["city": city]))</p></div></footer>
            """
    }
}
