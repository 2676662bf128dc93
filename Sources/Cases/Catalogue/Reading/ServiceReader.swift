import Contracts
import Forms
import Kernel
import Yams

/// Reads one service file strictly. A service is only given when nothing was wrong.
public enum ServiceReader {
    static let keys =
        [
            "code", "title", "summary", "keywords", "owner", "category", "applicants",
            "identityLevel", "confidentiality", "legalBase", "promise", "fee", "correction",
            "standard", "form", "rules", "flow", "letter", "values",
        ] + TermsReader.keys

    /// `version` is the hash of the whole source set; `file` is how findings call it.
    public static func read(
        file: String, source: String, version: String, city: CityIndex
    ) -> (service: Service?, findings: [Finding]) {
        let list = FindingList(file: file, source: source, isStrict: city.isStrict)
        guard let root = YAMLDocument.open(source, list)?.mapping(keys) else {
            return (nil, list.findings)
        }
        let service = service(root, version, city, list)
        let findings = list.findings.sorted()
        let isSound = !findings.contains { $0.severity == .error }
        return (isSound ? service : nil, findings)
    }

    private static func service(
        _ root: YAMLMapping, _ version: String, _ city: CityIndex, _ list: FindingList
    ) -> Service? {
        var forms = FormReader(places: city.places, topics: city.topics, list: list)
        let form = root.required("form").flatMap { forms.read($0, rules: root.optional("rules")) }
        let flowPlace = root.required("flow")
        let parts = SharedParts(city, list)
        forms.declare(flowPlace.map(parts.steps) ?? [])
        var values = ValuesReader(scope: forms.scope)
        root.optional("values").map { values.read($0) }
        let scope = values.scope
        let flow = flowPlace.map {
            FlowReader(
                steps: StepReader(scope: scope, city: city, list: list), parts: parts, list: list
            ).read($0)
        }
        let promise = root.required("promise")
        let term = promise?.term()
        let top = head(root, city)
        let legal = legalBases(root)
        let correctionRule = root.required("correction").flatMap(correction)
        let presence = Presence(
            form: form ?? FormDefinition(groups: []), flow: flow?.flow ?? Flow(steps: []),
            values: values.values, ranges: values.ranges(form, flow?.flow), codes: scope.codes)
        // Of a field that could not be read nothing is known; that is said once.
        let isWhole = !list.findings.contains { $0.severity == .error }
        let rule = root.optional("letter").flatMap {
            letter(
                $0, scope, city, isWhole ? presence.atEnd(silence: root.has("silence")) : nil)
        }
        let fees = FeeReader(
            scope: scope, known: isWhole ? presence.atEnd(silence: false) : nil)
        let cost = root.required("fee").flatMap(fees.read)
        let written = root.required("standard").map(standard) ?? [:]
        guard let form, let flow, let flowPlace, let promise, let term, let top,
            let correctionRule, let cost
        else { return nil }
        let terms = TermsReader(
            scope: scope, form: form, flow: flow.flow, isWhole: flow.isWhole, presence: presence,
            list: list
        )
        .read(root, values: values.values)
        if flow.isWhole {
            FlowChecker(
                flow: flow.flow, marks: flow.marks, conditions: flow.conditions, promise: term,
                hasLetter: root.optional("letter") != nil, fee: cost, values: values.values,
                city: city, list: list
            ).check(flow: flowPlace.mark, promise: promise.mark)
        }
        checkClearance(flow, top.confidentiality, city, list)
        let texts = StandardWriter(
            form: form, flow: flow.flow, promise: term, fee: cost, legalBase: legal
        ).texts.merging(written) { _, written in written }
        return Service(
            code: top.code, version: version, title: top.title, summary: top.summary,
            keywords: top.keywords, owner: top.owner, category: top.category,
            applicants: top.applicants, identityLevel: top.level, legalBase: legal,
            standard: ServiceStandard(texts), form: form, flow: flow.flow, promise: term,
            correction: correctionRule, fee: cost, letter: rule,
            confidentiality: top.confidentiality, terms: terms, parts: flow.parts)
    }

    /// Whoever does a step, or gets it when its time runs out, must be allowed to open papers of
    /// the service's class.
    private static func checkClearance(
        _ flow: FlowReading, _ secrecy: Confidentiality, _ city: CityIndex, _ list: FindingList
    ) {
        for step in flow.flow.all where !step.kind.holdsSteps {
            let own = step.line.isEmpty ? [step.role] : step.line.map(\.role)
            for role in own + step.ladder.compactMap(\.role)
            where (city.clearances[role] ?? .rahasia).level < secrecy.level {
                list.error(
                    flow.marks[step.id],
                    "the role `\(role)` may not open papers of the class `\(secrecy.rawValue)`",
                    mend: "give it `clearance: \(secrecy.rawValue)` in people.yaml")
            }
        }
    }

    private struct Head {
        let code: ServiceCode
        let title, summary: LocalizedText
        let keywords: [String]
        let owner: UnitCode
        let category: String
        let applicants: [ApplicantKind]
        let level: Int
        let confidentiality: Confidentiality
    }

    private static func head(_ root: YAMLMapping, _ city: CityIndex) -> Head? {
        let code = root.required("code")?.code(ServiceCode.self)
        let title = root.required("title")?.localized()
        let summary = root.required("summary")?.localized()
        let keywords =
            root.required("keywords")?.someItems(
                "nobody finds the service", mend: "add the words that people say for it"
            ).compactMap { $0.text() } ?? []
        let ownerPlace = root.required("owner")
        let owner = ownerPlace?.code(UnitCode.self)
        if let owner, !city.units.contains(owner) {
            ownerPlace?.error(
                "unknown unit `\(owner)`",
                mend: Nearest.mend(owner.text, among: city.units.map(\.text))
                    ?? "add it to units.yaml")
        }
        let category = root.required("category")?.code(UnitCode.self)?.text
        let applicants =
            root.required("applicants")?.someItems(
                "nobody may apply", mend: "write `[person]`"
            ).compactMap { $0.word(ApplicantKind.self) } ?? []
        let level = root.optional("identityLevel").map { $0.integer(0...2) } ?? 0
        let secrecy =
            root.optional("confidentiality").map { $0.word(Confidentiality.self) } ?? .biasa
        guard let code, let title, let summary, let owner, let category, let level, let secrecy
        else { return nil }
        return Head(
            code: code, title: title, summary: summary, keywords: keywords, owner: owner,
            category: category, applicants: applicants, level: Int(level),
            confidentiality: secrecy)
    }

    private static func legalBases(_ root: YAMLMapping) -> [LegalBase] {
        let place = root.required("legalBase")
        let bases: [LegalBase] = place?.items().compactMap(legalBase) ?? []
        if let place, bases.isEmpty {
            place.error("no legal base is named", mend: "add the rule it stands on")
        }
        return bases
    }

    private static func legalBase(_ value: YAMLValue) -> LegalBase? {
        guard let entry = value.mapping(["title", "article", "mark", "asOf"]) else { return nil }
        let title = entry.required("title")?.text()
        let mark = entry.required("mark")?.word(SourceMark.self)
        let article = entry.optional("article")?.text()
        let day = entry.optional("asOf")?.day()
        guard let title, let mark else { return nil }
        return LegalBase(title: title, article: article, mark: mark, asOf: day)
    }

    private static func correction(_ value: YAMLValue) -> CorrectionRule? {
        guard let entry = value.mapping(["days", "onLapse"]),
            let days = entry.required("days")?.integer(1...365)
        else { return nil }
        let lapse = entry.optional("onLapse")?.word(CorrectionRule.Lapse.self) ?? .close
        return CorrectionRule(days: Int(days), onLapse: lapse)
    }

    private static func letter(
        _ value: YAMLValue, _ scope: ExpressionScope, _ city: CityIndex,
        _ known: ExpressionKnowledge?
    ) -> LetterRule? {
        let keys = ["template", "register", "classification", "validUntil"]
        guard let entry = value.mapping(keys) else { return nil }
        let place = entry.required("template")
        let template = place?.text()
        let register = entry.required("register")?.code(UnitCode.self)?.text
        let classification = entry.required("classification")?.text()
        let untilPlace = entry.optional("validUntil")
        let until = untilPlace?.expression(scope, .date)
        if let untilPlace, let until, let known {
            untilPlace.checkPresence("the last day of the letter", until, known)
        }
        if let template, city.letters[template] == nil {
            place?.error(
                "there is no letter template `\(template)`",
                mend: Nearest.mend(template, among: city.letters.keys)
                    ?? "write letters/\(template).letter")
            return nil
        }
        if let refusal = template.map({ LetterRule.template(.refusal, $0) }),
            city.letters[refusal] == nil
        {
            place?.error(
                "there is no letter template `\(refusal)` for a refusal",
                mend: "write letters/\(refusal).letter with {{surat.alasan}}")
            return nil
        }
        guard let template, let register, let classification else { return nil }
        return LetterRule(
            template: template, register: register, classification: classification,
            validUntil: until)
    }

    private static func standard(
        _ value: YAMLValue
    ) -> [ServiceStandard.Component: LocalizedText] {
        let components = ServiceStandard.Component.allCases
        guard let entry = value.mapping(components.map(\.name)) else { return [:] }
        var texts: [ServiceStandard.Component: LocalizedText] = [:]
        for component in components {
            if let place = entry.optional(component.name) {
                texts[component] = place.localized()
            } else if !ServiceStandard.Component.computed.contains(component) {
                value.list.error(
                    value.mark,
                    "component \(component.rawValue) of the standard, `\(component.name)`,"
                        + " is missing",
                    mend: "add its text in both languages")
            }
        }
        return texts
    }
}
