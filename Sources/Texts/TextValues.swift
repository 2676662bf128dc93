/// One value for a template.
public indirect enum TextValue: Sendable, Hashable {
    case text(String)
    case flag(Bool)
    case list([TextValues])
    case record(TextValues)
    case parted(String, TextValues)
}

extension TextValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// The values a template is filled with. Values are only ever text, yes/no and records of these:
/// nothing in them is run, looked into by reflection or read as a template again.
public struct TextValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public var fields: [String: TextValue]

    public init(_ fields: [String: TextValue] = [:]) { self.fields = fields }

    public init(texts: [String: String]) { self.init(texts.mapValues { .text($0) }) }

    public init(dictionaryLiteral elements: (String, TextValue)...) {
        self.init(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }

    public subscript(_ name: String) -> TextValue? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// Sample values of every name in `scope`, for an editor's preview and for checks: each text
    /// is its own name in brackets, or `text` when given.
    public static func sample(of scope: TextScope, text: String? = nil) -> TextValues {
        sample(of: scope.fields, text)
    }

    private static func sample(of fields: [String: TextShape], _ text: String?) -> TextValues {
        var values = TextValues()
        for (name, shape) in fields {
            values[name] =
                switch shape {
                case .text: .text(text ?? "[\(name)]")
                case .flag: .flag(true)
                case .list(let inner): .list([sample(of: inner, text), sample(of: inner, text)])
                case .record(let inner): .record(sample(of: inner, text))
                case .parted(let inner):
                    .parted(text ?? "[\(name)]", sample(of: inner, text))
                }
        }
        return values
    }
}
