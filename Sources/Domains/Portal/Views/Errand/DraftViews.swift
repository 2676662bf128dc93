import Cases
import Forms
import Kernel
import People
import Web

/// Parts that several pages of a draft show.
enum DraftViews {
    /// Where one is in the form. Every group that is asked can be gone to at any time.
    static func progress(_ open: OpenDraft, current: String?, _ ui: UI) -> HTML {
        var steps = open.groups.map { group in
            let isDone = open.draft.sections[group.id] != nil && open.problems(group.id).isEmpty
            return ProgressStep(
                ui.words(group.title), group.id == current ? .current : isDone ? .done : .next,
                address: PortalURL.draftGroup.filled(open.id, group.id))
        }
        steps.append(
            ProgressStep(
                ui.words("portal.review.title"), current == nil ? .current : .next,
                address: PortalURL.draftReview.filled(open.id)))
        return ui.progress(ui.words("portal.draft.steps"), steps)
    }

    /// What the service asks to know of whoever applies, while that is not known: nothing stops
    /// them from filling in, and nothing is lost.
    static func level(_ open: OpenDraft, of citizen: ErrandContext) -> HTML {
        let ui = citizen.ui
        let needed = open.service.identityLevel
        guard citizen.citizen.level.rawValue < needed else { return HTML() }
        // Of somebody who is represented it is the party that has to be proven.
        if citizen.acting != nil, citizen.person.level.rawValue >= needed {
            return ui.notice(
                .info, title: ui.words("portal.level.title"),
                """
                <p>\(ui.words("portal.level.party"))</p><p>\(ui.linkButton(
                    ui.words("portal.level.party.go"), "/wakil", .secondary))</p>
                """)
        }
        let here = PortalURL.draft.filled(open.id)
        return ui.notice(
            .info, title: ui.words("portal.level.title"),
            """
            <p>\(ui.words("portal.level.\(needed)"))</p><p>\(ui.linkButton(
                ui.words("portal.level.go"), PortalURL.going(PortalURL.level.filled(), here),
                .secondary))</p>
            """)
    }

    /// Whoever does not get on here brings the draft to a counter; an own one, for there the person
    /// stands.
    static func bring(_ open: OpenDraft, of citizen: ErrandContext) -> HTML {
        guard citizen.acting == nil else { return HTML() }
        let address = PortalURL.draft.filled(open.id) + "/loket"
        return "<p>\(citizen.ui.link(citizen.ui.words("portal.draft.bring"), address))</p>"
    }

    /// When the places are taken, so that nobody plans in vain.
    static func taken(_ open: OpenDraft, _ rule: BookingRule, _ ui: UI) -> HTML {
        guard let field = open.form.field(rule.place) else { return HTML() }
        guard !open.taken.isEmpty else {
            return ui.notice(.neutral, text: ui.words("portal.taken.none"))
        }
        let writer = AnswerText(catalogue: open.catalogue)
        let items = HTML.each(open.taken) { booking -> HTML in
            let place = writer.text(.text(booking.place), of: field, ui.language)
            let days = [booking.from, booking.to].map { HumanText.day($0, ui.language) }
            let hours =
                booking.fromHour == 0 && booking.toHour == 24
                ? "" : ", \(booking.fromHour).00–\(booking.toHour).00"
            let when = days[0] == days[1] ? days[0] : "\(days[0]) – \(days[1])"
            return "<li>\(place): \(when)\(hours)</li>"
        }
        return ui.details(ui.words("portal.taken"), "<ul>\(items)</ul>", isOpen: true)
    }

    /// The service was published anew: what that changes for whoever has begun.
    static func changes(_ diff: FormDiff, _ ui: UI) -> HTML {
        let parts: [(String, [Field])] = [
            ("portal.draft.new", diff.added), ("portal.draft.gone", diff.removed),
            ("portal.draft.other", diff.changed), ("portal.draft.needed", diff.required),
            ("portal.draft.optional", diff.optional),
        ]
        var lists = parts.map { ($0, $1.map { ui.words($0.label) }) }
        lists.append(("portal.draft.pages", diff.pages.map { ui.words($0.title) }))
        var lines = lists.filter { !$1.isEmpty }.map { ($0, HumanText.list($1, ui.language)) }
        lines += diff.rules.map { ("portal.draft.rule", ui.words($0.message)) }
        let items = HTML.each(lines) { key, text in "<li>\(ui.words(key)): \(text)</li>" }
        return ui.notice(
            .info, title: ui.words("portal.draft.outdated"),
            diff.isEmpty ? "<p>\(ui.words("portal.draft.same"))</p>" : "<ul>\(items)</ul>")
    }

    /// `3 hari kerja`
    static func term(_ service: Service, _ ui: UI) -> String {
        switch service.promise {
        case .days(let days): HumanText.workingDays(days, ui.language)
        case .hours(let hours): ui.words("portal.hours", ["count": "\(hours)"])
        }
    }

    /// The promise of the service in a sentence.
    static func promise(_ service: Service, _ ui: UI) -> String {
        ui.words(
            service.isQuestion && service.terms.report == nil
                ? "portal.promise.answer" : "portal.promise.start",
            ["term": term(service, ui)])
    }

    static func fee(_ service: Service, _ ui: UI) -> String {
        switch service.fee {
        case .free: ui.words("portal.fee.free")
        case .charged(let rule): ui.words(rule.summary)
        }
    }
}
