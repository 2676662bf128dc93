// Writes a Swift file that holds the given files as string literals, so that one binary carries
// them. usage: embed-assets OUTPUT ROOT FILE…   (FILE is below ROOT; its relative path becomes its
// name)
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
    FileHandle.standardError.write(Data("usage: embed-assets OUTPUT ROOT FILE…\n".utf8))
    exit(2)
}
let root = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"
var source = """
    // Made by embed-assets; do not edit.
    enum Embedded {
        static let files: [(name: String, text: StaticString)] = [

    """
for path in arguments.dropFirst(2).sorted() {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // Enough pounds that no sequence in the file can end the literal or begin an interpolation.
    var pounds = "###"
    while text.contains("\"\"\"" + pounds) || text.contains("\\" + pounds) { pounds += "#" }
    let name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    source += "        (\"\(name)\", \(pounds)\"\"\"\n\(text)\n\"\"\"\(pounds)),\n"
}
source += "    ]\n}\n"
try source.write(toFile: arguments[0], atomically: true, encoding: .utf8)
