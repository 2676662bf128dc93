import Cases
import Kernel
import Web

/// Why a report ends without work on it, and to whom it was forwarded.
struct DismissView {
    let record: CaseRecord
    let report: Report
    let reasons: [DismissalReason]
    let owners: [OtherOwner]
    /// Whether the reader would verify or answer it.
    let mayDo: Bool
    let form: FormState
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { report.number.text }

    var page: Page {
        Page(
            words("complaints.dismiss"), lead: words("complaints.dismiss.lead"),
            caption: "\(number) · \(catalogue.topicTitle(report.topic).text(ui.language))",
            crumbs: [
                Crumb(words("complaints.desk"), DeskURL.list.filled()),
                Crumb(number, DeskURL.deskCase.filled(number)),
            ],
            section: DeskURL.list.filled(),
            body: mayDo ? fields : ui.notice(.info, text: words("complaints.dismiss.others")))
    }

    private var fields: HTML {
        var state = form
        if state.values["tanggal"] == nil { state.values["tanggal"] = [today.iso] }
        return ui.form(DeskURL.dismiss.filled(number), state, warnsUnsaved: true) { field in
            """
            \(field.hidden("revisi", "\(record.revision)"))\
            \(field.radios(
                "sebab", words("complaints.dismiss.reason"),
                reasons.map { .init($0.id, $0.title.text(ui.language)) }))\
            \(forward(field))\
            \(field.textarea(
                "teks", words("complaints.dismiss.text"),
                hint: words("complaints.dismiss.text.hint"), max: CaseLimits.message))\
            \(field.submit(words("complaints.dismiss.go"), .danger))
            """
        }
    }

    private func forward(_ field: FormView) -> HTML {
        guard !owners.isEmpty else { return HTML() }
        return field.group(
            words("complaints.forward"), hint: words("complaints.forward.hint"),
            """
            \(field.radios(
                "pemilik", words("complaints.forward.to"),
                owners.map { .init($0.id, $0.name.text(ui.language), hint: $0.contact) },
                isRequired: false))\
            \(field.select(
                "cara", words("complaints.forward.how"),
                ReportForward.Way.allCases.map {
                    .init($0.rawValue, words("complaints.forward.way.\($0.rawValue)"))
                }, isRequired: false))\
            \(field.date("tanggal", words("complaints.forward.when"), isRequired: false))
            """)
    }
}

/// To whom a report was forwarded, for everybody.
func forwardView(_ forward: ReportForward, _ ui: UI) -> HTML {
    let values = [
        "owner": forward.name.text(ui.language), "day": HumanText.day(forward.day, ui.language),
        "way": ui.words("complaints.forward.by.\(forward.way.rawValue)"),
    ]
    return ui.notice(
        .info, title: ui.words("complaints.forwarded", values),
        text: ui.words("complaints.forwarded.contact", ["contact": forward.contact]))
}
