import Kernel

extension Schema {
    /// What is wrong with a value, each problem at its place (`items.2.note`).
    public func problems(_ value: JSONValue, at place: String = "") -> [Refusal.Problem] {
        var problems: [Refusal.Problem] = []
        check(value, place, &problems)
        return problems
    }

    private static let mostProblems = 50

    private func check(
        _ value: JSONValue, _ place: String, _ problems: inout [Refusal.Problem]
    ) {
        guard problems.count < Self.mostProblems else { return }
        func wrong(_ key: String, _ values: [String: String] = [:]) {
            problems.append(
                Refusal.Problem(
                    "web.api." + key, field: place.isEmpty ? nil : place, values: values))
        }
        switch (kind, value) {
        case (.string(let rule), .string(let text)):
            if let fault = rule.fault(text) { wrong(fault.key, fault.values) }
        case (.integer(let range), _):
            guard let number = value.wholeNumber else { return wrong("type.integer") }
            if !range.contains(number) {
                wrong(
                    "range", ["min": String(range.lowerBound), "max": String(range.upperBound)])
            }
        case (.flag, .bool), (.anything, _): break
        case (.list(let item, let most), .array(let items)):
            guard items.count <= most else { return wrong("tooMany", ["max": String(most)]) }
            for (n, element) in items.enumerated() {
                item.check(element, Self.join(place, String(n)), &problems)
            }
        case (.object(let members, let others), .object(let found)):
            check(found, members, others, place, &problems)
        case (.either(let schemas), _):
            if !schemas.contains(where: { $0.problems(value).isEmpty }) { wrong("type.either") }
        case (.string, _): wrong("type.string")
        case (.flag, _): wrong("type.flag")
        case (.list, _): wrong("type.list")
        case (.object, _): wrong("type.object")
        }
    }

    private func check(
        _ found: [String: JSONValue], _ members: [Member], _ others: Schema?, _ place: String,
        _ problems: inout [Refusal.Problem]
    ) {
        for member in members {
            let here = Self.join(place, member.name)
            if let value = found[member.name] {
                member.schema.check(value, here, &problems)
            } else if member.isRequired {
                problems.append(Refusal.Problem("web.api.missing", field: here))
            }
        }
        let known = Set(members.map(\.name))
        for (name, value) in found.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
            let here = Self.join(place, String(name.prefix(100)))
            if let others {
                others.check(value, here, &problems)
            } else if problems.count < Self.mostProblems {
                problems.append(Refusal.Problem("web.api.unknown", field: here))
            }
        }
    }

    private static func join(_ place: String, _ name: String) -> String {
        place.isEmpty ? name : place + "." + name
    }

    /// What stands in an address or a header, as the value that it is meant for.
    func value(of text: String) -> JSONValue {
        switch kind {
        case .integer: Int64(text).map(JSONValue.integer) ?? .string(text)
        case .flag: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        default: .string(text)
        }
    }
}

extension Schema.Text {
    fileprivate func fault(_ text: String) -> (key: String, values: [String: String])? {
        if let choices {
            return choices.contains(text)
                ? nil : ("choice", ["words": choices.joined(separator: ", ")])
        }
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            return (
                "length", ["min": String(length.lowerBound), "max": String(length.upperBound)]
            )
        }
        if let pattern, !pattern.matches(text) { return ("pattern", ["pattern": pattern.source]) }
        return nil
    }
}

extension JSONValue {
    /// `1`, and `1.0`, which JSON Schema takes for the same.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let number): number
        case .double(let number): Int64(exactly: number)
        default: nil
        }
    }
}
