import Contracts
import Forms
import Kernel
import Yams

/// Reads what a service allows beside its usual way.
struct TermsReader {
    let scope: ExpressionScope
    let form: FormDefinition
    let flow: Flow
    /// False when a step could not be read.
    let isWhole: Bool
    let presence: Presence
    let list: FindingList

    static let keys = [
        "silence", "extension", "pauses", "objection", "booking", "renewal", "permit",
        "intake", "report", "dismissals",
    ]

    func read(_ root: YAMLMapping, values: [ServiceValue]) -> ServiceTerms {
        var terms = ServiceTerms()
        terms.values = values
        terms.silenceGrants = root.optional("silence").map(silence) ?? false
        terms.prolongation = root.optional("extension")?.term()
        terms.pauses = pauses(root.optional("pauses"))
        terms.objection = root.optional("objection").flatMap(objection)
        terms.booking = root.optional("booking").flatMap(booking)
        terms.renewal = root.optional("renewal")?.bool() ?? false
        terms.permit = root.optional("permit").flatMap {
            PermitReader(form: form, hasLetter: root.has("letter"), isWhole: isWhole).read($0)
        }
        terms.intake = root.optional("intake").flatMap {
            IntakeReader(form: form, isWhole: isWhole).read($0)
        }
        terms.report = root.optional("report").flatMap {
            ReportReader(form: form, flow: flow, isWhole: isWhole).read($0)
        }
        terms.dismissals = dismissals(root.optional("dismissals"))
        if flow.deciding.contains(where: { $0.kind == .answer }) {
            for key in ["objection", "booking", "renewal", "permit", "intake"] {
                root.optional(key)?.slip(
                    "`\(key)` means nothing for a question, which decides nothing",
                    mend: "remove the key")
            }
        } else if isWhole {
            root.optional("dismissals")?.slip(
                "`dismissals` mean nothing where somebody decides: what is no matter is refused",
                mend: "remove the key")
        }
        return terms
    }

    private func silence(_ value: YAMLValue) -> Bool {
        guard let word = value.text() else { return false }
        guard word == "grants" else {
            value.error("`\(word)` is not what silence can mean", mend: "write `grants`")
            return false
        }
        if flow.deciding.contains(where: { $0.kind == .answer }) {
            value.error("a question cannot be granted by silence", mend: "remove `silence`")
        }
        return true
    }

    private func pauses(_ value: YAMLValue?) -> [PauseReason] {
        var seen: Set<String> = []
        let items = value?.someItems(
            "no reason to stop the clock is named", mend: "add one, or remove the key")
        return items?.compactMap { item in
            guard let entry = item.mapping(["id", "title", "law"]),
                let id = entry.required("id")?.identifier(),
                let title = entry.required("title")?.localized(),
                let law = entry.required("law")?.text()
            else { return nil }
            if !seen.insert(id).inserted {
                item.error("the reason `\(id)` is there twice", mend: "keep one of them")
            }
            return PauseReason(id: id, title: title, law: law)
        } ?? []
    }

    private func dismissals(_ value: YAMLValue?) -> [DismissalReason] {
        var seen: Set<String> = []
        let items = value?.someItems("no reason is named", mend: "add one, or remove the key")
        return items?.compactMap { item in
            guard let entry = item.mapping(["id", "title"]),
                let id = entry.required("id")?.identifier(),
                let title = entry.required("title")?.localized()
            else { return nil }
            if !seen.insert(id).inserted {
                item.error("the reason `\(id)` is there twice", mend: "keep one of them")
            }
            return DismissalReason(id: id, title: title)
        } ?? []
    }

    private func objection(_ value: YAMLValue) -> ObjectionRule? {
        guard let entry = value.mapping(["service", "within", "reopens"]) else { return nil }
        let service = entry.required("service")?.code(ServiceCode.self)
        let within = entry.required("within")?.term()
        let place = entry.required("reopens")
        guard let service, let within, let place, let step = place.text() else { return nil }
        guard let target = flow.step(step), target.kind != .handover else {
            // Of steps that could not be read nothing can be said.
            guard isWhole else { return nil }
            let others = flow.all.filter { $0.kind != .handover }.map(\.id)
            place.error(
                "there is no step `\(step)` to work on again",
                mend: Nearest.mend(step, among: others))
            return nil
        }
        if target.kind == .initials || target.kind == .decide {
            let draft = try? flow.draft(before: step).id
            place.slip(
                "at `\(step)` there is no letter to work on: the refusal is void by then",
                mend: draft.map { "name `\($0)` or a step before it" }
                    ?? "name the step that drafts the letter")
        }
        if flow.parallel(around: step) != nil || target.kind == .choose {
            place.error(
                "a case cannot be opened again inside `\(step)`",
                mend: "name a step that stands by itself")
        }
        return ObjectionRule(service: service, within: within, reopens: step)
    }

    private func booking(_ value: YAMLValue) -> BookingRule? {
        guard let entry = value.mapping(["place", "from", "to", "hours"]) else { return nil }
        let place = entry.required("place")
        let from = entry.required("from")?.expression(scope, .date)
        let to = entry.required("to")?.expression(scope, .date)
        let hours = entry.optional("hours").map { ($0, $0.items()) }
        guard let place, let field = place.text(), let from, let to else { return nil }
        let asked = form.field(field)
        switch asked?.kind {
        case .choice, .text, .region: break
        default:
            place.error(
                "`\(field)` does not name a place",
                mend: "name a field of kind `choice`, `text` or `region`")
            return nil
        }
        let known = presence.atSubmission
        if asked?.required == false || known.uncertain[field] != nil {
            place.slip(
                "the place may be unknown: `\(field)` is not always filled in",
                mend: "ask for it always")
        }
        entry.optional("from")?.checkPresence("the first day", from, known)
        entry.optional("to")?.checkPresence("the last day", to, known)
        guard let (mark, items) = hours else {
            return BookingRule(place: field, from: from, to: to)
        }
        guard items.count == 2, let first = items[0].expression(scope, .int),
            let last = items[1].expression(scope, .int)
        else {
            if items.count != 2 { mark.error("`hours` are two", mend: "write `[from, to]`") }
            return nil
        }
        items[0].checkPresence("the first hour", first, known)
        items[1].checkPresence("the last hour", last, known)
        return BookingRule(place: field, from: from, to: to, hours: (first, last))
    }
}
