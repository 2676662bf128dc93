import Kernel

extension Schema {
    /// As JSON Schema (2020-12), where it is used: a named one by reference.
    public var reference: JSONValue {
        guard let name else { return definition }
        return .object(["$ref": .string("#/components/schemas/" + name)])
    }

    /// As JSON Schema, written out.
    public var definition: JSONValue {
        var members: [String: JSONValue] = [:]
        switch kind {
        case .string(let text): members = text.definition
        case .integer(let range):
            members = [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
            if range == Self.exact { members["format"] = "int64" }
        case .flag: members = ["type": "boolean"]
        case .anything: break
        case .list(let item, let most):
            members = [
                "type": "array", "items": item.reference, "maxItems": .integer(Int64(most)),
            ]
        case .object(let parts, let others):
            members = [
                "type": "object",
                "properties": .object(
                    Dictionary(parts.map { ($0.name, $0.schema.reference) }) { first, _ in first }),
                "additionalProperties": others?.reference ?? false,
            ]
            let required = parts.filter(\.isRequired).map { JSONValue.string($0.name) }
            if !required.isEmpty { members["required"] = .array(required) }
        case .either(let schemas): members = ["anyOf": .array(schemas.map(\.reference))]
        }
        if !text.isEmpty { members["description"] = .string(text) }
        if let example { members["examples"] = [example] }
        return .object(members)
    }

    /// Every named schema in it, itself too.
    public var named: [String: Schema] {
        var found: [String: Schema] = [:]
        collect(&found)
        return found
    }

    private func collect(_ found: inout [String: Schema]) {
        if let name {
            guard found[name] == nil else { return }
            found[name] = self
        }
        switch kind {
        case .string, .integer, .flag, .anything: break
        case .list(let item, _): item.collect(&found)
        case .object(let members, let others):
            for member in members { member.schema.collect(&found) }
            others?.collect(&found)
        case .either(let schemas): for schema in schemas { schema.collect(&found) }
        }
    }
}

extension Schema.Text {
    fileprivate var definition: [String: JSONValue] {
        if let choices { return ["type": "string", "enum": .array(choices.map(JSONValue.string))] }
        var members: [String: JSONValue] = [
            "type": "string", "maxLength": .integer(Int64(length.upperBound)),
        ]
        if length.lowerBound > 0 { members["minLength"] = .integer(Int64(length.lowerBound)) }
        if let pattern { members["pattern"] = .string(pattern.source) }
        if let format { members["format"] = .string(format) }
        return members
    }
}
