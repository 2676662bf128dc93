import Cases
import Contracts
import Forms
import Kernel
import Web

/// Pages of the tray, to be filed in a case that was sent: where it asks for a document now, or
/// beside its answers.
struct TrayCaseView {
    let file: CaseFile
    /// The documents that it takes now, of the applicant or of this officer.
    let asked: [Field]
    let tray: [TrayPage]
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { file.record.number.text }

    func page(_ form: FormState) -> Page {
        Page(
            words("counter.scan.case.title"), lead: words("counter.scan.case.lead"),
            caption: "\(words(file.service.title)) · \(number)",
            crumbs: [
                Crumb(words("counter.title"), CounterURL.desk.filled()),
                Crumb(words("counter.scan"), CounterURL.scans.filled()),
            ], section: CounterURL.desk.filled(), isWide: true, body: body(form))
    }

    private func body(_ form: FormState) -> HTML {
        let back: HTML = """
            <p>\(ui.link(
                words("counter.case", ["number": number]), CounterURL.caseDesk.filled(number)))</p>
            """
        guard file.record.state != .closed else {
            return ui.notice(.info, text: words("counter.scan.closed")) + back
        }
        guard !tray.isEmpty else {
            return "<p class=\"hint\">\(words("counter.tray.none"))</p>" + back
        }
        // Before anything is ticked: the pages whose cover named this case.
        let covered = tray.filter { $0.cover?.draft == file.record.id }.map(\.id.text)
        let chosen = form.problems.isEmpty ? Set(covered) : Set(form.values(of: "halaman"))
        let view = ui.form(CounterURL.lateScans.filled(number), form) { field in
            """
            \(trayPages(tray, chosen: chosen, ui))\
            \(field.select("tujuan", words("counter.scan.where"), choices))\
            \(field.submit(words("counter.scan.case.file")))
            """
        }
        return view + back
    }

    private var choices: [FormView.Choice] {
        asked.map { FormView.Choice(TrayPlace.question($0.id).text, words($0.label)) } + [
            FormView.Choice(TrayPlace.late.text, words("counter.scan.case.late"))
        ]
    }
}
