import Cases
import Contracts
import Kernel
import Web

/// One permit as everybody may see it.
struct PermitView {
    let permit: Permit
    /// What was done about it and everybody may know.
    let events: [PermitEvent]
    let catalogue: Catalogue
    let now: Instant
    let ui: UI

    private var words: Wording { ui.words }
    private var today: Day { Day(now, in: catalogue.profile.zone) }
    private func day(_ day: Day) -> String { HumanText.day(day, ui.language) }

    var page: Page {
        Page(
            permit.number, caption: catalogue.permitTitle(permit.kind).text(ui.language),
            crumbs: [
                Crumb(words("permits.crumb.home"), "/"),
                Crumb(words("permits.register"), PermitURL.list.filled()),
            ], section: PermitURL.list.filled(),
            body: """
                \(standing)\(ui.section(words("permits.facts"), ui.facts(facts)))\
                \(ui.section(words("permits.history"), history))\(verification)\(ui.printButton)
                """)
    }

    /// The answer that a clerk at a bank looks for, in a sentence.
    var standing: HTML {
        let state = permit.state(on: today)
        return ui.notice(
            state.tone, title: words("permits.is.\(state.rawValue)"),
            text: words("permits.is.\(state.rawValue).text", said(state)))
    }

    private func said(_ state: PermitState) -> [String: String] {
        [
            "today": day(today), "until": permit.until.map(day) ?? words("permits.endless"),
            "since": permit.since(on: today).map(day) ?? day(permit.issued),
            "end": permit.term.suspendedUntil.map(day) ?? words("permits.lifted"),
            "successor": permit.successor ?? "",
        ]
    }

    private var facts: [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            (words("permits.column.number"), "<strong>\(permit.number)</strong>"),
            (
                words("permits.column.kind"),
                "\(catalogue.permitTitle(permit.kind).text(ui.language))"
            ),
            (
                words(permit.business == nil ? "permits.person" : "permits.business"),
                "\(permit.holder.isEmpty ? words("permits.holder.gone") : permit.holder)"
            ),
        ]
        if let object = permit.object {
            facts.append((words("permits.column.object"), "\(object)"))
        }
        if permit.place != nil || permit.region != nil {
            facts.append((words("permits.column.place"), "\(permit.where(catalogue))"))
        }
        facts.append((words("permits.column.issued"), "\(day(permit.issued))"))
        facts.append(
            (words("permits.column.until"), "\(permit.until.map(day) ?? words("permits.endless"))"))
        if let number = permit.successor {
            facts.append((words("permits.column.successor"), link(number)))
        }
        if let number = permit.predecessor {
            facts.append((words("permits.predecessor"), link(number)))
        }
        if permit.source == .imported {
            facts.append((words("permits.source"), "\(words("permits.source.import"))"))
        }
        return facts
    }

    private func link(_ number: String) -> HTML { ui.link(number, PermitURL.one(number)) }

    private var history: HTML {
        var lines: [TimelineEntry] = [
            TimelineEntry(words("permits.event.issued"), when: day(permit.issued))
        ]
        for event in events {
            let from =
                event.from.map(day)
                ?? HumanText.day(
                    Day(event.askedAt, in: catalogue.profile.zone), ui.language)
            let law = event.law.map { words("permits.event.law", ["law": $0]) }
            let until = event.until.map { words("permits.event.until", ["day": day($0)]) }
            lines.append(
                TimelineEntry(
                    words("permits.event.\(event.kind.rawValue)"), when: from,
                    body: "\([until, law].compactMap(\.self).joined(separator: " "))"))
        }
        return ui.timeline(lines.reversed())
    }

    private var verification: HTML {
        guard let code = permit.code else { return HTML() }
        return """
            <p>\(ui.link(
                words("permits.verify"), PermitURL.verification.filled(code)))</p>
            """
    }
}
