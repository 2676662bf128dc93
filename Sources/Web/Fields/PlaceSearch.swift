import Forms
import Kernel

/// Names of kelurahan for somebody who is typing. Public data; everything works without it.
public enum PlaceSearch {
    public static let path: PathTemplate = "/wilayah"

    struct Input: RouteInput {
        static let fields: [InputField] = [.query("q", max: 120)]
        let typed: String
        init(_ fields: inout FieldReader) { typed = fields.optionalText("q") ?? "" }
    }

    /// `places` are those of the city as published now.
    public static func route(_ places: @escaping @Sendable () async throws -> Places) -> Route {
        Route.get(path, Input.self, output: .data) { (_: VisitorContext, input) in
            let found = try await places().suggest(input.typed)
            return .json(
                .array(
                    found.map { ["code": .string($0.code.text), "title": .string($0.title)] }))
        }
        .limited { $0.rate = .api }
    }
}
