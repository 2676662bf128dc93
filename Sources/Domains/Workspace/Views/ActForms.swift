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
    let dismissal = task.kind == .verify ? dismissForm(desk, ui) : HTML()
    return form + correctionForm(desk, ui) + dismissal
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

/// The answer, with what its step asks for; or the end without work on it.
func answerForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let isConfirmed = desk.file.service.flow.steps.last?.kind == .confirm
    return ui.form(
        WorkspaceURL.answer.filled(desk.number), desk.form(.answer),
        hasFiles: desk.hasFileFields, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\
        \(desk.stepFields(.answer, field, ui))\
        \(PhraseView(use: .answer, desk: desk, ui: ui).html(
            field, WorkspaceURL.answer.filled(desk.number), anchor: "f-jawaban",
            send: words("workspace.answer.send")))\
        \(field.textarea(AnswerInput.name, words("workspace.answer"),
        hint: words(isConfirmed ? "workspace.answer.hint.confirm" : "workspace.answer.hint"),
        rows: 8, max: CaseLimits.message))\
        <div class="buttons">\(field.submit(words("workspace.answer.send")))\
        \(desk.saveButton(field, ui))</div>
        """
    } + dismissForm(desk, ui)
}

/// The end of what is no matter for this office, with a reason that the service knows.
func dismissForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let reasons = desk.file.service.terms.dismissals.map {
        FormView.Choice($0.id, $0.title.text(ui.language))
    }
    guard !reasons.isEmpty else { return HTML() }
    let form = ui.form(
        WorkspaceURL.dismiss.filled(desk.number), desk.form(.dismiss), warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.radios(
            DismissInput.reasonName, words("workspace.dismiss.reason"), reasons))\
        \(field.textarea(
            DismissInput.textName, words("workspace.dismiss.text"),
            hint: words("workspace.reason.read"), rows: 4, max: CaseLimits.message))\
        \(field.submit(words("workspace.dismiss.send"), .danger))
        """
    }
    return ui.details(words("workspace.dismiss"), form, isOpen: desk.isTried(.dismiss))
}
