/// Where the database is: `sqlite:PATH`, `sqlite::memory:` (a private temporary database) or
/// `postgres://user:password@host:port/name?options`.
public struct DatabaseURL: Sendable, Hashable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    enum Place: Sendable, Hashable {
        case file(String)
        case temporary
        case postgres(String)
    }

    let place: Place

    /// - Throws: `StoreError.invalidURL`.
    public init(_ text: String) throws(StoreError) {
        if text == "sqlite::memory:" {
            place = .temporary
        } else if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.utf8.contains(0), path != ":memory:" else {
                throw .invalidURL
            }
            place = .file(path)
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            guard !text.utf8.contains(0) else { throw .invalidURL }
            place = .postgres(text)
        } else {
            throw .invalidURL
        }
    }

    public static let temporary = DatabaseURL(place: .temporary)

    public static func sqlite(path: String) -> DatabaseURL { DatabaseURL(place: .file(path)) }

    init(place: Place) {
        self.place = place
    }

    public var engine: Engine {
        if case .postgres = place { .postgres } else { .sqlite }
    }

    /// The file of a SQLite database.
    public var path: String? {
        if case .file(let path) = place { path } else { nil }
    }

    /// Another database on the same server.
    public func replacing(database: String) -> DatabaseURL? {
        guard case .postgres(let text) = place, let scheme = text.firstRange(of: "://") else {
            return nil
        }
        let rest = text[scheme.upperBound...]
        let query = rest.firstIndex(of: "?") ?? rest.endIndex
        let authority = rest[..<query].firstIndex(of: "/") ?? query
        return DatabaseURL(
            place: .postgres(text[..<authority] + "/" + database + text[query...]))
    }

    /// Without the password, wherever it stands.
    public var description: String {
        switch place {
        case .file(let path): "sqlite:\(path)"
        case .temporary: "sqlite::memory:"
        case .postgres(let text): Self.redacted(text)
        }
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["url": description]) }

    private static func redacted(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return "postgres://…" }
        var rest = String(text[scheme.upperBound...])
        let query = rest.firstIndex(of: "?").map { String(rest[$0...]) } ?? ""
        rest = String(rest.dropLast(query.count))
        if let at = rest.lastIndex(of: "@") {
            let user = rest[..<at].prefix { $0 != ":" }
            let hidden = user.count < rest[..<at].count ? ":…" : ""
            rest = String(user) + hidden + rest[at...]
        }
        let options = query.dropFirst().split(separator: "&").map { option in
            option.hasPrefix("host=") || option.hasPrefix("port=") ? String(option) : "…"
        }
        return text[..<scheme.upperBound] + rest
            + (options.isEmpty ? "" : "?" + options.joined(separator: "&"))
    }
}
