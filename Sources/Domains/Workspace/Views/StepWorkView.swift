import Cases
import Contracts
import Forms
import Kernel
import People
import Web

// The fields of a step, with what was saved of them before the act.
extension CaseDesk {
    /// The act that takes what the officer's step asks for.
    var stepAct: DeskAct {
        switch task?.kind {
        case .check: .complete
        case .record: .record
        case .answer: .answer
        default: .opinion
        }
    }

    /// What was saved, as it was typed.
    var workForm: FormState {
        guard let work else { return FormState() }
        var form = SentFields.form(work.content.typed)
        for (name, text) in work.content.texts { form.values[name] = [text] }
        return form
    }

    /// An act was refused, but all that came with it is kept with the task.
    var hasKept: Bool {
        guard let tried, let work, tried.act == stepAct, !tried.isWorkNewer else { return false }
        return work.author == officer.account
    }

    /// The inputs of the step; nothing where the step asks for nothing.
    func stepFields(_ act: DeskAct, _ view: FormView, _ ui: UI) -> HTML {
        guard let task, step?.form != nil else { return HTML() }
        let questions = QuestionView(
            ui: ui, places: file.rules.catalogue.places, answers: file.answers.merging(file.found)
        ) { field, rule, form in
            FileFieldView(ui: ui, places: places(task), isMultiple: true)
                .html(field, rule, form, work?.files[field.id] ?? [])
        }
        return """
            \(saved(ui))\(view.hidden("simpanan", (work?.stamp ?? .none).text))\
            \(HTML.each(asked(form(act))) { questions.html($0, view) })
            """
    }

    /// Keeps what was typed so far with the task.
    func saveButton(_ view: FormView, _ ui: UI) -> HTML {
        guard step?.form != nil else { return HTML() }
        return view.submit(
            ui.words("workspace.work.save"), name: "aksi", value: "simpan",
            action: WorkspaceURL.work.filled(number))
    }

    private func places(_ task: TaskRecord) -> FilePlaces {
        FilePlaces(
            upload: WorkspaceURL.workUpload.filled(number, task.id.text), checks: checks,
            action: WorkspaceURL.work.filled(number),
            page: WorkspaceURL.file.filled(number),
            file: { WorkspaceURL.workFile.filled(number, task.id.text, $1.blob.text) },
            thumb: { WorkspaceURL.workThumb.filled(number, task.id.text, $1.blob.text) })
    }

    /// Who saved, when, and that nothing was sent; what it is when it is newer than this page.
    private func saved(_ ui: UI) -> HTML {
        guard let work else { return HTML() }
        let values = ["who": who(work.author, nil, ui), "when": time(work.savedAt, ui)]
        let note = ui.notice(.info, text: ui.words("workspace.work.by", values))
        guard tried?.isWorkNewer == true else { return note }
        return note
            + ui.details(ui.words("workspace.work.theirs"), savedContent(work, ui), isOpen: true)
    }

    private func savedContent(_ work: Work, _ ui: UI) -> HTML {
        let form = step?.form
        let answers = form.map { work.content.typed.read($0, group: nil).answers } ?? Answers()
        var facts: [(name: String, value: HTML)] = (form?.fields ?? []).compactMap { field in
            if let value = answers[field.id] {
                return (ui.words(field.label), answer(value, field, self, ui))
            }
            let typed = work.content.typed.all(field.id)
            return typed.isEmpty ? nil : (ui.words(field.label), HTML.lines(typed))
        }
        if let kind = task?.kind.rawValue, let verdict = work.content.texts["hasil"] {
            let end = verdict == "mendukung" ? "yes" : "no"
            facts.append(
                (
                    ui.words("workspace.opinion.\(kind)"),
                    "\(ui.words("workspace.opinion.\(kind).\(end)"))"
                ))
        }
        if let text = work.content.texts["pendapat"] {
            facts.append((ui.words("workspace.opinion.text"), HTML.lines(text)))
        }
        if let text = work.content.texts[AnswerInput.name] {
            facts.append((ui.words("workspace.answer"), HTML.lines(text)))
        }
        return ui.facts(facts)
    }
}
