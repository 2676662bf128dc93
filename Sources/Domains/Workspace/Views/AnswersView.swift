import Cases
import Contracts
import Forms
import Kernel
import Web

/// The newest answers, with what the last correction changed.
func answersView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let before =
        desk.file.rounds.count > 1 ? desk.file.rounds[desk.file.rounds.count - 2].answers : nil
    let groups = desk.file.service.form.groups.filter { group in
        group.fields.contains { desk.file.answers[$0.id] != nil || before?[$0.id] != nil }
    }
    var body = HTML()
    if before != nil {
        body += "<p class=\"hint\">\(ui.words("workspace.answers.changed.hint"))</p>"
    }
    for group in groups {
        let shown = group.fields.filter {
            desk.file.answers[$0.id] != nil || before?[$0.id] != nil
        }
        body += ui.heading(group.title.text(ui.language), level: 3)
        body += ui.facts(
            shown.map { field in
                (field.label.text(ui.language), value(field, before, desk, ui))
            })
    }
    return ui.section(ui.words("workspace.answers"), id: "isian", body)
}

/// What came after the case was sent and answers no question.
func lateDocumentsView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let files = desk.file.lateDocuments.compactMap { file in
        FileKind(rawValue: file.kind).map {
            FileAnswer(blob: file.blob, name: file.name, kind: $0, size: file.bytes)
        }
    }
    guard !files.isEmpty else { return HTML() }
    return ui.section(ui.words("workspace.late"), id: "susulan", previews(files, desk, ui))
}

private func previews(_ files: [FileAnswer], _ desk: CaseDesk, _ ui: UI) -> HTML {
    let items = HTML.each(files) { FilePreview(file: $0, desk: desk, ui: ui).html }
    return "<ul class=\"previews\">\(items)</ul>"
}

private func value(_ field: Field, _ before: Answers?, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let now = desk.file.answers[field.id]
    let isChanged = before != nil && before?[field.id] != now
    var html: HTML = now.map { answer($0, field, desk, ui) } ?? "–"
    if isChanged {
        html += " \(ui.tag(ui.words("workspace.answers.changed"), .warning))"
        if let old = before?[field.id] {
            html += ui.details(
                ui.words("workspace.answers.before"), answer(old, field, desk, ui))
        }
    }
    return html
}

func answer(_ value: AnswerValue, _ field: Field, _ desk: CaseDesk, _ ui: UI) -> HTML {
    if case .files(let files) = value { return previews(files, desk, ui) }
    let catalogue = desk.file.rules.catalogue
    let view = AnswerView(ui, places: catalogue.places) {
        catalogue.region($0)?.name
    } mask: { text, value, field in
        desk.isRevealed ? text : Masking.masked(text, value, field, ui)
    }
    return view.html(value, of: field)
}

/// How an answer is shown that names or reaches a person, until the officer asks for it.
enum Masking {
    static func masked(
        _ text: String, _ value: AnswerValue, _ field: Field, _ ui: UI
    ) -> String {
        guard case .text(let raw) = value else {
            return field.personal == .address ? hidden(ui) : text
        }
        switch (field.kind, field.personal) {
        case (.nik, _), (_, .nik?): return (try? NIK(raw))?.masked ?? hidden(ui)
        case (.phone, _), (_, .phone?): return (try? PhoneNumber(raw))?.masked ?? hidden(ui)
        case (.email, _), (_, .email?): return (try? EmailAddress(raw))?.masked ?? hidden(ui)
        case (_, .address?): return hidden(ui)
        default: return text
        }
    }

    private static func hidden(_ ui: UI) -> String { ui.words("workspace.masked") }
}
