import Contracts
import Forms
import Kernel

/// Everything that a city's files say, at one version.
public struct Catalogue: Sendable {
    public let version: String
    public let profile: CityProfile
    public let units: [UnitEntry]
    public let roles: [RoleEntry]
    public let positions: [PositionEntry]
    public let regions: [RegionEntry]
    /// The city's regions as forms name them.
    public let places: Places
    /// With the exceptions of its files, and in the catalogue in force those of the house.
    public internal(set) var calendar: WorkingCalendar
    /// The exceptions of its files.
    public let exceptions: [DatedException]
    /// In the catalogue in force: the exceptions that were decreed while the house was open.
    public internal(set) var decreed: [DatedException] = []
    public let services: [ServiceCode: Service]
    /// Letter templates by name.
    public let letters: [String: String]
    /// Texts of notices that the city words itself, by name such as `submitted.id`.
    public let notices: [String: String]
    /// Texts that officers begin with, in the order of the file.
    public let phrases: [Phrase]
    /// How long personal data are kept, and why.
    public let retention: Retention
    /// How the city registers letters and gives instructions.
    public let correspondence: CorrespondenceRules
    /// National systems that are asked and told over HTTP.
    public let systems: [NationalSystem]
    /// What people report, and which unit has it where.
    public let topics: TopicRules
    /// With whom reports are exchanged.
    public let partners: ReportPartners
    /// Roughly where the cities and regencies around lie.
    public let neighbours: [Neighbour]
    /// Knows the words by which people call them.
    let ear: TopicEar
    /// The crest as SVG text, if the city gave one.
    public let crest: String?
    /// The text of every file, by path; without scenarios, which change nothing.
    public let files: [String: String]
    let index: SearchIndex

    /// Services in the order of their titles.
    public func services(_ language: Language) -> [Service] {
        services.values.sorted { $0.title.text(language) < $1.title.text(language) }
    }

    /// Whether a service carries objections to others: then it begins on the page of a case.
    public func carriesObjections(_ code: ServiceCode) -> Bool {
        services.values.contains { $0.terms.objection?.service == code }
    }

    public func unit(_ code: UnitCode) -> UnitEntry? { units.first { $0.code == code } }

    public func role(_ code: RoleCode) -> RoleEntry? { roles.first { $0.code == code } }

    public func region(_ code: RegionCode) -> RegionEntry? { regions.first { $0.code == code } }

    /// The regions right below one.
    public func regions(below code: RegionCode) -> [RegionEntry] {
        regions.filter { $0.parent == code }
    }

    /// Services that fit everyday words in either language, best first. Nothing typed: all.
    public func search(_ words: String, _ language: Language = .id) -> [Service] {
        let all = services(language)
        guard words.utf8.contains(where: { $0 > 0x20 }) else { return all }
        let scores = index.scores(words)
        return all.filter { scores[$0.code] != nil }
            .sorted { (scores[$0.code] ?? 0) > (scores[$1.code] ?? 0) }
    }
}
