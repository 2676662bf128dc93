import Contracts
import Kernel

/// Reads `partners.yaml`.
enum PartnerReader {
    static let file = "partners.yaml"
    private static let keys = [
        "partner", "name", "unit", "topics", "url", "jurisdiction", "format", "key", "every",
        "changes", "updates", "attributes",
    ]

    private enum Format: String, CaseIterable { case xml, json }

    static func read(
        _ source: String, units: Set<UnitCode>, topics: TopicRules, services: Set<ServiceCode>,
        _ list: FindingList
    ) -> ReportPartners {
        let known = ["mark", "asOf", "partners", "lapor"]
        guard let root = YAMLDocument.open(source, list)?.mapping(known) else {
            return ReportPartners()
        }
        var codes: Set<String> = [LaporRules.code]
        let partners = (root.optional("partners")?.items() ?? []).compactMap { item in
            partner(item, units, topics, &codes)
        }
        return ReportPartners(
            open311: partners,
            lapor: root.optional("lapor").flatMap { lapor($0, topics, services) })
    }

    private static func partner(
        _ item: YAMLValue, _ units: Set<UnitCode>, _ topics: TopicRules, _ known: inout Set<String>
    ) -> ReportPartner? {
        guard let entry = item.mapping(keys), let place = entry.required("partner"),
            let code = place.code(UnitCode.self)?.text,
            let name = entry.required("name")?.localized(),
            let unit = entry.required("unit").flatMap({ TopicReader.known($0, units) }),
            let names = entry.required("topics")
        else { return nil }
        if !known.insert(code).inserted {
            place.error("`\(code)` is there twice", mend: "keep one of them")
        }
        var services: [String: String] = [:]
        for (topic, mark, value) in names.entries() {
            guard let rule = topics.topic(topic) else {
                names.list.error(
                    mark, "there is no topic `\(topic)`",
                    mend: Nearest.mend(topic, among: topics.all.map(\.code)))
                continue
            }
            if rule.isSecret || rule.isNone {
                names.list.error(
                    mark, "reports about `\(topic)` are not public and go nowhere",
                    mend: "take it away")
            }
            services[topic] = value.text()
        }
        return ReportPartner(
            code: code, name: name, unit: unit, topics: services,
            url: entry.optional("url").flatMap(endpoint),
            jurisdiction: entry.optional("jurisdiction")?.text(),
            isXML: entry.optional("format")?.word(Format.self) == .xml,
            key: entry.optional("key")?.code(UnitCode.self)?.text,
            every: Int(entry.optional("every")?.integer(60...86_400) ?? 300),
            knowsChanges: entry.optional("changes")?.bool() ?? false,
            hasUpdates: entry.optional("updates")?.bool() ?? false,
            attributes: NationalReader.texts(entry.optional("attributes")))
    }

    private static func lapor(
        _ value: YAMLValue, _ topics: TopicRules, _ services: Set<ServiceCode>
    ) -> LaporRules? {
        guard let entry = value.mapping(["classes", "secret", "pull", "report"]),
            let classes = entry.required("classes"), let take = entry.required("pull"),
            let tell = entry.required("report"), let pull = NationalReader.pull(take),
            let report = NationalReader.report(tell, states: LaporRules.states)
        else { return nil }
        var known: [String: ServiceCode] = [:]
        for (name, _, service) in classes.entries() {
            guard let code = service.code(ServiceCode.self) else { continue }
            if !services.contains(code) {
                service.error(
                    "there is no service `\(code)`",
                    mend: Nearest.mend(code.text, among: services.map(\.text)))
            }
            known[name] = code
        }
        for name in pull.fields.keys.sorted() where !LaporRules.fields.contains(name) {
            take.error(
                "`\(name)` is nothing that we take",
                mend: Nearest.mend(name, among: LaporRules.fields))
        }
        for name in LaporRules.required where pull.fields[name] == nil {
            take.error("it is not said where `\(name)` stands", mend: "add `\(name): …`")
        }
        for code in (pull.fields["kategori"]?.values ?? [:]).values.sorted()
        where topics.topic(code) == nil {
            take.error(
                "there is no topic `\(code)`",
                mend: Nearest.mend(code, among: topics.all.map(\.code)))
        }
        for text in report.body.values.sorted() {
            for hole in NationalSystem.Report.holes(text)
            where !LaporRules.holes.contains(hole) {
                tell.error(
                    "`{\(hole)}` is nothing that is told",
                    mend: Nearest.mend(hole, among: LaporRules.holes))
            }
        }
        return LaporRules(
            classes: known, secret: entry.optional("secret").flatMap(NationalReader.secret),
            pull: pull, report: report)
    }

    /// The base to which `requests.json` is added.
    private static func endpoint(_ value: YAMLValue) -> String? {
        guard let text = NationalReader.address(value) else { return nil }
        guard !text.contains("?"), !text.contains("#") else {
            value.error(
                "`\(text)` is no endpoint", mend: "write it without what follows `?` or `#`")
            return nil
        }
        return text
    }
}

extension CatalogueSource {
    /// A city without the file works on all reports itself.
    func partners(
        _ units: Set<UnitCode>, _ topics: TopicRules, _ isStored: Bool,
        _ findings: inout [Finding]
    ) -> ReportPartners {
        guard files[PartnerReader.file] != nil, !units.isEmpty else { return ReportPartners() }
        let services = Set(folder("services").compactMap { ServiceCode($0.name) })
        return with(PartnerReader.file, isStored, &findings) {
            PartnerReader.read($0, units: units, topics: topics, services: services, $1)
        } ?? ReportPartners()
    }
}
