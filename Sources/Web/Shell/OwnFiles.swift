/// The shell's own styles, script and mark, from `Assets/`.
enum OwnFiles {
    /// One file per component; those whose name begins with a digit come first, in that order.
    static var styles: [String] { all { $0.hasSuffix(".css") } }
    static var script: String {
        all { $0.hasSuffix(".js") && !isMore($0) }.joined(separator: "\n")
    }
    /// For pages that ask for more (`Page.hasScript`).
    static var more: [String] { all(isMore) }
    private static func isMore(_ name: String) -> Bool {
        name.hasSuffix("upload.js") || name.hasSuffix("passkey.js")
    }
    static var icon: String { all { $0.hasSuffix("mark.svg") }.first ?? "" }

    private static func all(_ isWanted: (String) -> Bool) -> [String] {
        Embedded.files.filter { isWanted($0.name) }.sorted { $0.name < $1.name }.map {
            $0.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
    }
}
