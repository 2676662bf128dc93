import Cases
import Forms
import Kernel
import People
import Web

/// Everything that was answered, before it is sent.
struct ReviewView {
    let open: OpenDraft
    let citizen: ErrandContext

    private var ui: UI { citizen.ui }

    func page(_ state: FormState) -> Page {
        Page(
            ui.words("portal.review.title"), lead: ui.words("portal.review.lead"),
            caption: ui.words(open.service.title),
            crumbs: [Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled())],
            section: PortalURL.cases.filled(), body: body(state))
    }

    private func body(_ state: FormState) -> HTML {
        let problems = open.problems()
        let groups = HTML.each(open.groups) { group in
            ui.section(ui.words(group.title), ui.review(answers(group)))
        }
        return """
            \(DraftViews.progress(open, current: nil, ui))\(missing(problems))\(groups)\
            \(ui.section(ui.words("portal.review.after"), after))\
            \(DraftViews.level(open, of: citizen))\
            \(problems.isEmpty && isKnown ? sending(state) : HTML())\
            \(DraftViews.bring(open, of: citizen))\
            <p>\(ui.link(
                ui.words("portal.draft.delete"), PortalURL.draftDelete.filled(open.id)))</p>
            """
    }

    private var isKnown: Bool {
        citizen.citizen.level.rawValue >= open.service.identityLevel
    }

    private func missing(_ problems: [FieldProblem]) -> HTML {
        guard !problems.isEmpty else { return HTML() }
        let items = HTML.each(problems) { problem -> HTML in
            let label = open.form.field(problem.field).map { ui.words($0.label) } ?? ""
            let text = "\(FieldStates.short(label)): \(FieldStates.text(problem, ui.words))"
            return "<li>\(ui.link(text, address(problem)))</li>"
        }
        return """
            <div class="summary-errors" role="alert" tabindex="-1" data-focus>\
            <h2>\(ui.words("portal.review.missing"))</h2><ul>\(items)</ul></div>
            """
    }

    /// The input that is to be mended.
    private func address(_ problem: FieldProblem) -> String {
        guard let field = open.form.field(problem.field) else {
            return PortalURL.draft.filled(open.id)
        }
        return address(field, problem.part)
    }

    private func address(_ field: Field, _ part: String? = nil) -> String {
        guard let group = open.form.group(asking: field.id) else {
            return PortalURL.draft.filled(open.id)
        }
        let input = [field.id, part ?? field.kind.firstPart].compactMap(\.self)
        return PortalURL.draftGroup.filled(open.id, group.id) + "#"
            + SentFields.anchor(input.joined(separator: "."))
    }

    private func answers(
        _ group: FieldGroup
    ) -> [(name: String, value: HTML, change: String?)] {
        let view = AnswerView(ui, places: open.catalogue.places) { open.catalogue.region($0)?.name }
        let answers = open.form.relevant(open.draft.answers, now: open.today)
        let typed = open.draft.typed(group.id)
        return group.fields.map { field in
            let value: HTML
            if case .file = field.kind {
                let files = answers.files(field.id)
                value = files.isEmpty ? nothing : list(files, field.id)
            } else if let answer = answers[field.id] {
                value = view.html(answer, of: field)
            } else {
                let text = typed.all(field.id)
                value = text.isEmpty ? nothing : .lines(text)
            }
            return (ui.words(field.label), value, field.kind.isAnswered ? address(field) : nil)
        }
    }

    private func list(_ files: [FileAnswer], _ field: String) -> HTML {
        let view = FileFieldView(ui: ui, places: open.places)
        return """
            <ul class="upload-list">\(HTML.each(files) { file in
                """
                <li>\(view.thumb(field, file))<span class="upload-name">\
                \(ui.link(file.name, open.places.file(field, file))) \
                <span class="file-note">\(FileFieldView.note(file, ui.language))</span>\
                \(view.state(file))</span></li>
                """
            })</ul>
            """
    }

    private var nothing: HTML { "<span class=\"hint\">\(ui.words("portal.answer.none"))</span>" }

    private var after: HTML {
        ui.facts([
            (ui.words("portal.fee"), .text(DraftViews.fee(open.service, ui))),
            (ui.words("portal.promise"), .text(DraftViews.promise(open.service, ui))),
            (
                ui.words("portal.review.correct"),
                .text(
                    ui.words(
                        "portal.review.correct.text",
                        ["days": HumanText.count(open.service.correction.days, .day, ui.language)]))
            ),
        ])
    }

    private func sending(_ state: FormState) -> HTML {
        var state = state
        state.problems = state.problems.map {
            $0.field == "pernyataan"
                ? $0 : Refusal.Problem($0.key, field: nil, values: $0.values)
        }
        return ui.form(PortalURL.draftSend.filled(open.id), state) { form in
            """
            \(form.checkbox("pernyataan", ui.words("portal.review.declare")))\
            <div class="buttons">\(form.submit(ui.words("portal.review.send")))</div>
            """
        }
    }
}

/// Asks once more before a draft is thrown away.
enum DeleteView {
    static func page(_ open: OpenDraft, _ ui: UI) -> Page {
        Page(
            ui.words("portal.delete.title"), caption: ui.words(open.service.title),
            crumbs: [Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled())],
            section: PortalURL.cases.filled(),
            body: ui.confirm(
                ui.words("portal.delete.question"), "<p>\(ui.words("portal.delete.text"))</p>",
                action: PortalURL.draftDelete.filled(open.id),
                button: ui.words("portal.delete.button"), cancel: open.nextAddress))
    }
}
