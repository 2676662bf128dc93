/// A language that the city hall speaks; the raw value is its BCP 47 tag.
public enum Language: String, CaseIterable, Sendable, Codable {
    case id
    case en
}
