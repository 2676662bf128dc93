import Kernel

/// How a name is accepted: as people write it, but in one line and of a length that fits a letter.
public enum PersonName {
    public static let longest = 100
    /// What stands where the name of somebody was whose data are erased, in every language.
    public static let erased = "(dihapus)"

    /// The name with single spaces.
    /// - Throws: `Refusal` for the field `name`.
    public static func checked(_ typed: String) throws(Refusal) -> String {
        let name = typed.singleSpaced
        guard name.contains(where: \.isLetter) else {
            throw Refusal(.invalid, "people.name.missing", field: "name", values: [:])
        }
        guard name.count <= longest, name.unicodeScalars.count <= 4 * longest else {
            throw Refusal(
                .invalid, "people.name.long", field: "name", values: ["longest": String(longest)])
        }
        let isClean = name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .privateUse, .unassigned, .surrogate: false
            default: !["<", ">", "{", "}"].contains(scalar)
            }
        }
        guard isClean else {
            throw Refusal(.invalid, "people.name.signs", field: "name", values: [:])
        }
        return name
    }

    /// The name as a list shows it: the first letter of each word, as long as any other.
    public static func masked(_ name: String) -> String {
        name.split(separator: " ").map { "\($0.prefix(1))***" }.joined(separator: " ")
    }
}
