import Kernel
import Signatures
import Web

/// What the signatures of a dropped file say, in words first and in detail below.
struct CheckedFileView {
    let report: DocumentReport
    let name: String
    let zone: Zone
    let ui: UI

    private var tone: Tone {
        switch report.verdict {
        case .valid: .success
        case .expired, .unproven, .unsigned, .unreadable, .notPDF: .warning
        case .altered, .untrusted, .revoked, .truncated: .danger
        }
    }

    var body: HTML {
        let text = report.problem.map { SignaturesWords.problem($0, ui.words, zone) } ?? name
        return """
            \(ui.notice(
                tone, title: SignaturesWords.verdict(report.verdict, ui.words), text: text))\
            \(HTML.each(report.signatures) { signature($0) })\
            <p class="hint">\(ui.words("public.verify.file.gone"))</p>
            """
    }

    private func signature(_ signature: SignatureReport) -> HTML {
        let details = SignaturesWords.details(signature, of: report, ui.words, zone)
        let facts = details.map { (name: $0.name, value: HTML.text($0.value)) }
        return """
            <h2>\(signature.field)</h2>\
            <p>\(SignaturesWords.verdict(signature.verdict, ui.words))</p>\(ui.facts(facts))
            """
    }
}

/// The form that takes a file.
func verifyFileForm(_ ui: UI, _ state: FormState = FormState()) -> HTML {
    let form = ui.form(PortalURL.verify.filled(), state, hasFiles: true) { form in
        form.file(
            "berkas", ui.words("public.verify.file.label"),
            hint: ui.words("public.verify.file.hint"), accept: "application/pdf,.pdf")
            + form.submit(ui.words("public.verify.file.submit"), .secondary)
    }
    return "<h2>\(ui.words("public.verify.file"))</h2>\(form)"
}

/// The way to the page that checks without a line.
func offlineLink(_ ui: UI) -> HTML {
    """
    <h2>\(ui.words("public.verify.offline"))</h2><p>\(ui.words("public.verify.offline.text"))</p>\
    <p>\(ui.link(ui.words("public.check.title"), PortalURL.check.filled()))</p>
    """
}
