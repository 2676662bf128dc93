import Cases
import Contracts
import Kernel
import Web

/// The desk of the data protection officer.
struct OfficeView {
    let model: OfficeModel
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("privacy.office"), lead: words("privacy.office.lead"),
            section: PrivacyURL.office.filled(), isWide: true,
            body: breaches + requests + RestrictionsView(model: model, ui: ui).html + erasures
                + runs)
    }

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, model.zone, ui.language)
    }

    private func count(_ number: Int64) -> HTML { "\(HumanText.number(number, ui.language))" }

    private var requests: HTML {
        ui.section(
            words("privacy.requests"),
            ui.table(
                caption: words("privacy.requests"),
                columns: [
                    .init(words("privacy.case.number")), .init(words("privacy.decided")),
                    .init(words("privacy.act")),
                ],
                rows: model.requests.map { request in
                    TableRow([
                        "<span class=\"code\">\(request.number.text)</span>",
                        "\(time(request.decidedAt))",
                        ui.link(
                            words("privacy.erase.look"),
                            PrivacyURL.erase.filled(request.number.text)),
                    ])
                }, empty: "<p>\(words("privacy.requests.none"))</p>"))
    }

    private var erasures: HTML {
        ui.section(
            words("privacy.erasures"),
            ui.table(
                caption: words("privacy.erasures"),
                columns: [
                    .init(words("privacy.case.number")), .init(words("privacy.at")),
                    .init(words("privacy.kind.account")),
                    .init(words("privacy.cases.gone"), isNumber: true),
                    .init(words("privacy.cases.kept"), isNumber: true),
                    .init(words("privacy.drafts.gone"), isNumber: true),
                ],
                rows: model.erasures.map { record in
                    TableRow([
                        "<span class=\"code\">\(record.number.text)</span>",
                        "\(time(record.at))",
                        "\(words(record.isWhole ? "privacy.goes" : "privacy.stays"))",
                        count(record.cases), count(record.kept), count(record.drafts),
                    ])
                }, empty: "<p>\(words("privacy.erasures.none"))</p>"))
    }

    private var runs: HTML {
        ui.section(
            words("privacy.runs"),
            "<p>\(words("privacy.runs.text"))</p>"
                + ui.table(
                    caption: words("privacy.runs"),
                    columns: [
                        .init(words("privacy.at")),
                        .init(words("privacy.cases.gone"), isNumber: true),
                        .init(words("privacy.drafts.gone"), isNumber: true),
                        .init(words("privacy.notices.gone"), isNumber: true),
                        .init(words("privacy.consents.gone"), isNumber: true),
                        .init(words("privacy.records.gone")),
                        .init(words("privacy.run.state")),
                    ],
                    rows: model.runs.map { run in
                        TableRow([
                            "\(time(run.at))", count(run.cases), count(run.drafts),
                            count(run.notices), count(run.consents),
                            "\(records(run))",
                            "\(words(run.isComplete ? "privacy.run.done" : "privacy.run.more"))",
                        ])
                    }, empty: "<p>\(words("privacy.runs.none"))</p>"))
    }

    /// Several counts in one cell: the table would be wider than the page.
    private func records(_ run: RetentionRun) -> String {
        words(
            "privacy.records.counts",
            [
                "looks": HumanText.number(run.looks, ui.language),
                "questions": HumanText.number(run.questions, ui.language),
                "reasons": HumanText.number(run.emergencies, ui.language),
                "mandates": HumanText.number(run.mandates, ui.language),
                "permits": HumanText.number(run.permits, ui.language),
                "programs": HumanText.number(run.programs, ui.language),
            ])
    }

    private var breaches: HTML {
        let view = BreachViews(zone: model.zone, now: model.now, ui: ui)
        let table = view.table(Array(model.breaches.prefix(10)))
        return ui.section(
            words("privacy.breaches"),
            """
            \(view.warning(model.breaches))\(table)\(ui.buttons(
                ui.linkButton(words("privacy.breach.new"), PrivacyURL.newBreach.filled()),
                ui.linkButton(
                    words("privacy.breaches.all"), PrivacyURL.breaches.filled(), .secondary)))
            """)
    }
}

/// What would go and what must stay, before it is done.
struct EraseView {
    let request: RightsRequest
    let plan: ErasurePlan
    let zone: Zone
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("privacy.erase"), lead: words("privacy.erase.lead"),
            caption: request.number.text,
            crumbs: [Crumb(words("privacy.office"), PrivacyURL.office.filled())],
            section: PrivacyURL.office.filled(), body: table + button)
    }

    private var table: HTML {
        ui.table(
            caption: words("privacy.erase"),
            columns: [
                .init(words("privacy.erase.kind")), .init(words("privacy.goes"), isNumber: true),
                .init(words("privacy.stays"), isNumber: true), .init(words("privacy.reason")),
            ],
            rows: plan.lines.map { line in
                TableRow([
                    "\(words("privacy.kind.\(line.kind.rawValue)"))", "\(line.going)",
                    "\(line.staying)", "\(reason(line))",
                ])
            })
    }

    private func reason(_ line: ErasurePlan.Line) -> String {
        guard let reason = line.reason else { return "–" }
        let text = words("privacy.reason.\(reason.rawValue)")
        guard let until = line.until else { return text }
        return text + " "
            + words("privacy.keep.until", ["day": HumanText.day(until, ui.language)])
    }

    private var button: HTML {
        let note = ui.notice(
            .warning,
            text: words(plan.isWhole ? "privacy.erase.whole" : "privacy.erase.running"))
        return """
            \(note)\(ui.action(
                words("privacy.erase.button"), PrivacyURL.erase.filled(request.number.text),
                .danger))
            """
    }
}
