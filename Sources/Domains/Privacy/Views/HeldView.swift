import Cases
import Contracts
import Forms
import Kernel
import Web

/// What the city holds on whoever reads, kind by kind, each with its law, its reason and its time.
struct HeldView {
    let held: HeldData
    let refusal: Refusal?
    let ui: UI

    private var text: HeldText { HeldText(held: held, words: ui.words) }
    /// Longer lists are told by their count; the download has all.
    private static let shown = 20

    var page: Page {
        Page(
            ui.words("privacy.held"), lead: ui.words("privacy.held.lead"),
            section: PrivacyURL.held.filled(), body: body)
    }

    private var body: HTML {
        """
        \(ui.problems(refusal?.problems ?? []))\
        \(HTML.each(text.restricted) { ui.notice(.info, text: $0) })\
        \(taking)\(HTML.each(HeldKind.allCases) { section($0) })\(rights)
        """
    }

    private var taking: HTML {
        let address = PrivacyURL.download.filled()
        return ui.card(
            ui.words("privacy.take"),
            """
            <p>\(ui.words("privacy.take.text"))</p>\(ui.buttons(
                ui.action(
                    ui.words("privacy.take.pdf"), address, .primary, values: ["bentuk": "pdf"]),
                ui.action(
                    ui.words("privacy.take.json"), address, values: ["bentuk": "json"])))\
            <p class="hint">\(ui.words("privacy.take.files"))</p>
            """)
    }

    private func section(_ kind: HeldKind) -> HTML {
        let rule = held.rule(kind)
        return ui.section(
            ui.words("privacy.kind.\(kind.rawValue)"), id: kind.rawValue,
            """
            \(contents(kind))\(ui.facts([
                (ui.words("privacy.base"), .text(ui.words(rule.base))),
                (ui.words("privacy.why"), .text(ui.words(rule.why))),
                (ui.words("privacy.keep"), .text(ui.words.keeping(rule))),
            ]))
            """)
    }

    private func contents(_ kind: HeldKind) -> HTML {
        guard held.count(kind) > 0 else { return "<p>\(ui.words("privacy.none"))</p>" }
        switch kind {
        case .account:
            return ui.facts(text.account.map { ($0.0, .text($0.1)) })
                + "<p>\(ui.link(ui.words("privacy.account.change"), PrivacyURL.account))</p>"
        case .factors:
            return list(text.lines(kind))
                + "<p>\(ui.link(ui.words("privacy.factors.change"), PrivacyURL.safety))</p>"
        case .sessions, .notices, .consents, .questions, .emergencies, .mandates,
            .permits, .scans:
            return list(text.lines(kind))
        case .programs:
            return list(text.lines(kind))
                + "<p>\(ui.link(ui.words("privacy.programs.change"), PrivacyURL.programs))</p>"
        case .drafts: return drafts
        case .cases: return cases
        case .looks:
            let count = HumanText.number(held.looks, ui.language)
            return """
                <p>\(ui.words("privacy.looks.count", ["count": count])) \
                \(ui.link(ui.words("privacy.looks.link"), PrivacyURL.looks))</p>
                """
        }
    }

    private func list(_ lines: [String]) -> HTML {
        let items = HTML.each(lines.prefix(Self.shown)) { "<li>\($0)</li>" }
        let rest = lines.count - Self.shown
        let more = HTML.when(
            rest > 0,
            """
            <p class="hint">\(ui.words(
                "privacy.more", ["count": HumanText.number(rest, ui.language)]))</p>
            """)
        return "<ul class=\"held-list\">\(items)</ul>\(more)"
    }

    private var drafts: HTML {
        let items = HTML.each(held.drafts) { draft -> HTML in
            let title = held.title(draft.service, ui.language)
            let link = ui.link(title, PrivacyURL.draft(draft.id.text))
            return "<li>\(link), \(text.time(draft.updatedAt))</li>"
        }
        return "<ul class=\"held-list\">\(items)</ul>"
    }

    private var cases: HTML {
        ui.table(
            caption: ui.words("privacy.kind.cases"),
            columns: [
                .init(ui.words("privacy.case.number")), .init(ui.words("privacy.case.service")),
                .init(ui.words("privacy.case.holds")), .init(ui.words("privacy.keep")),
            ],
            rows: held.cases.map { holding in
                let record = holding.record
                let number = record.number.text
                let title = held.title(record.service, ui.language)
                return TableRow([
                    "<a class=\"code\" href=\"\(url: PrivacyURL.caseFile(number))\">\(number)</a>",
                    "\(title)",
                    holding.isErased
                        ? ui.tag(ui.words("privacy.erased")) : "\(text.holds(holding))",
                    "\(text.until(holding))",
                ])
            })
    }

    /// What else one may ask for; a case of its own, with a deadline.
    private var rights: HTML {
        guard let code = ServiceCode(RightsService.code), held.catalogue.services[code] != nil
        else {
            return HTML()
        }
        return ui.section(
            ui.words("privacy.rights"),
            """
            <p>\(ui.words("privacy.rights.text"))</p>\
            \(ui.linkButton(ui.words("privacy.rights.link"), PrivacyURL.service, .secondary))
            """)
    }
}
