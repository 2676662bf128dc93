import Cases
import Forms
import Kernel
import Web

/// Draws the questions that a city wrote with the components of the site.
struct FieldView {
    let ui: UI
    let catalogue: Catalogue
    let files: FilePlaces

    /// Longer lists are a select, so that the page stays short on a phone.
    private static let mostRadios = 6

    func html(_ field: Field, _ form: FormView, there: [FileAnswer]) -> HTML {
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
        case .file(let rule):
            return FileFieldView(ui: ui, places: files).html(field, rule, form, there)
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

    /// The id of the field's input, as the components make it.
    static func anchor(_ field: String) -> String {
        "f-f-" + String(field.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
