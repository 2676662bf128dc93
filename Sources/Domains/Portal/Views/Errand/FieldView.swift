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

    /// Longer lists are a select, so that the page stays short on a phone.
    private static let mostRadios = 6

    func html(_ field: Field, _ form: FormView, files: [FileAnswer]) -> HTML {
        let name = SentGroup.fieldName(field.id)
        let label = ui.words(field.label)
        let hint = field.help.map { ui.words($0) }
        let need = field.required
        switch field.kind {
        case .text(let max):
            return form.text(
                name, label, hint: hint, isRequired: need, autocomplete: field.autocomplete,
                max: max, width: max <= 30 ? .medium : .full)
        case .longText(let max):
            return form.textarea(
                name, label, hint: hint, isRequired: need, rows: max > 1_000 ? 8 : 3, max: max)
        case .integer: return form.number(name, label, hint: hint, isRequired: need)
        case .rupiah: return form.rupiah(name, label, hint: hint, isRequired: need)
        case .date:
            return form.date(
                name, label, hint: hint, isRequired: need, autocomplete: field.autocomplete)
        case .choice(let options):
            let choices = options.map { FormView.Choice($0.code, ui.words($0.label)) }
            return options.count <= Self.mostRadios
                ? form.radios(name, label, choices, hint: hint, isRequired: need)
                : form.select(name, label, choices, hint: hint, isRequired: need)
        case .choices(let options):
            let choices = options.map { FormView.Choice($0.code, ui.words($0.label)) }
            return form.checkboxes(name, label, choices, hint: hint, isRequired: need)
        case .yesNo: return form.yesNo(name, label, hint: hint, isRequired: need)
        case .nik: return form.nik(name, label, hint: hint, isRequired: need)
        case .phone: return form.phone(name, label, hint: hint, isRequired: need)
        case .email: return form.email(name, label, hint: hint, isRequired: need)
        case .region(let level):
            return form.select(name, label, regions(level), hint: hint, isRequired: need)
        case .file(let rule): return file(field, rule, form, files)
        }
    }

    /// The city's districts, or its kelurahan with the district behind the name.
    private func regions(_ level: RegionLevel) -> [FormView.Choice] {
        let districts = catalogue.regions(below: catalogue.profile.region).sorted {
            $0.name < $1.name
        }
        switch level {
        case .kecamatan: return districts.map { FormView.Choice($0.code.text, $0.name) }
        case .kelurahan:
            return districts.flatMap { district in
                catalogue.regions(below: district.code).sorted { $0.name < $1.name }.map {
                    FormView.Choice($0.code.text, "\($0.name) – \(district.name)")
                }
            }
        }
    }

    private func file(
        _ field: Field, _ rule: FileRule, _ form: FormView, _ files: [FileAnswer]
    ) -> HTML {
        let name = SentGroup.fieldName(field.id)
        let label = ui.words(field.label)
        let limits = ui.words(
            "portal.file.limits",
            ["kinds": rule.kindsText, "size": rule.sizeText, "count": "\(rule.maxCount)"])
        let hint = [field.help.map { ui.words($0) }, limits].compactMap(\.self)
            .joined(separator: " ")
        let list = list(field, form, files)
        guard files.count < rule.maxCount else {
            return """
                <div class="field upload" id="\(Self.anchor(field.id))">\
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

    /// The id of the field's input, as the components make it.
    static func anchor(_ field: String) -> String {
        "f-f-" + String(field.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
