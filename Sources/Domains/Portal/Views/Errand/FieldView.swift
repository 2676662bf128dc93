import Cases
import Contracts
import Forms
import Kernel
import Web

/// Draws the questions that a city wrote with the components of the site.
struct FieldView {
    let ui: UI
    let catalogue: Catalogue
    /// Where a file that is there already can be fetched.
    let fileAddress: (_ field: String, _ file: FileAnswer) -> String

    /// - Parameter answers: what was answered so far, for values that are computed from it.
    func html(
        _ field: Field, _ form: FormView, answers: Answers, files: [FileAnswer]
    ) -> HTML {
        QuestionView(ui: ui, places: catalogue.places, answers: answers) { field, rule, form in
            file(field, rule, form, files)
        }.html(field, form)
    }

    private func file(
        _ field: Field, _ rule: FileRule, _ form: FormView, _ files: [FileAnswer]
    ) -> HTML {
        let name = SentFields.name(field.id)
        let label = ui.words(field.label)
        let limits = ui.words(
            "portal.file.limits",
            ["kinds": rule.kindsText, "size": rule.sizeText, "count": "\(rule.maxCount)"])
        let hint = [field.help.map { ui.words($0) }, limits].compactMap(\.self)
            .joined(separator: " ")
        let list = list(field, form, files)
        guard files.count < rule.maxCount else {
            return """
                <div class="field upload" id="\(SentFields.anchor(field.id))">\
                <p class="upload-label">\(label)</p>\(list)\
                <p class="hint">\(ui.words("portal.file.full"))</p></div>
                """
        }
        let accept = rule.kinds.map(\.mediaType).joined(separator: ",")
        return """
            <div class="upload">\
            \(form.file(
                name, label, hint: hint, isRequired: field.required, accept: accept,
                kept: files.isEmpty ? nil : list))\
            \(form.submit(
                ui.words(files.isEmpty ? "portal.file.upload" : "portal.file.uploadMore"),
                name: "aksi", value: "unggah", .secondary))</div>
            """
    }

    private func list(_ field: Field, _ form: FormView, _ files: [FileAnswer]) -> HTML {
        """
        <ul class="upload-list">\(HTML.each(files) { file in
            """
            <li><span class="upload-name">\(ui.link(file.name, fileAddress(field.id, file)))\
             <span class="file-note">\(Self.note(file, ui.language))</span></span>\
            \(form.submit(
                ui.words("portal.file.remove"), name: "aksi", value: "hapus:\(file.blob.text)",
                .quiet))</li>
            """
        })</ul>
        """
    }

    static func note(_ file: FileAnswer, _ language: Language) -> String {
        "\(file.kind.label), \(HumanText.bytes(file.size, language))"
    }
}
