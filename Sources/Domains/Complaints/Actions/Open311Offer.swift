import Cases
import Contracts
import Forms
import Kernel
import Open311

/// What the city takes through Open311: its topics as services, the questions of its form as their
/// attributes.
struct Open311Offer {
    let catalogue: Catalogue
    let service: Service
    let rule: ReportRule
    let words: Wording
    /// Of the endpoint where nothing becomes a report.
    let isTrial: Bool

    /// Nil in a city that takes no reports.
    init?(_ catalogue: Catalogue, _ words: Wording, isTrial: Bool) {
        guard let service = catalogue.reportService, let rule = service.terms.report else {
            return nil
        }
        self.catalogue = catalogue
        self.service = service
        self.rule = rule
        self.words = words
        self.isTrial = isTrial
    }

    // MARK: Services

    /// Those that everybody may read about: what is told here in secret would be told in vain.
    var topics: [TopicRule] { catalogue.topics.all.filter(\.isOpen) }

    func topic(_ code: String) -> TopicRule? {
        catalogue.topics.topic(code).flatMap { $0.isOpen ? $0 : nil }
    }

    var services: [GeoService] {
        let hasQuestions = !questions.isEmpty
        return topics.map { topic in
            let unit = catalogue.unitName(topic.unit, words.language)
            let work = words("complaints.open311.service", ["unit": unit])
            let lines = [topic.danger.map { words($0) }, work].compactMap(\.self)
            return GeoService(
                code: topic.code, name: words(topic.title),
                description: lines.joined(separator: " "), hasDefinition: hasQuestions,
                kind: isTrial ? .blackbox : .realtime, keywords: Self.keywords(topic.title),
                group: group(topic))
        }
    }

    /// A family is called as the topic that it is named after.
    private func group(_ topic: TopicRule) -> String {
        catalogue.topics.topic(topic.family).map { words($0.title) } ?? topic.family
    }

    /// The words of the title in both languages; little words name nothing.
    private static func keywords(_ title: LocalizedText) -> [String] {
        var seen: Set<String> = []
        return Language.allCases.flatMap { language in
            title.text(language).lowercased().split { !($0.isLetter || $0.isNumber) }
                .map(String.init).filter { $0.count > 3 }
        }.filter { seen.insert($0).inserted }
    }

    // MARK: Questions

    /// A question of the form, as a program is asked it.
    struct Question {
        let field: Field
        let attribute: GeoAttribute
    }

    /// What the form asks beyond the four things that have parameters of their own. Questions that
    /// one value cannot answer are left out.
    var questions: [Question] {
        let own = [rule.topic, rule.place, rule.text, rule.photos]
        return service.form.fields.filter { !own.contains($0.id) }.compactMap { field in
            guard let (datatype, values, hint) = datatype(field.kind) else { return nil }
            var attribute = GeoAttribute(
                code: field.id, datatype: datatype,
                isRequired: field.required && field.condition == nil,
                description: words(field.label), datatypeDescription: hint, values: values)
            if let help = field.help {
                attribute.description = "\(words(field.label)) \(words(help))"
            }
            return Question(field: field, attribute: attribute)
        }
    }

    func definition(_ topic: TopicRule) -> GeoServiceDefinition {
        GeoServiceDefinition(serviceCode: topic.code, attributes: questions.map(\.attribute))
    }

    private func datatype(
        _ kind: FieldKind
    ) -> (datatype: GeoDatatype, values: [GeoChoice], hint: String?)? {
        func choices(_ options: [Option]) -> [GeoChoice] {
            options.map { GeoChoice(key: $0.code, name: words($0.label)) }
        }
        switch kind {
        case .text, .phone, .email, .nik: return (.string, [], nil)
        case .longText: return (.text, [], nil)
        case .integer, .rupiah: return (.number, [], nil)
        case .date: return (.datetime, [], words("complaints.open311.day"))
        case .choice(let options): return (.singlevaluelist, choices(options), nil)
        case .choices(let options): return (.multivaluelist, choices(options), nil)
        case .yesNo:
            let yesNo = ["yes", "no"].map { GeoChoice(key: $0, name: words("web.\($0)")) }
            return (.singlevaluelist, yesNo, nil)
        case .region(.kecamatan):
            let districts = catalogue.places.districts
            return (
                .singlevaluelist, districts.map { GeoChoice(key: $0.code.text, name: $0.name) }, nil
            )
        case .region(.kelurahan):
            let regions = catalogue.places.regions
            return (
                .singlevaluelist, regions.map { GeoChoice(key: $0.code.text, name: $0.title) }, nil
            )
        case .region, .dateRange, .address, .point, .table, .computed, .file: return nil
        }
    }

    /// The answers of a program as a person would have typed them.
    func typed(_ inputs: [GeoInput]) -> TypedAnswers {
        let fields = Dictionary(questions.map { ($0.field.id, $0.field) }) { first, _ in first }
        var texts: [String: [String]] = [:]
        for input in inputs {
            guard let field = fields[input.code] else { continue }
            // Of a moment the day as it is written, in whatever zone.
            if case .date = field.kind {
                texts[field.id] = input.values.map { String($0.prefix(10)) }
            } else {
                texts[field.id] = input.values
            }
        }
        return TypedAnswers(texts)
    }
}

extension TopicRule {
    /// Whether reports about it are for everybody to read.
    var isOpen: Bool { !isNone && !isSecret }
}
