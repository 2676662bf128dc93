/// What a route is given: declared fields, decoded into one value.
///
/// The initializer reads each field; a reader notes what is missing or wrong and goes on, so that
/// a person sees every mistake at once. It may also throw a `Refusal`.
public protocol RouteInput: Sendable {
    static var fields: [InputField] { get }
    init(_ fields: inout FieldReader) throws
}

/// For routes that take nothing.
public struct NoInput: RouteInput {
    public static let fields: [InputField] = []
    public init(_ fields: inout FieldReader) {}
}

/// For routes with one segment `{kode}` and nothing else.
public struct CodeInput: RouteInput {
    public static let fields: [InputField] = [.path("kode")]
    public let code: String
    public init(_ fields: inout FieldReader) { code = fields.text("kode") }
}
