/// What a name in a template may stand for.
public indirect enum TextShape: Sendable, Hashable {
    /// Ready text, written with `{{name}}`; `{{#name}}…{{/name}}` asks whether it is filled.
    case text
    /// Yes or no, asked with `{{#name}}…{{/name}}` or `{{^name}}…{{/name}}`.
    case flag
    /// Any number of records; `{{#name}}…{{/name}}` repeats for each.
    case list([String: TextShape])
    /// One record, reached with `{{name.field}}`.
    case record([String: TextShape])
    /// A text that also has parts: `{{name}}` is all of it, `{{name.part}}` one part.
    case parted([String: TextShape])
}

extension TextShape {
    /// Under which name swift-mustache gets all of a text that has parts.
    static func whole(_ name: String) -> String { "\(name)?whole" }
}

/// The names a template may use. A name outside of it is an error when the template is compiled,
/// never an empty place in a letter that has already been sent.
public struct TextScope: Sendable, Hashable {
    public let fields: [String: TextShape]
    /// Pieces of template that may be called with `{{> name}}`.
    public let partials: [String: String]

    public init(_ fields: [String: TextShape], partials: [String: String] = [:]) {
        self.fields = fields
        self.partials = partials
    }

    /// A scope of plain texts only.
    public init(texts: [String]) {
        self.init(Dictionary(texts.map { ($0, .text) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The names, in alphabetical order, as an editor shows them: `pemohon.nama`, `anggota[].nama`.
    public var names: [String] { Self.names(of: fields, prefix: "").sorted() }

    private static func names(of fields: [String: TextShape], prefix: String) -> [String] {
        fields.flatMap { name, shape -> [String] in
            switch shape {
            case .text, .flag: [prefix + name]
            case .list(let inner): names(of: inner, prefix: "\(prefix)\(name)[].")
            case .record(let inner): names(of: inner, prefix: "\(prefix)\(name).")
            case .parted(let inner):
                [prefix + name] + names(of: inner, prefix: "\(prefix)\(name).")
            }
        }
    }
}
