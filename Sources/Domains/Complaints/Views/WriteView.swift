import Cases
import Contracts
import Forms
import Kernel
import Web

/// The page on which a report is written. Photos come first; the questions are those of the city's
/// file.
struct WriteView {
    let open: OpenReport?
    let service: Service
    let catalogue: Catalogue
    let today: Day
    let ui: UI
    /// The page that a browser keeps for when there is no line: nothing of anybody stands in it.
    var isOffline = false

    private var words: Wording { ui.words }

    /// - Parameters:
    ///   - problems: what is wrong with what is saved.
    ///   - again: what was sent but not saved, with its problems.
    func page(problems: [FieldProblem], again: FormState?) -> Page {
        let groups = open?.groups ?? service.form.asked(Answers(), now: today)
        let fields = groups.flatMap(\.fields)
        var state = FormState()
        if let again {
            state.values = again.values
            state.problems = FieldStates.problems(again, fields)
        } else {
            for group in groups {
                let typed = open?.draft.typed(group.id) ?? TypedAnswers()
                state.values.merge(FieldStates.values(typed, group.fields)) { old, _ in old }
            }
            state.problems = FieldStates.problems(problems, words)
        }
        return Page(
            words("complaints.new"), lead: words("complaints.new.lead"),
            crumbs: [Crumb(words("complaints.list"), ComplaintURL.list.filled())],
            section: ComplaintURL.new.filled(), isIndexed: open == nil && !isOffline,
            manifest: ComplaintURL.manifest.filled(),
            pictureOrigin: catalogue.profile.tiles?.origin,
            body: """
                \(emergency)\(queueList(ui))<div id="lapor"\(scriptData(fields))>\
                \(form(groups, state))</div>\(foot)\(writeScript)
                """)
    }

    /// Danger first: a report is no call for help.
    private var emergency: HTML {
        guard let danger = open?.topic?.danger else {
            return "<p class=\"hint\">\(words("complaints.emergency"))</p>"
        }
        return ui.notice(.danger, text: danger.text(ui.language))
    }

    private func form(_ groups: [FieldGroup], _ state: FormState) -> HTML {
        let answers = open?.answers ?? Answers()
        let there = open?.draft.files ?? [:]
        let view = QuestionView(ui: ui, places: catalogue.places, answers: answers) {
            field, rule, form in
            photoField(field, rule, form, there[field.id] ?? [])
        }
        let fields = groups.flatMap(\.fields)
        let photos = (open?.rule ?? service.terms.report)?.photos
        let extra = fields.filter { !$0.required && $0.id != photos }
        let main = fields.filter { field in !extra.contains { $0.id == field.id } }
        return ui.form(
            ComplaintURL.new.filled(), state, hasFiles: true, warnsUnsaved: true
        ) { form in
            """
            \(form.enter(words("complaints.next")))\
            \(form.hidden("tampil", fields.map(\.id).joined(separator: ",")))\
            \(HTML.with(open) { form.hidden("kunci", $0.draft.id.text) })\
            \(HTML.each(main) { view.html($0, form) })\
            \(HTML.when(!extra.isEmpty, ui.details(
                words("complaints.extra"), "\(HTML.each(extra) { optional($0, view, form) })",
                isOpen: extra.contains { isTouched($0, state) })))\
            <div class="buttons">\
            \(form.submit(words("complaints.next"), name: "aksi", value: "lanjut", .primary))</div>
            """
        }
    }

    /// What need not be answered. A yes or no is one box: not ticked, nothing is said.
    private func optional(_ field: Field, _ view: QuestionView, _ form: FormView) -> HTML {
        guard case .yesNo = field.kind else { return view.html(field, form) }
        return form.checkbox(
            SentFields.name(field.id), words(field.label), hint: field.help.map { words($0) })
    }

    private func isTouched(_ field: Field, _ state: FormState) -> Bool {
        let name = SentFields.name(field.id)
        return state.values.contains { input, values in
            (input == name || input.hasPrefix(name + ".")) && values.contains { !$0.isEmpty }
        }
            || state.problems.contains { problem in
                problem.field == name || problem.field?.hasPrefix(name + ".") == true
            }
    }

    private func photoField(
        _ field: Field, _ rule: FileRule, _ form: FormView, _ there: [FileAnswer]
    ) -> HTML {
        let left = rule.maxCount - there.count
        let limits = words(
            "complaints.photo.limits", ["count": "\(rule.maxCount)", "size": rule.sizeText])
        let hint = [field.help.map { words($0) }, limits].compactMap(\.self)
            .joined(separator: " ")
        return """
            <div class="report-photos">\(HTML.when(!there.isEmpty, photoList(there, form)))\
            \(HTML.when(left > 0, """
                \(form.file(
                    SentFields.name(field.id), words(field.label), hint: hint,
                    isRequired: field.required && there.isEmpty, accept: "image/*",
                    isMultiple: left > 1))\
                \(form.submit(
                    words("complaints.photo.add"), name: "aksi", value: "unggah", .secondary))
                """))</div>
            """
    }

    private func photoList(_ files: [FileAnswer], _ form: FormView) -> HTML {
        """
        <ul class="report-photo-list">\(HTML.each(files) { file in
            let remove = form.submit(
                words("complaints.photo.remove"), name: "aksi", value: "hapus:\(file.blob.text)",
                .quiet)
            return "<li>\(thumb(file))\(remove)</li>"
        })</ul>
        """
    }

    private func thumb(_ file: FileAnswer) -> HTML {
        guard case .shown(_, _, let size)? = open?.checks[file.blob] else {
            return "<span class=\"report-photo-wait\">\(file.name)</span>"
        }
        let address = ComplaintURL.ownPhoto.filled(file.blob.text)
        return """
            <img src="\(url: address)" width="\(size.width)" height="\(size.height)" \
            alt="\(file.name)">
            """
    }

    private var foot: HTML {
        guard open != nil else { return HTML() }
        return ui.details(
            words("complaints.discard"),
            """
            <p>\(words("complaints.discard.text"))</p>\
            \(ui.action(words("complaints.discard.go"), ComplaintURL.discard.filled(), .danger))
            """)
    }
}
