import Cases
import Forms
import Kernel
import Web

/// Complete, or back to the applicant.
func checkForms(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let days = desk.file.service.promise.text(ui.language)
    let hint =
        desk.record.clock.startedAt == nil ? "workspace.complete.hint" : "workspace.complete.again"
    return ui.form(
        WorkspaceURL.complete.filled(desk.number), desk.form(.complete),
        hasFiles: desk.hasFileFields
    ) { field in
        """
        \(field.seen(desk))\(field.enter(ui.words("workspace.complete")))\
        \(desk.stepFields(.complete, field, ui))\
        <p class="hint">\(ui.words(hint, ["days": days]))</p>\
        <div class="buttons">\(field.submit(ui.words("workspace.complete")))\
        \(desk.saveButton(field, ui))</div>
        """
    } + correctionForm(desk, ui)
}

/// Favourable or not, with what was found.
func opinionForms(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let kind = task.kind.rawValue
    let form = ui.form(
        WorkspaceURL.opinion.filled(desk.number), desk.form(.opinion),
        hasFiles: desk.hasFileFields, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.enter(words("workspace.opinion.send.\(kind)")))\
        \(desk.stepFields(.opinion, field, ui))\
        \(field.radios("hasil", words("workspace.opinion.\(kind)"), [
            .init("mendukung", words("workspace.opinion.\(kind).yes")),
            .init("keberatan", words("workspace.opinion.\(kind).no"),
        hint: words("workspace.opinion.no.hint")),
        ]))\
        \(PhraseView(use: .opinion, desk: desk, ui: ui).html(
            field, WorkspaceURL.opinion.filled(desk.number), anchor: "f-pendapat"))\
        \(field.textarea("pendapat", words("workspace.opinion.text"),
        hint: words("workspace.opinion.\(kind).hint"), isRequired: false,
        max: CaseLimits.message))\
        <div class="buttons">\(field.submit(words("workspace.opinion.send.\(kind)")))\
        \(desk.saveButton(field, ui))</div>
        """
    }
    return form + correctionForm(desk, ui)
}

func handOverForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    // A document of a national system has no letter here.
    let hasLetter = desk.file.letter?.issuedAt != nil
    let address = WorkspaceURL.letterPDF.filled(desk.number)
    let link: HTML =
        hasLetter ? "<p>\(ui.link(ui.words("workspace.letter.open"), address))</p>" : HTML()
    return ui.form(WorkspaceURL.handOver.filled(desk.number), desk.form(.handOver)) { field in
        """
        \(field.seen(desk))\(link)<p class="hint">\(ui.words(
            hasLetter ? "workspace.handOver.hint" : "workspace.handOver.hint.document"))</p>\
        <p>\(ui.link(
            ui.words("workspace.handOver.sign"), "/meja/loket/serah/" + desk.number))</p>\
        \(field.submit(ui.words("workspace.handOver")))
        """
    }
}

func answerForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    ui.form(
        WorkspaceURL.answer.filled(desk.number), desk.form(.answer), warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(PhraseView(use: .answer, desk: desk, ui: ui).html(
            field, WorkspaceURL.answer.filled(desk.number), anchor: "f-jawaban",
            send: ui.words("workspace.answer.send")))\
        \(field.textarea("jawaban", ui.words("workspace.answer"),
        hint: ui.words("workspace.answer.hint"), rows: 8, max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.answer.send")))
        """
    }
}
