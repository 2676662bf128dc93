import Forms
import Kernel

/// Draws the questions that a city wrote with the components of the site. It knows of no draft:
/// citizens' applications and officers' steps use the same.
public struct QuestionView {
    public let ui: UI
    let places: Places
    /// What was answered so far, for values that are computed from it.
    let answers: Answers
    /// Draws the input of a file; by default a plain one.
    let file: (Field, FileRule, FormView) -> HTML

    /// Longer lists are a select, so that the page stays short on a phone.
    private static let mostRadios = 6
    /// Longer lists of regions are typed rather than chosen.
    private static let mostRegions = 100

    public init(
        ui: UI, places: Places, answers: Answers = Answers(),
        file: @escaping (Field, FileRule, FormView) -> HTML = { field, rule, form in
            // A browser does not keep chosen files when a form comes back.
            let again = form.state.problems.isEmpty ? nil : form.ui.words("web.file.again")
            let limits = form.ui.words(
                rule.maxCount > 1 ? "web.file.limits.many" : "web.file.limits",
                ["kinds": rule.kindsText, "size": rule.sizeText, "count": "\(rule.maxCount)"])
            return form.file(
                SentFields.name(field.id), form.ui.words(field.label),
                hint: [field.help.map { form.ui.words($0) }, limits, again]
                    .compactMap(\.self).joined(separator: " "),
                isRequired: field.required,
                accept: rule.kinds.map(\.mediaType).joined(separator: ","),
                isMultiple: rule.maxCount > 1)
        }
    ) {
        self.ui = ui
        self.places = places
        self.answers = answers
        self.file = file
    }

    public func html(_ field: Field, _ form: FormView) -> HTML {
        let ask = Asked(field, SentFields.name(field.id), ui)
        switch field.kind {
        case .dateRange: return range(ask, form)
        case .region(let level): return region(ask, level, form)
        case .address: return address(ask, form)
        case .point: return point(ask, form)
        case .table(let rule): return table(field, rule, ask, form)
        case .computed: return computed(field, ask, form)
        case .file(let rule): return file(field, rule, form)
        default: return simple(field, ask, form)
        }
    }

    /// A question as its inputs need it.
    struct Asked {
        let name, label: String
        let hint: String?
        let isRequired: Bool

        init(_ field: Field, _ name: String, _ ui: UI) {
            self.name = name
            label = ui.words(field.label)
            hint = field.help.map { ui.words($0) }
            isRequired = field.required
        }
    }

    /// Kinds with one input.
    func simple(_ field: Field, _ ask: Asked, _ form: FormView) -> HTML {
        let (name, label, hint, need) = (ask.name, ask.label, ask.hint, ask.isRequired)
        switch field.kind {
        case .longText(let max):
            return form.textarea(
                name, label, hint: hint, isRequired: need, rows: max > 1_000 ? 8 : 3, max: max)
        case .integer: return form.number(name, label, hint: hint, isRequired: need)
        case .rupiah: return form.rupiah(name, label, hint: hint, isRequired: need)
        case .date:
            return form.date(
                name, label, hint: hint, isRequired: need, autocomplete: field.autocomplete)
        case .choice(let options):
            let choices = self.choices(options)
            return options.count <= Self.mostRadios
                ? form.radios(name, label, choices, hint: hint, isRequired: need)
                : form.select(name, label, choices, hint: hint, isRequired: need)
        case .choices(let options):
            return form.checkboxes(
                name, label, choices(options), hint: hint, isRequired: need)
        case .yesNo: return form.yesNo(name, label, hint: hint, isRequired: need)
        case .nik: return form.nik(name, label, hint: hint, isRequired: need)
        case .phone: return form.phone(name, label, hint: hint, isRequired: need)
        case .email: return form.email(name, label, hint: hint, isRequired: need)
        case .text(let max):
            return form.text(
                name, label, hint: hint, isRequired: need, autocomplete: field.autocomplete,
                max: max, width: max <= 30 ? .medium : .full)
        default: return HTML()
        }
    }

    private func choices(_ options: [Option]) -> [FormView.Choice] {
        options.map { FormView.Choice($0.code, ui.words($0.label)) }
    }

    /// A kecamatan or a kelurahan alone.
    private func region(_ ask: Asked, _ level: RegionLevel, _ form: FormView) -> HTML {
        if level.isBelowKelurahan { return neighbourhood(ask, level, form) }
        let isLong = level == .kelurahan && places.regions.count > Self.mostRegions
        guard !isLong else {
            return form.village(
                ask.name, choice: "\(ask.name).pilihan", ask.label, hint: ask.hint,
                isRequired: ask.isRequired, places)
        }
        let choices =
            level == .kecamatan
            ? places.districts.map { FormView.Choice($0.code.text, $0.name) }
            : places.districts.flatMap { district in
                places.regions.filter { district.code.contains($0.code) }.map {
                    FormView.Choice($0.code.text, "\($0.name) – \($0.district)")
                }
            }
        return form.select(
            ask.name, ask.label, choices, hint: ask.hint, isRequired: ask.isRequired)
    }

    private func computed(_ field: Field, _ ask: Asked, _ form: FormView) -> HTML {
        let id = UI.id(ask.name)
        let problems = form.problems(of: ask.name, ask.label)
        let text = answers[field.id].map { value in
            field.display(value, ui.language) { places.region($0)?.name }
        }
        return """
            <div class="field\(problems.isEmpty ? "" : " field-wrong")">\
            <p class="computed-label" id="\(id)-label">\(ask.label)</p>\
            <p class="hint">\(ask.hint ?? ui.words("web.computed"))</p>\
            \(form.errors(id, problems))\
            <p class="computed" id="\(id)" tabindex="-1" role="group" \
            aria-labelledby="\(id)-label">\(text ?? ui.words("web.computed.none"))</p></div>
            """
    }
}
