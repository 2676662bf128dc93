/// Script files of a domain.
public enum Scripts {
    /// The text of one embedded file, by the end of its name.
    /// - Precondition: it is there; what is embedded is known when the house is built.
    public static func text(
        _ name: String, in files: [(name: String, text: StaticString)]
    ) -> String {
        guard let file = files.first(where: { $0.name.hasSuffix("/" + name) }) else {
            preconditionFailure("no embedded file \(name)")
        }
        return file.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    }

    /// What workers that keep a page for where there is no line begin with: `keepShell`.
    public static let shellWorker = text("shell-worker.mjs", in: Embedded.files)

    /// The `.js` files among embedded files, by name.
    public static func embedded(_ files: [(name: String, text: StaticString)]) -> [String] {
        files.filter { $0.name.hasSuffix(".js") }.sorted { $0.name < $1.name }.map {
            $0.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
    }
}
