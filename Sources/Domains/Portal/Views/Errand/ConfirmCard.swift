import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Web

/// Asks whether what the office answered is so: what was done, until when, and two forms.
struct ConfirmCard {
    /// The input with the reason why it is not.
    static let reason = "alasan_belum"

    let file: CaseFile
    /// What was sent and refused.
    let form: FormState
    let zone: Zone
    let ui: UI

    private var number: String { file.record.number.text }
    private var step: Step? { file.service.flow.step(file.record.step) }

    var html: HTML {
        guard let until = file.confirmUntil else { return gone }
        let day = HumanText.weekdayAndDay(Day(until, in: zone), ui.language)
        return ui.section(
            ui.words("portal.confirm.title"), id: "nilai",
            """
            \(ui.problems(form.problems.filter { $0.field == nil }))\(done)\
            <p>\(ui.words("portal.confirm.until", ["day": day]))</p>\
            \(ui.action(
                ui.words("portal.confirm.yes"), PortalURL.caseConfirm.filled(number), .primary))\
            \(refuting)
            """)
    }

    /// What the office wrote last, and its pictures.
    private var done: HTML {
        let at = file.acts.last { $0.type == ActKind.answered.rawValue }?.at
        let told = file.messages.last { message in
            !message.isInternal && message.author.position != nil && message.at == at
        }
        let items = file.service.terms.report?.after.map { resultFiles(of: file, $0, ui) } ?? []
        return """
            \(HTML.with(told) { message in
                "<blockquote><p>\(HTML.lines(message.text))</p></blockquote>"
            })\(items.isEmpty ? HTML() : ui.files(items))
            """
    }

    /// The second form, as often as the service lets it be sent.
    private var refuting: HTML {
        let times = step?.confirmation?.times ?? 0
        let said = file.acts.count { $0.type == ActKind.refuted.rawValue }
        guard said < times else {
            return "<p>\(ui.words("case.confirm.often", ["times": "\(times)"]))</p>"
        }
        let state = FormState(
            [Self.reason: form.value(Self.reason)],
            problems: form.problems.filter { $0.field != nil })
        let left = ui.words("portal.confirm.left", ["times": "\(times - said)"])
        let body = ui.form(
            PortalURL.caseRefute.filled(number), state, warnsUnsaved: true
        ) { view in
            """
            \(view.textarea(
                Self.reason, ui.words("portal.confirm.reason"),
                hint: ui.words("portal.confirm.reason.hint") + " " + left, rows: 4, max: 4_000))\
            \(view.submit(ui.words("portal.confirm.no.send"), .secondary))
            """
        }
        return ui.details(
            ui.words("portal.confirm.no"), body, isOpen: form.values[Self.reason] != nil)
    }

    /// Nobody asks any more; what was typed meanwhile can be copied.
    private var gone: HTML {
        guard !form.problems.isEmpty else { return HTML() }
        let typed = form.value(Self.reason)
        return ui.problems(form.problems)
            + HTML.when(
                !typed.isEmpty,
                """
                <p>\(ui.words("portal.confirm.typed"))</p>\
                <blockquote><p>\(HTML.lines(typed))</p></blockquote>
                """)
    }
}
