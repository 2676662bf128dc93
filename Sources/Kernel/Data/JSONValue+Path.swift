extension JSONValue {
    /// What stands at `data.items.0.id`; the value itself for an empty path. A part that is a
    /// number is a place in a list, else the name of a member.
    public func at(_ path: String) -> JSONValue? {
        var here = self
        for part in path.split(separator: ".") {
            guard let next = here.part(String(part)) else { return nil }
            here = next
        }
        return here
    }

    private func part(_ name: String) -> JSONValue? {
        if let index = Int(name), let item = self[index] { return item }
        return self[name]
    }

    /// A text or number that goes on as text.
    public var word: String? { stringValue ?? integerValue.map(String.init) }
}
