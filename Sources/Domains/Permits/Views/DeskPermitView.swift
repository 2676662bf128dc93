import Cases
import Contracts
import Kernel
import People
import Web

/// One permit on the desk of those who keep the register.
struct DeskPermitView {
    let record: PermitFile
    let form: FormState
    let officer: Officer
    let catalogue: Catalogue
    let now: Instant
    let ui: UI

    private var words: Wording { ui.words }
    private var permit: Permit { record.permit }
    private var zone: Zone { catalogue.profile.zone }
    private var today: Day { Day(now, in: zone) }
    private func day(_ day: Day) -> String { HumanText.day(day, ui.language) }

    var page: Page {
        let open = record.events.first { $0.state == .open }
        return Page(
            permit.number, caption: catalogue.permitTitle(permit.kind).text(ui.language),
            crumbs: [Crumb(words("permits.desk"), PermitURL.desk.filled())],
            section: PermitURL.desk.filled(),
            body: """
                \(PermitView(
                    permit: permit, events: [], catalogue: catalogue, now: now, ui: ui).standing)\
                \(ui.problems(form.problems.filter { $0.field == nil }))\
                \(HTML.with(open, decision))\(ui.section(words("permits.facts"), ui.facts(facts)))\
                \(ui.section(words("permits.history"), history))\(visits)\
                \(HTML.when(open == nil, proposals))
                """)
    }

    private var facts: [(name: String, value: HTML)] {
        let holder = record.holder
        let gone = words("permits.holder.gone")
        var facts: [(name: String, value: HTML)] = [
            (words("permits.business"), "\(permit.business ?? "–")"),
            (words("permits.holder.name"), "\(holder.map { $0.name ?? "–" } ?? gone)"),
            (words("permits.holder.nik"), "\(holder?.nik ?? "–")"),
            (words("permits.holder.nib"), "\(holder?.nib ?? "–")"),
            (words("permits.column.object"), "\(permit.object ?? "–")"),
            (words("permits.column.place"), "\(permit.where(catalogue))"),
            (words("permits.column.issued"), "\(day(permit.issued))"),
            (words("permits.column.until"), "\(permit.until.map(day) ?? words("permits.endless"))"),
            (
                words("permits.public"),
                ui.link(
                    words("permits.public.open"), PermitURL.one(permit.number))
            ),
        ]
        if let number = record.caseNumber {
            facts.append(
                (
                    words("permits.case"),
                    ui.link(number.text, PermitURL.deskCase.filled(number.text))
                ))
        }
        return facts
    }

    private var history: HTML {
        var lines = [TimelineEntry(words("permits.event.issued"), when: day(permit.issued))]
        for event in record.events where event.state != .open {
            let at = HumanText.dateTime(event.decidedAt ?? event.askedAt, zone, ui.language)
            let who = event.decidedBy.flatMap { record.names.accounts[$0] }
            let key = event.state == .refused ? "permits.event.refused" : "permits.event"
            let title =
                event.state == .refused
                ? words(key, ["measure": words("permits.event.\(event.kind.rawValue)")])
                : words("permits.event.\(event.kind.rawValue)")
            lines.append(TimelineEntry(title, when: at, who: who, body: said(event)))
        }
        return ui.timeline(lines.reversed())
    }

    private func said(_ event: PermitEvent) -> HTML {
        let asker = event.askedBy.flatMap { record.names.accounts[$0] }
        let lines: [String?] = [
            event.from.map { words("permits.event.from", ["day": day($0)]) },
            event.until.map { words("permits.event.until", ["day": day($0)]) },
            event.law.map { words("permits.event.law", ["law": $0]) },
            event.reason.map { words("permits.event.reason", ["reason": $0]) },
            asker.map { words("permits.event.asked", ["name": $0]) },
            event.answer.map { words("permits.event.answer", ["reason": $0]) },
        ]
        return HTML.lines(lines.compactMap(\.self).joined(separator: "\n"))
    }

    /// What waits: for another officer the two buttons, for whoever proposed it a word.
    private func decision(_ event: PermitEvent) -> HTML {
        let title = words("permits.decision.\(event.kind.rawValue)")
        guard !officer.isBehind(event.askedBy, from: event.askedFrom) else {
            return ui.card(
                title, said(event) + "<p class=\"hint\">\(words("permits.decision.others"))</p>")
        }
        let address = PermitURL.decide.filled(PermitNumber.slug(permit.number))
        let state = form.values["putusan"] == nil ? FormState() : form
        let buttons = ui.form(address, state) { field in
            """
            \(field.hidden("usul", event.id.text))\
            \(field.textarea("alasan", words("permits.decision.answer"),
                hint: words("permits.decision.answer.hint"), isRequired: false, rows: 2,
                max: 1_000))\
            \(ui.buttons(
                field.submit(
                    words("permits.decision.yes"), name: "putusan", value: "setuju", .primary),
                field.submit(words("permits.decision.no"), name: "putusan", value: "tolak")))
            """
        }
        return ui.card(title, said(event) + buttons)
    }

    /// Field visits: those that were, the one under way, and beginning one.
    private var visits: HTML {
        guard let rule = catalogue.visits(of: permit.kind) else { return HTML() }
        let past = record.visits.map { number in
            "<li>\(ui.link(number.text, PermitURL.deskCase.filled(number.text)))</li>" as HTML
        }
        let list = HTML.when(!past.isEmpty, "<ul>\(past)</ul>")
        let next = (permit.visited ?? permit.issued).adding(days: rule.days(permit.risk))
        let facts = ui.facts([
            (words("permits.visits.last"), "\(permit.lastVisit(ui))"),
            (words("permits.visits.due"), "\(day(next))"),
            (words("permits.visits.why"), "\(permit.whyVisited(catalogue, ui))"),
        ])
        if let running = record.running {
            let link = ui.link(
                words("permits.visit.running", ["number": running.text]),
                PermitURL.deskCase.filled(running.text))
            return ui.section(words("permits.visits.here"), facts + list + "<p>\(link)</p>")
        }
        let address = PermitURL.visit.filled(PermitNumber.slug(permit.number))
        let begin = ui.form(address) { field in
            """
            \(field.select("sebab", words("permits.visit.why"), VisitReason.allCases.map {
                .init($0.rawValue, words("permits.visit.why.\($0.rawValue)"))
            }))\(field.submit(words("permits.visit.begin"), .secondary))
            """
        }
        return ui.section(words("permits.visits.here"), facts + list + begin)
    }

    private var proposals: HTML {
        let state = permit.state(on: today)
        let measures = PermitMeasure.allCases.filter { $0.fits(state) }
        guard !measures.isEmpty else { return HTML() }
        let address = PermitURL.propose.filled(PermitNumber.slug(permit.number))
        return ui.section(
            words("permits.propose"),
            "<p>\(words("permits.propose.lead"))</p>"
                + ui.form(address, form, warnsUnsaved: true) { field in
                    """
                    \(field.radios("tindakan", words("permits.propose.measure"),
                        measures.map { .init($0.rawValue, words("permits.measure.\($0.rawValue)"),
                            hint: words("permits.measure.\($0.rawValue).hint")) }))\
                    \(HTML.when(measures.contains(.suspend),
                        field.date("mulai", words("permits.propose.from"),
                            hint: words("permits.propose.from.hint"), isRequired: false)
                        + field.date("sampai", words("permits.propose.until"),
                            hint: words("permits.propose.until.hint"), isRequired: false)))\
                    \(field.text("dasar", words("permits.propose.law"),
                        hint: words("permits.propose.law.hint"), max: 300))\
                    \(field.textarea("alasan", words("permits.propose.reason"),
                        hint: words("permits.propose.reason.hint"), max: 2_000))\
                    \(field.submit(words("permits.propose.send")))
                    """
                })
    }
}
