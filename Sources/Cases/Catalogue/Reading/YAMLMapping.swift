import Yams

/// Keys with their values. Unknown keys are reported when it is opened.
struct YAMLMapping {
    private let mapping: Node.Mapping
    let list: FindingList

    var mark: Place? { mapping.place }

    init(mapping: Node.Mapping, known: [String], list: FindingList) {
        self.mapping = mapping
        self.list = list
        for (key, _) in mapping {
            guard case .scalar(let scalar) = key else {
                list.error(key.place, "a key must be a word")
                continue
            }
            if !known.contains(scalar.string) {
                list.error(
                    scalar.place, "unknown key `\(scalar.string)`",
                    mend: Nearest.mend(scalar.string, among: known))
            }
        }
    }

    func optional(_ key: String) -> YAMLValue? {
        for (name, value) in mapping {
            if case .scalar(let scalar) = name, scalar.string == key {
                return YAMLValue(node: value, list: list)
            }
        }
        return nil
    }

    func has(_ key: String) -> Bool { optional(key) != nil }

    func required(_ key: String) -> YAMLValue? {
        if let value = optional(key) { return value }
        list.error(mark, "`\(key)` is missing", mend: "add `\(key): …`")
        return nil
    }
}
