import Contracts
import Kernel

/// What a report is about, such as a damaged road, and who has it.
public struct TopicRule: Sendable {
    public let code: String
    public let title: LocalizedText
    /// The unit that has it, where nothing else is said for the region.
    public let unit: UnitCode
    /// Units of single kecamatan or kelurahan.
    public let units: [RegionCode: UnitCode]
    /// Topics under one name may be about the same thing: a hole and the drain beside it.
    public let family: String
    /// Within so many metres another report may be about the same; 0: never.
    public let radius: Int
    /// Nobody but the reporter and the office reads such reports.
    public let isSecret: Bool
    /// What to do first where somebody is in danger.
    public let danger: LocalizedText?
    /// Who else may own it, such as a national road.
    public let owners: [OtherOwner]
    /// It is no report: a greeting, an advertisement.
    public let isNone: Bool
}

/// Somebody outside the city who has what is reported.
public struct OtherOwner: Sendable, Hashable {
    public let id: String
    public let name: LocalizedText
    /// How one reaches them, in words.
    public let contact: String
}

/// The topics of a city in the order of its file.
public struct TopicRules: Sendable {
    public let all: [TopicRule]
    private let byCode: [String: TopicRule]

    public init(_ topics: [TopicRule]) {
        all = topics
        byCode = Dictionary(topics.map { ($0.code, $0) }) { first, _ in first }
    }

    public func topic(_ code: String) -> TopicRule? { byCode[code] }

    /// Which unit has a topic in a region: that of the kelurahan, of its kecamatan, or the usual.
    public func unit(of code: String, in region: RegionCode?) -> UnitCode? {
        guard let topic = byCode[code] else { return nil }
        var place = region
        while let here = place {
            if let unit = topic.units[here] { return unit }
            place = here.parent
        }
        return topic.unit
    }

    /// Topics that may be about the same thing.
    public func family(of code: String) -> [String] {
        guard let topic = byCode[code] else { return [] }
        return all.filter { $0.family == topic.family }.map(\.code)
    }
}

/// Reads `topics.yaml`.
enum TopicReader {
    static let file = "topics.yaml"
    private static let keys = [
        "code", "title", "unit", "units", "family", "radius", "secret", "danger", "owners", "none",
    ]

    static func read(
        _ source: String, units: Set<UnitCode>, regions: Set<RegionCode>, _ list: FindingList
    ) -> TopicRules? {
        guard let root = YAMLDocument.open(source, list)?.mapping(["topics"]) else { return nil }
        var seen: Set<String> = []
        let items =
            root.required("topics")?.someItems("there is no topic", mend: "add one") ?? []
        return TopicRules(
            items.compactMap { item in
                guard let topic = topic(item, units, regions) else { return nil }
                if !seen.insert(topic.code).inserted {
                    item.error("the topic `\(topic.code)` is there twice", mend: "keep one")
                }
                return topic
            })
    }

    private static func topic(
        _ item: YAMLValue, _ units: Set<UnitCode>, _ regions: Set<RegionCode>
    ) -> TopicRule? {
        guard let entry = item.mapping(keys), let code = entry.required("code")?.identifier(),
            let title = entry.required("title")?.localized(),
            let unit = entry.required("unit").flatMap({ known($0, units) })
        else { return nil }
        var special: [RegionCode: UnitCode] = [:]
        for (key, _, value) in entry.optional("units")?.entries() ?? [] {
            guard let region = RegionCode(key), regions.contains(region) else {
                value.error("there is no region `\(key)`", mend: "write a code of regions.csv")
                continue
            }
            special[region] = known(value, units)
        }
        return TopicRule(
            code: code, title: title, unit: unit, units: special,
            family: entry.optional("family")?.identifier() ?? code,
            radius: entry.optional("radius")?.integer(0...5_000).map { Int($0) } ?? 100,
            isSecret: entry.optional("secret")?.bool() ?? false,
            danger: entry.optional("danger")?.localized(),
            owners: (entry.optional("owners")?.items() ?? []).compactMap(owner),
            isNone: entry.optional("none")?.bool() ?? false)
    }

    private static func owner(_ item: YAMLValue) -> OtherOwner? {
        guard let entry = item.mapping(["id", "name", "contact"]),
            let id = entry.required("id")?.identifier(),
            let name = entry.required("name")?.localized(),
            let contact = entry.required("contact")?.text()
        else { return nil }
        return OtherOwner(id: id, name: name, contact: contact)
    }

    static func known(_ value: YAMLValue, _ units: Set<UnitCode>) -> UnitCode? {
        guard let unit = value.code(UnitCode.self) else { return nil }
        guard units.contains(unit) else {
            value.error(
                "unknown unit `\(unit)`",
                mend: Nearest.mend(unit.text, among: units.map(\.text)))
            return nil
        }
        return unit
    }
}

extension CatalogueSource {
    /// A city without the file takes no reports.
    func topics(
        _ units: Set<UnitCode>, _ regions: [RegionEntry], _ isStored: Bool,
        _ findings: inout [Finding]
    ) -> TopicRules {
        // Where no unit could be read, every line of it would be wrong.
        guard files[TopicReader.file] != nil, !units.isEmpty else { return TopicRules([]) }
        let known = Set(regions.map(\.code))
        return with(TopicReader.file, isStored, &findings) {
            TopicReader.read($0, units: units, regions: known, $1)
        }.flatMap(\.self) ?? TopicRules([])
    }
}
