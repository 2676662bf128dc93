import Cases
import Contracts
import Kernel
import Web

/// How the connection to each national system stands, and what waits for a hand.
struct SystemsView {
    let facts: [SystemFacts]
    let reports: [Report]
    let misfits: [Misfit]
    let zone: Zone
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("permits.systems"), lead: words("permits.systems.lead"),
            crumbs: [Crumb(words("permits.desk"), PermitURL.desk.filled())],
            section: PermitURL.desk.filled(), isWide: true,
            body: """
                \(facts.isEmpty
                    ? ui.empty(words("permits.systems.empty"), words("permits.systems.empty.text"))
                    : HTML.each(facts, card))\
                \(HTML.when(!facts.isEmpty, """
                    \(ui.section(words("permits.systems.reports"), reportTable))\
                    \(ui.section(words("permits.systems.misfits"), misfitTable))
                    """))
                """)
    }

    private func moment(_ instant: Instant?) -> String {
        instant.map { HumanText.dateTime($0, zone, ui.language) } ?? "–"
    }

    private func number(_ count: Int64) -> String { HumanText.number(count, ui.language) }

    private func card(_ system: SystemFacts) -> HTML {
        let isPulled = system.rule?.pull?.url != nil
        let isTold = system.rule?.report?.url != nil
        var lines: [(name: String, value: HTML)] = [
            (words("permits.systems.service"), "\(system.service.title.text(ui.language))"),
            (words("permits.systems.state"), standing(system, isPulled)),
        ]
        if isPulled {
            lines += [
                (words("permits.systems.heard"), "\(moment(system.state.heardAt))"),
                (words("permits.systems.next"), "\(moment(system.state.nextAt))"),
            ]
        }
        lines.append((words("permits.systems.count"), "\(number(system.state.taken))"))
        lines.append(
            (
                words("permits.systems.told"),
                isTold
                    ? "\(words("permits.systems.told.counts", counts(system.counts)))"
                    : "\(words("permits.systems.told.off"))"
            ))
        return ui.card(
            system.code.uppercased(),
            """
            \(ui.facts(lines))\(HTML.when(isPulled, ui.buttons(ui.action(
                words("permits.systems.hurry", ["system": system.code.uppercased()]),
                PermitURL.hurry.filled(system.code)))))
            """)
    }

    private func counts(_ counts: ReportCounts) -> [String: String] {
        [
            "done": number(counts.done), "waiting": number(counts.waiting),
            "dead": number(counts.dead),
        ]
    }

    private func standing(_ system: SystemFacts, _ isPulled: Bool) -> HTML {
        guard isPulled else { return ui.tag(words("permits.systems.off")) }
        guard let fault = system.state.fault else {
            let key = system.state.askedAt == nil ? "permits.systems.new" : "permits.systems.on"
            return ui.tag(words(key), .success)
        }
        return """
            \(ui.tag(words("permits.systems.failing"), .danger)) \
            \(words("permits.systems.fault", [
                "count": number(system.state.failures), "why": why(fault),
            ]))
            """
    }

    /// In words where we have some; a status as it is.
    private func why(_ fault: String) -> String {
        let known = [
            "unreachable", "timed-out", "too-large", "refused-address", "no-json", "no-list",
            "no-secret", "not-connected", "no-word", "erased", "untrusted-tls",
        ]
        return known.contains(fault)
            ? words("permits.systems.why.\(fault)")
            : words("permits.systems.why.other", ["word": fault])
    }

    private var reportTable: HTML {
        ui.table(
            caption: words("permits.systems.reports"),
            columns: [
                .init(words("permits.systems.system")), .init(words("permits.systems.case")),
                .init(words("permits.systems.says")), .init(words("permits.systems.fails")),
                .init(words("permits.systems.since")), .init(words("permits.visits.act")),
            ],
            rows: reports.map { report in
                TableRow([
                    "\(report.system.uppercased())",
                    ui.link(
                        TrackingCode.spelled(report.number),
                        PermitURL.deskCase.filled(TrackingCode.spelled(report.number))),
                    "\(words("permits.systems.says.\(report.state)"))",
                    "\(report.outcome.map(why) ?? "–")", "\(moment(report.at))",
                    report.status == .dead
                        ? mends(PermitURL.report.filled(report.id.text), "report")
                        : "\(words("permits.systems.goes_on"))",
                ])
            }, empty: "<p>\(words("permits.systems.reports.none"))</p>")
    }

    private var misfitTable: HTML {
        ui.table(
            caption: words("permits.systems.misfits"),
            columns: [
                .init(words("permits.systems.system")), .init(words("permits.systems.wrong")),
                .init(words("permits.systems.since")), .init(words("permits.visits.act")),
            ],
            rows: misfits.map { misfit in
                TableRow([
                    "\(misfit.system.uppercased())",
                    HTML.each(misfit.problems) { "<div>\($0)</div>" }, "\(moment(misfit.at))",
                    mends(PermitURL.misfit.filled(misfit.id.text), "misfit"),
                ])
            }, empty: "<p>\(words("permits.systems.misfits.none"))</p>")
    }

    private func mends(_ address: String, _ what: String) -> HTML {
        ui.buttons(
            """
            \(ui.action(
                words("permits.systems.\(what).again"), address,
                values: ["tindakan": SystemMend.again.rawValue]))\
            \(ui.action(
                words("permits.systems.\(what).away"), address,
                values: ["tindakan": SystemMend.away.rawValue]))
            """)
    }
}

extension TrackingCode {
    /// As people read it; the symbols where they are no code.
    fileprivate static func spelled(_ symbols: String) -> String {
        (try? TrackingCode(symbols))?.text ?? symbols
    }
}
