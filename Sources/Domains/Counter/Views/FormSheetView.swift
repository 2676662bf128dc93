import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// The whole form of a service on one page.
struct FormSheetView {
    let open: OpenSitting
    let person: ServedPerson
    let ui: UI
    let taken: [Booking]

    private var words: Wording { ui.words }
    private var address: String { CounterURL.form.filled(open.id) }

    /// - Parameters:
    ///   - problems: what is wrong with what is saved.
    ///   - again: what was sent but not saved, with its problems.
    func page(problems: [FieldProblem], again: FormState?, isConflict: Bool) -> Page {
        let fields = open.form.fields
        var state = FormState()
        if let again {
            state.values = again.values
            state.problems = FieldStates.problems(again, fields)
        } else {
            for group in open.groups {
                let typed = FieldStates.values(typed(group), group.fields)
                state.values.merge(typed) { old, _ in old }
            }
            state.values["asli"] = open.sitting.originals
            state.problems = FieldStates.problems(problems, words)
        }
        return Page(
            words(open.service.title), caption: "\(words("counter.for")) \(person.name)",
            crumbs: [
                Crumb(words("counter.title"), CounterURL.desk.filled()),
                Crumb(person.name, CounterURL.person.filled(person.account.text)),
            ], section: CounterURL.desk.filled(), hasScript: true, usesCamera: true,
            body: notices(isConflict) + form(state) + foot + cameraView(ui))
    }

    /// What was typed before; the first time, what the counter knows already.
    private func typed(_ group: FieldGroup) -> TypedAnswers {
        guard open.draft.sections[group.id] == nil else { return open.draft.typed(group.id) }
        let names = group.fields.filter { $0.autocomplete == "name" }
        return TypedAnswers(
            Dictionary(names.map { ($0.id, [person.name]) }) { first, _ in first })
    }

    private func notices(_ isConflict: Bool) -> HTML {
        var html = HTML()
        if isConflict {
            html += ui.notice(.warning, text: words("counter.form.conflict"))
        }
        if let sheet = open.sitting.sheet, let at = open.sitting.receivedAt {
            html += ui.notice(
                .info, title: words("counter.sheet.number", ["number": sheet.text]),
                text: words(
                    "counter.sheet.since",
                    ["time": HumanText.dateTime(at, open.catalogue.profile.zone, ui.language)]))
        }
        if person.level.rawValue < open.service.identityLevel {
            html += ui.notice(
                .warning, title: words("counter.level.needed"),
                """
                <p>\(words("counter.level.needed.text"))</p><p>\(ui.link(
                    words("counter.level.go"), CounterURL.person.filled(person.account.text)))</p>
                """)
        }
        return html
    }

    private func form(_ state: FormState) -> HTML {
        let answers = open.form.relevant(open.draft.answers, now: open.today)
        let view = QuestionView(ui: ui, places: open.catalogue.places, answers: answers) {
            field, rule, form in
            FileFieldView(ui: ui, places: places, isMultiple: true).html(
                field, rule, form, open.draft.files[field.id] ?? [])
        }
        let groups = open.groups
        return ui.form(address, state, hasFiles: true, warnsUnsaved: true) { form in
            let shown = groups.flatMap(\.fields).map(\.id).joined(separator: ",")
            let parts = HTML.each(groups) { group in
                """
                <fieldset class="group counter-group" data-counter-group>\
                <legend>\(words(group.title))</legend>\
                \(form.hidden(
                    SentSheet.revision + group.id, "\(open.draft.revision(group.id))"))\
                \(HTML.with(group.help) { "<p class=\"hint\">\(words($0))</p>" })\
                \(HTML.each(group.fields) { view.html($0, form) })</fieldset>
                """
            }
            return """
                \(form.enter(words("counter.form.next")))\
                \(form.hidden("tampil", shown))\(parts)\(originals(form))\
                \(form.checkbox(
                    "pernyataan", words("counter.form.signed"),
                    hint: words("counter.form.signed.hint")))\
                <p>\(ui.link(
                    words("counter.form.statement"), CounterURL.statement.filled(open.id)))</p>\
                <p>\(ui.link(
                    words("counter.form.covers"), CounterURL.covers.filled(open.id)))</p>\
                <div class="buttons">\
                \(form.submit(words("counter.form.send"), name: "aksi", value: "kirim", .primary))\
                \(form.submit(words("counter.form.next"), name: "aksi", value: "lanjut"))</div>
                """
        }
    }

    /// Which documents stay at the counter as originals; the receipt names them.
    private func originals(_ form: FormView) -> HTML {
        let documents = open.documents
        guard !documents.isEmpty else { return HTML() }
        return form.checkboxes(
            "asli", words("counter.form.originals"),
            documents.map { FormView.Choice($0.id, words($0.label)) },
            hint: words("counter.form.originals.hint"))
    }

    private var places: FilePlaces {
        FilePlaces(
            upload: CounterURL.beginUpload.filled(open.id), checks: open.checks,
            file: { [open] in CounterURL.file.filled(open.id, $0, $1.blob.text) },
            thumb: { [open] in CounterURL.thumb.filled(open.id, $0, $1.blob.text) })
    }

    private var foot: HTML {
        let saved = open.draft.sections.values.map(\.updatedAt).max().map {
            words(
                "counter.form.saved.at",
                ["time": HumanText.clock($0, open.catalogue.profile.zone, ui.language)])
        }
        return """
            \(HTML.with(saved) { "<p class=\"hint\">\($0)</p>" })\
            \(ui.details(
                words("counter.leave"),
                """
                <p>\(words(person.isWalkin ? "counter.leave.walkin" : "counter.leave.account"))</p>\
                \(ui.action(
                    words("counter.leave.go"), CounterURL.leave.filled(open.id), .danger))
                """))
            """
    }
}
