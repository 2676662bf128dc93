import Cases
import Forms
import Kernel
import Web

/// The list of one's drafts and cases.
struct MyCasesView {
    let ui: UI

    func page(_ errands: [Errand]) -> Page {
        Page(
            ui.words("portal.nav.cases"), lead: ui.words("portal.cases.lead"),
            section: PortalURL.cases.filled(), body: body(errands) + claim)
    }

    /// What was sent at a counter comes here by the code of its receipt.
    private var claim: HTML {
        let link = ui.link(ui.words("portal.cases.claim.link"), PortalURL.claim.filled())
        return "<p>\(ui.words("portal.cases.claim")) \(link)</p>"
    }

    private func body(_ errands: [Errand]) -> HTML {
        guard !errands.isEmpty else {
            return ui.empty(
                ui.words("portal.cases.empty"), ui.words("portal.cases.empty.text"),
                ui.linkButton(ui.words("portal.cases.empty.action"), PortalURL.services.filled()))
        }
        return HTML.each(Errand.Place.allCases) { place in
            let here = errands.filter { $0.place == place }
            return HTML.when(
                !here.isEmpty,
                ui.section(
                    title(place), "<ul class=\"errands\">\(HTML.each(here, item))</ul>"))
        }
    }

    private func title(_ place: Errand.Place) -> String {
        switch place {
        case .toDo: ui.words("portal.cases.toDo")
        case .running: ui.words("portal.cases.running")
        case .done: ui.words("portal.cases.done")
        }
    }

    private func item(_ errand: Errand) -> HTML {
        switch errand.kind {
        case .draft(let draft):
            let time = HumanText.dateTime(draft.updatedAt, errand.zone, ui.language)
            return card(
                errand, address: PortalURL.draft.filled(draft.id.text),
                tag: ui.tag(ui.words("portal.cases.draft"), .info),
                text: ui.words("portal.draft.savedAt", ["time": time]), number: nil,
                action: ui.words("portal.cases.continue"))
        case .running(let record, let step, let unit):
            return card(
                errand, address: PortalURL.caseFile.filled(record.number.text),
                tag: CaseWords.tag(record, step, hasLetter: errand.hasLetter, ui),
                text: text(record, step, unit, errand),
                number: record.number.text, action: action(record, step, errand))
        }
    }

    private func card(
        _ errand: Errand, address: String, tag: HTML, text: String, number: String?,
        action: String?
    ) -> HTML {
        """
        <li class="errand"><p class="errand-head">\
        <a class="errand-title" href="\(url: address)">\(ui.words(errand.service))</a> \(tag)</p>\
        <p>\(text)</p>\
        \(HTML.with(number) { number in
            """
            <p class="hint">\(ui.words("portal.number")) <span class="code">\(number)</span></p>
            """
        })\
        \(HTML.with(action) { "<p>\(ui.linkButton($0, address, .secondary))</p>" })</li>
        """
    }

    private func text(
        _ record: CaseRecord, _ step: Step?, _ unit: LocalizedText, _ errand: Errand
    ) -> String {
        let day = { (instant: Instant) in
            HumanText.day(Day(instant, in: errand.zone), ui.language)
        }
        switch record.state {
        case .waiting: return ui.words("portal.now.waiting\((record.wait ?? .correction).key)")
        case .closed:
            return ui.words(
                "portal.cases.closedAt", ["day": day(record.closedAt ?? record.stepSince)])
        case .open where step?.kind == .handover:
            return ui.words(
                errand.hasLetter ? "portal.cases.ready" : "portal.cases.collect",
                ["day": day(record.stepSince)])
        case .open:
            return ui.words(
                "portal.cases.at",
                [
                    "step": step.map { ui.words($0.title) } ?? "", "unit": ui.words(unit),
                    "day": day(record.stepSince),
                ])
        }
    }

    private func action(_ record: CaseRecord, _ step: Step?, _ errand: Errand) -> String? {
        switch record.state {
        case .waiting:
            switch record.wait ?? .correction {
            case .correction: ui.words("portal.correct.open")
            case .payment: ui.words("portal.bill.open")
            case .confirmation: ui.words("portal.confirm.open")
            case .pause, .merge: nil
            }
        case .open:
            step?.kind == .handover && errand.hasLetter ? ui.words("portal.letter.fetch") : nil
        case .closed: nil
        }
    }
}

/// States in words.
enum CaseWords {
    static func tag(
        _ record: CaseRecord, _ step: Step?, hasLetter: Bool, _ ui: UI
    ) -> HTML {
        switch (record.state, record.outcome) {
        case (.open, _) where step?.kind == .handover:
            ui.tag(
                ui.words(hasLetter ? "portal.state.ready" : "portal.state.collect"), .success)
        case (.waiting, _) where record.wait == .pause: ui.tag(ui.words("state.paused"))
        case (.waiting, _) where record.wait == .merge: ui.tag(ui.words("state.merged"))
        case (.waiting, _): ui.tag(ui.words("state.waiting"), .warning)
        case (.open, _): ui.tag(ui.words("state.open"), .info)
        case (.closed, let outcome?): ui.tag(ui.words("outcome.\(outcome.rawValue)"), tone(outcome))
        case (.closed, nil): ui.tag(ui.words("state.closed"))
        }
    }

    static func tone(_ outcome: Outcome) -> Tone {
        switch outcome {
        case .granted, .answered: .success
        case .refused: .danger
        case .withdrawn, .lapsed: .neutral
        }
    }
}
