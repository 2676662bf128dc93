/// One value that a route accepts: where it comes from and how large it may be. What is not
/// declared is never seen by a handler.
public struct InputField: Sendable, Hashable {
    public enum Place: String, Sendable, Hashable {
        case path, query, header, form, file, content, json
    }
    public enum Kind: String, Sendable, Hashable {
        case text, integer, day, flag, choices, file
        /// A text that no page repeats, such as a passphrase.
        case secret
    }

    public let name: String
    public let place: Place
    public let kind: Kind
    /// Bytes of one value; for files, of one file.
    public let maxBytes: Int
    /// The name is a beginning: `f.` accepts `f.name`, `f.nik` (forms that a city writes itself).
    public let isPrefix: Bool
    /// Media types a file may have, such as `application/pdf`; checked by its first bytes too.
    public let types: [String]
    /// What programs are told of it, and held to.
    public let schema: Schema?
    /// Whether a program has to send it.
    public let isRequired: Bool

    init(
        _ name: String, _ place: Place, _ kind: Kind, _ maxBytes: Int, isPrefix: Bool = false,
        types: [String] = [], schema: Schema? = nil, isRequired: Bool = false
    ) {
        self.schema = schema
        self.isRequired = isRequired
        self.name = name
        self.place = place
        self.kind = kind
        self.maxBytes = maxBytes
        self.isPrefix = isPrefix
        self.types = types
    }

    /// A named segment of the path.
    public static func path(_ name: String, max: Int = 100) -> InputField {
        InputField(name, .path, .text, max)
    }

    public static func query(_ name: String, _ kind: Kind = .text, max: Int = 200) -> InputField {
        InputField(name, .query, kind, max)
    }

    /// A header of the request.
    public static func header(_ name: String, max: Int = 100) -> InputField {
        InputField(name, .header, .text, max)
    }

    /// The whole body as it is (`application/offset+octet-stream`), read like a file.
    public static func content(_ name: String, max: Int) -> InputField {
        InputField(name, .content, .file, max)
    }

    public static func form(_ name: String, _ kind: Kind = .text, max: Int = 500) -> InputField {
        InputField(name, .form, kind, max)
    }

    /// All form fields whose name begins so.
    public static func forms(prefix: String, max: Int = 20_000) -> InputField {
        InputField(prefix, .form, .text, max, isPrefix: true)
    }

    public static func file(
        _ name: String, max: Int = 5 * 1024 * 1024, types: [String] = []
    ) -> InputField {
        InputField(name, .file, .file, max, types: types)
    }

    /// All files whose field name begins so.
    public static func files(
        prefix: String, max: Int = 5 * 1024 * 1024, types: [String] = []
    ) -> InputField {
        InputField(prefix, .file, .file, max, isPrefix: true, types: types)
    }

    func covers(_ candidate: String) -> Bool {
        isPrefix ? candidate.hasPrefix(name) && candidate != name : candidate == name
    }
}
