import Cases
import Forms
import Kernel
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
            service.isQuestion ? "portal.promise.answer" : "portal.promise.start",
            ["term": term(service, ui)])
    }

    static func fee(_ service: Service, _ ui: UI) -> String {
        switch service.fee {
        case .free: ui.words("portal.fee.free")
        case .charged(let rule): ui.words(rule.summary)
        }
    }
}
