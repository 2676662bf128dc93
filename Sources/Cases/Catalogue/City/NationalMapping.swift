import Kernel

extension NationalSystem.Pull {
    /// A message of ours from one of theirs. What the file does not name is not taken.
    public func message(_ item: JSONValue) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for (name, source) in fields {
            guard let value = item.at(source.path), !value.isNull else { continue }
            members[name] = value.word.flatMap { source.values[$0] }.map { .string($0) } ?? value
        }
        return .object(members)
    }
}

extension NationalSystem.Report {
    /// The body with its holes filled, each in one pass. `data.status` stands in an object `data`.
    public func body(_ values: [String: String]) -> JSONValue {
        var root: [String: JSONValue] = [:]
        for (path, template) in self.body {
            let parts = path.split(separator: ".").map(String.init)
            Self.put(.string(Self.fill(template, values)), parts[...], into: &root)
        }
        return .object(root)
    }

    private static func put(
        _ value: JSONValue, _ path: ArraySlice<String>, into members: inout [String: JSONValue]
    ) {
        guard let first = path.first else { return }
        guard path.count > 1 else { return members[first] = value }
        var inner = members[first]?.objectValue ?? [:]
        put(value, path.dropFirst(), into: &inner)
        members[first] = .object(inner)
    }

    /// The names in braces of a template.
    static func holes(_ template: String) -> [String] {
        template.split(separator: "{").dropFirst(template.hasPrefix("{") ? 0 : 1).compactMap {
            part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// - Parameter encode: how a value is written there, such as in an address.
    public static func fill(
        _ template: String, _ values: [String: String], encode: (String) -> String = { $0 }
    ) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[rest.index(after: open)...]
            if let close = rest.firstIndex(of: "}"), let value = values[String(rest[..<close])] {
                result += encode(value)
                rest = rest[rest.index(after: close)...]
            } else {
                result.append("{")
            }
        }
        return result + rest
    }
}
