import Cases
import Contracts
import Kernel
import Web

/// The list of one's own permits.
struct OwnView {
    let cards: [OwnPermit]
    let catalogue: Catalogue
    let today: Day
    let refusal: Refusal?
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("permits.own"), lead: words("permits.own.lead"),
            section: PermitURL.own.filled(),
            body: """
                \(ui.problems(refusal?.problems ?? []))\
                \(cards.isEmpty ? none : HTML.each(cards, card))
                """)
    }

    private var none: HTML {
        ui.empty(
            words("permits.own.none"), words("permits.own.none.text"),
            ui.linkButton(words("permits.own.services"), "/layanan", .secondary))
    }

    private func card(_ own: OwnPermit) -> HTML {
        let permit = own.permit
        let until = permit.until.map { HumanText.day($0, ui.language) }
        let buttons = HTML.each(own.errands) { errand in
            ui.action(
                words("permits.errand.\(errand.rawValue)"),
                PermitURL.begin.filled(PermitNumber.slug(permit.number), errand.rawValue),
                errand == .renew && isDueSoon(permit) ? .primary : .secondary)
        }
        let body: HTML = """
            <p>\(stateTag(permit.state(on: today), ui)) \(dueTag(permit))</p>\
            \(ui.facts([
                (
                    words("permits.column.number"),
                    ui.link(permit.number, PermitURL.one(permit.number))
                ),
                (words("permits.column.place"), "\(permit.where(catalogue))"),
                (words("permits.column.until"), "\(until ?? words("permits.endless"))"),
            ]))\(contest(own))\(HTML.when(!own.errands.isEmpty, ui.buttons(buttons)))
            """
        return ui.card(catalogue.permitTitle(permit.kind).text(ui.language), body)
    }

    private func isDueSoon(_ permit: Permit) -> Bool {
        guard permit.state(on: today) == .inForce, let until = permit.until else { return false }
        let rule = catalogue.services[permit.kind]?.terms.permit
        return until.days(since: today) <= rule?.remind.max() ?? 30
    }

    private func dueTag(_ permit: Permit) -> HTML {
        guard isDueSoon(permit), let until = permit.until else { return HTML() }
        let left = HumanText.relativeDay(until, to: today, ui.language)
        return ui.tag(words("permits.own.ends", ["when": left]), .warning)
    }

    /// Where a measure is contested that no case of the house belongs to.
    private func contest(_ own: OwnPermit) -> HTML {
        let state = own.permit.state(on: today)
        guard state == .suspended || state == .revoked else { return HTML() }
        let key =
            own.errands.contains(.contest) ? "permits.own.contest" : "permits.own.contest.counter"
        return "<p>\(words(key))</p>"
    }
}
