/// What a difference of a service means, in words for whoever publishes it. What has no words of
/// its own is said by its path.
struct DifferenceWords {
    /// One line.
    static func line(_ difference: Difference) -> String {
        let words =
            field(difference) ?? step(difference) ?? page(difference) ?? term(difference)
        return words ?? "\(difference.place): \(difference.change)"
    }

    private static func field(_ difference: Difference) -> String? {
        guard difference.path.count > 1, difference.path[0] == .key("fields"),
            case .item(let name) = difference.path[1]
        else { return nil }
        if difference.path.count == 2 {
            guard difference.old != nil else {
                let isOptional = difference.new?["required"]?.scalar == "false"
                return "asks `\(name)` anew\(isOptional ? " (optional)" : "")"
            }
            return difference.new == nil ? "asks `\(name)` no more" : nil
        }
        guard difference.path.count == 3, difference.path[2] == .key("required") else { return nil }
        return difference.new?.scalar == "false"
            ? "lets `\(name)` be left out, which was needed"
            : "needs `\(name)`, which was optional"
    }

    private static func step(_ difference: Difference) -> String? {
        guard difference.path.count > 1, difference.path[0] == .key("steps"),
            case .item(let name) = difference.path[1]
        else { return nil }
        if difference.path.count == 2 {
            guard difference.old != nil else {
                return "adds the step `\(name)` (\(difference.new?["kind"]?.scalar ?? ""))"
            }
            return difference.new == nil ? "removes the step `\(name)`" : nil
        }
        guard difference.path.count == 3, case .key(let key) = difference.path[2],
            let new = difference.new?.scalar, let old = difference.old?.scalar
        else {
            return difference.path.last == .key("when") && difference.path.count == 3
                ? "changes when `\(name)` is done: \(difference.change)" : nil
        }
        switch key {
        case "kind": return "makes `\(name)` a `\(new)`, it was `\(old)`"
        case "unit": return "gives `\(name)` to the unit \(new), it was \(old)"
        case "role": return "gives `\(name)` to the role \(new), it was \(old)"
        case "within": return "gives `\(name)` \(new), it was \(old)"
        case "when": return "changes when `\(name)` is done: \(difference.change)"
        default: return nil
        }
    }

    private static func page(_ difference: Difference) -> String? {
        guard difference.path.count == 2, case .item(let name) = difference.path[1] else {
            return nil
        }
        let isNew = difference.old == nil
        guard isNew || difference.new == nil else { return nil }
        switch difference.path[0] {
        case .key("form"): return isNew ? "adds the page `\(name)`" : "removes the page `\(name)`"
        case .key("rules"):
            let rule = Shortened.text((difference.new ?? difference.old)?["must"]?.shown ?? "")
            return isNew ? "checks `\(name)` anew: \(rule)" : "checks `\(name)` no more: \(rule)"
        default: return nil
        }
    }

    private static func term(_ difference: Difference) -> String? {
        guard case .key(let key)? = difference.path.first else { return nil }
        let new = difference.new?.scalar
        let old = difference.old?.scalar
        switch (key, difference.path.count) {
        case ("promise", 1): return "promises \(new ?? ""), it was \(old ?? "")"
        case ("fee", 1): return "changes the fee: \(difference.change)"
        case ("fee", 4) where difference.path[3] == .key("amount"):
            guard case .item(let item) = difference.path[2] else { return nil }
            return "changes the fee `\(item)`: \(difference.change)"
        case ("silence", 1) where old == nil: return "lets silence grant"
        case ("silence", 1) where new == nil: return "lets silence grant no more"
        case ("confidentiality", 1):
            let usual = Confidentiality.biasa.rawValue
            return "is `\(new ?? usual)`, it was `\(old ?? usual)`"
        default: return nil
        }
    }
}
