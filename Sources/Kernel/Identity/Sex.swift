/// Sex as civil registration records it: L (laki-laki) or P (perempuan).
public enum Sex: String, Sendable, Hashable, CaseIterable, Codable {
    case male = "L"
    case female = "P"
}
