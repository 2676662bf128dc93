/// The shell's own styles, script and mark, from `Assets/`.
enum OwnFiles {
    /// One file per component; those whose name begins with a digit come first, in that order.
    static var styles: [String] { all { $0.hasSuffix(".css") } }
    static var script: String {
        all { $0.hasSuffix(".js") && !$0.hasSuffix(uploads) }.joined(separator: "\n")
    }
    /// For pages that ask for more (`Page.hasScript`).
    static var more: [String] { all { $0.hasSuffix(uploads) } }
    private static let uploads = "upload.js"
    static var icon: String { all { $0.hasSuffix("mark.svg") }.first ?? "" }

    private static func all(_ isWanted: (String) -> Bool) -> [String] {
        Embedded.files.filter { isWanted($0.name) }.sorted { $0.name < $1.name }.map {
            $0.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
    }
}
