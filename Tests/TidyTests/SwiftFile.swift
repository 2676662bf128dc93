import Foundation

/// A Swift file as text, and as code without comments and without the words inside strings.
struct SwiftFile: Sendable {
    let path: String
    let lines: [String]
    /// The same lines with comments and string contents replaced by spaces.
    let code: [String]
    /// The same lines with everything but comments replaced by spaces.
    let comments: [String]

    init(path: String, text: String) {
        self.path = path
        lines = SwiftFile.split(text)
        let scanned = CodeScanner.scan(text)
        code = SwiftFile.split(scanned.code)
        comments = SwiftFile.split(scanned.comments)
    }

    /// All Swift files of the project.
    static let all: [SwiftFile] = ["Sources", "Tests", "Plugins"].flatMap { folder in
        Repository.current.files(under: folder, ending: ".swift").compactMap { path in
            Repository.current.text(path).map { SwiftFile(path: path, text: $0) }
        }
    }

    /// What people get: all sources but the tools of building and testing.
    static let shipped = all.filter { file in
        file.path.hasPrefix("Sources/") && !file.path.hasPrefix("Sources/TestKit/")
            && !file.path.hasPrefix("Sources/embed-assets/")
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The modules that the file imports, with their line numbers.
    var imports: [(line: Int, module: String)] {
        code.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({ SwiftFile.beforeImport.contains(String($0)) })
            else { return nil }
            var name = words[place + 1]
            if SwiftFile.kinds.contains(String(name)), place + 2 < words.count {
                name = words[place + 2]
            }
            return (index + 1, String(name.prefix { $0 != "." && $0 != ";" }))
        }
    }

    private static let beforeImport: Set = [
        "@testable", "@preconcurrency", "public", "package", "internal", "fileprivate", "private",
    ]
    private static let kinds: Set = [
        "struct", "class", "enum", "protocol", "func", "typealias", "let", "var",
    ]
}
