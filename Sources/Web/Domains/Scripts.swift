/// Script files of a domain.
public enum Scripts {
    /// The `.js` files among embedded files, by name.
    public static func embedded(_ files: [(name: String, text: StaticString)]) -> [String] {
        files.filter { $0.name.hasSuffix(".js") }.sorted { $0.name < $1.name }.map {
            $0.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
    }
}
