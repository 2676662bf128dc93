import Cases
import Contracts
import Kernel
import Web

/// How the exchange of reports with each partner stands, and what waits for a hand.
struct PartnersView {
    let facts: [PartnerFacts]
    let troubles: [PartnerTrouble]
    let misfits: [PartnerMisfit]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.partners"), lead: words("complaints.partners.lead"),
            crumbs: [Crumb(words("complaints.desk"), DeskURL.list.filled())],
            section: DeskURL.list.filled(), isWide: true,
            body: """
                \(facts.isEmpty
                    ? ui.empty(
                        words("complaints.partners.empty"),
                        words("complaints.partners.empty.text"))
                    : HTML.each(facts, card))\
                \(HTML.when(!facts.isEmpty || !troubles.isEmpty,
                    ui.section(words("complaints.partners.troubles"), table)))\
                \(HTML.when(!misfits.isEmpty,
                    ui.section(words("complaints.partners.misfits"), misfitTable)))
                """)
    }

    private func moment(_ instant: Instant?) -> String {
        instant.map { HumanText.dateTime($0, catalogue.profile.zone, ui.language) } ?? "–"
    }

    private func number(_ count: Int64) -> String { HumanText.number(count, ui.language) }

    private func card(_ one: PartnerFacts) -> HTML {
        let isConnected = one.partner.url != nil
        let topics = one.partner.topics.keys.sorted().map {
            catalogue.topicTitle($0).text(ui.language)
        }
        var lines: [(name: String, value: HTML)] = [
            (
                words("complaints.partners.unit"),
                "\(catalogue.unitName(one.partner.unit, ui.language))"
            ),
            (
                words("complaints.partners.topics"),
                "\(HumanText.list(topics, ui.language))"
            ),
            (words("complaints.partners.state"), standing(one, isConnected)),
        ]
        if isConnected {
            lines += [
                (words("complaints.partners.heard"), "\(moment(one.state.heardAt))"),
                (
                    words("complaints.partners.counts"),
                    "\(words("complaints.partners.counts.says", counts(one.counts)))"
                ),
            ]
        }
        let name = one.partner.name.text(ui.language)
        return ui.card(
            name,
            """
            \(ui.facts(lines))\(HTML.when(isConnected, ui.buttons(ui.action(
                words("complaints.partners.hurry", ["partner": name]),
                DeskURL.askPartner.filled(one.partner.code)))))
            """)
    }

    private func counts(_ counts: PartnerCounts) -> [String: String] {
        [
            "linked": number(counts.linked), "waiting": number(counts.waiting),
            "dead": number(counts.dead),
        ]
    }

    private func standing(_ one: PartnerFacts, _ isConnected: Bool) -> HTML {
        guard isConnected else { return ui.tag(words("complaints.partners.off")) }
        guard let fault = one.state.fault else {
            let key = one.state.askedAt == nil ? "new" : "on"
            return ui.tag(words("complaints.partners.\(key)"), .success)
        }
        return """
            \(ui.tag(words("complaints.partners.failing"), .danger)) \
            \(words("complaints.partners.fault", [
                "count": number(one.state.failures), "why": why(fault),
            ]))
            """
    }

    /// In words where we have some; a status as it is.
    private func why(_ fault: String) -> String {
        let known = [
            "unreachable", "timed-out", "too-large", "refused-address", "untrusted-tls",
            "unreadable", "no-secret", "not-connected", "no-word", "no-id", "token", "not-public",
        ]
        return known.contains(fault)
            ? words("complaints.partners.why.\(fault)")
            : words("complaints.partners.why.other", ["word": fault])
    }

    private var table: HTML {
        ui.table(
            caption: words("complaints.partners.troubles"),
            columns: [
                .init(words("complaints.partners.partner")),
                .init(words("complaints.column.number")),
                .init(words("complaints.partners.what")),
                .init(words("complaints.partners.fails")),
                .init(words("complaints.partners.since")), .init(words("complaints.partners.do")),
            ],
            rows: troubles.map { TableRow(cells($0)) },
            empty: "<p>\(words("complaints.partners.troubles.none"))</p>")
    }

    private func cells(_ trouble: PartnerTrouble) -> [HTML] {
        let name = catalogue.partners.partner(trouble.partner)?.name.text(ui.language)
        let what: String
        switch trouble.what {
        case .report: what = words("complaints.partners.what.report")
        case .news: what = words("complaints.partners.what.news")
        }
        return [
            "\(name ?? trouble.partner)",
            ui.link(trouble.number.text, DeskURL.deskCase.filled(trouble.number.text)),
            "\(what)", "\(trouble.outcome.map(why) ?? "–")", "\(moment(trouble.at))",
            trouble.isDead ? mends(trouble) : "\(words("complaints.partners.goes_on"))",
        ]
    }

    private var misfitTable: HTML {
        ui.table(
            caption: words("complaints.partners.misfits"),
            columns: [
                .init(words("complaints.partners.theirs")),
                .init(words("complaints.partners.wrong")),
                .init(words("complaints.partners.since")),
            ],
            rows: misfits.map {
                TableRow(["\($0.number)", "\($0.problems)", "\(moment($0.at))"])
            })
    }

    private func mends(_ trouble: PartnerTrouble) -> HTML {
        let address: String
        var values: [String: String] = [:]
        switch trouble.what {
        case .report(let id):
            address = DeskURL.mendPartner.filled(id.text)
            values["mitra"] = trouble.partner
        case .news(let id): address = DeskURL.mendPartner.filled(id.text)
        }
        func button(_ mend: PartnerMend, _ key: String) -> HTML {
            ui.action(
                words("complaints.partners.\(key)"), address,
                values: values.merging(["tindakan": mend.rawValue]) { own, _ in own })
        }
        return ui.buttons("\(button(.again, "again"))\(button(.away, "away"))")
    }
}
