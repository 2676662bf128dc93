import Kernel
import People

extension Route {
    /// Bytes of a body that is JSON.
    private static let mostJSON = 2 * 1024 * 1024

    /// Something that programs can do. Its input is what they send, its operation what they are
    /// told; the handler's context says whether they need a token.
    /// - Parameter scope: what the token must allow.
    public static func program<C: RouteContext, I: RouteInput>(
        _ method: Method, _ path: PathTemplate, _ operation: Operation, _ input: I.Type,
        scope: TokenScope? = nil,
        _ handle: @escaping @Sendable (C, I) async throws -> Reply
    ) -> Route {
        let takesJSON = I.fields.contains { $0.place == .json }
        let limits = RouteLimits(bodyBytes: takesJSON ? mostJSON : 256 * 1024, rate: .api)
        return Route(method, path, .data, input, limits, handle, nil)
            .forPrograms(operation, scope)
    }

    /// The same without input.
    public static func program<C: RouteContext>(
        _ method: Method, _ path: PathTemplate, _ operation: Operation, scope: TokenScope? = nil,
        _ handle: @escaping @Sendable (C) async throws -> Reply
    ) -> Route {
        program(method, path, operation, NoInput.self, scope: scope) { (context: C, _) in
            try await handle(context)
        }
    }

    /// What is wrong with the values of a call, by the schemas of their fields.
    static func problems(
        _ fields: [InputField], _ form: FormState, _ body: JSONValue?
    ) -> [Refusal.Problem] {
        fields.flatMap { field -> [Refusal.Problem] in
            guard let schema = field.schema else { return [] }
            switch field.place {
            case .json:
                guard let body else { return [Refusal.Problem("web.api.body")] }
                return schema.problems(body)
            // What stands in a path and cannot be is not there: the handler says so.
            case .path: return []
            case .query, .header, .form, .file, .content:
                guard let text = form.values[field.name]?.first else {
                    return field.isRequired
                        ? [Refusal.Problem("web.api.missing", field: field.name)] : []
                }
                return schema.problems(schema.value(of: text), at: field.name)
            }
        }
    }
}

extension InputField {
    /// The whole body as JSON.
    public static func json(_ schema: Schema) -> InputField {
        InputField("body", .json, .text, 0, schema: schema)
    }

    public static func path(_ name: String, _ schema: Schema) -> InputField {
        InputField(name, .path, .text, 400, schema: schema)
    }

    /// Anything longer than an address may be is refused with the address.
    public static func query(
        _ name: String, _ schema: Schema, isRequired: Bool = false
    ) -> InputField {
        InputField(name, .query, .text, 8_192, schema: schema, isRequired: isRequired)
    }

    public static func header(_ name: String, _ schema: Schema) -> InputField {
        InputField(name, .header, .text, 8_192, schema: schema)
    }

    /// The whole body as the bytes of a file, of one of these media types.
    public static func bytes(max: Int, types: [String]) -> InputField {
        InputField("body", .content, .file, max, types: types)
    }
}

extension FieldReader {
    /// The body, which its schema has let through.
    public var body: JSONValue { json ?? .null }

    /// The bytes of a body that is a file.
    public var content: [UInt8] { files.first { $0.field == "body" }?.bytes ?? [] }

    /// A value of the address or a header as it was sent, or nothing.
    public func sent(_ name: String) -> String? { form.values[name]?.first }
}
