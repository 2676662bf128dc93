// Small tools for lines of markup.
extension String {
    /// What stands behind `mark`, or nil when the line does not begin with it.
    func after(_ mark: String) -> String? {
        guard hasPrefix(mark) else { return nil }
        return String(dropFirst(mark.count).drop { $0 == " " })
    }

    /// This line and the next; a `\` at the end of this one breaks the printed line.
    func joined(with next: String) -> String {
        guard last == "\\", !hasSuffix("\\\\") else { return "\(self) \(next)" }
        var line = String(dropLast())
        while line.last == " " { line.removeLast() }
        return "\(line)\u{2028}\(next)"
    }

    /// Parts between `separator`, without spaces around; a separator behind `\` is text.
    func cut(at separator: Character, most: Int) -> [String] {
        var parts: [String] = [""]
        var escaped = false
        for character in self {
            if character == separator, !escaped, parts.count < most {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
            escaped = character == "\\" && !escaped
        }
        return parts.map { part in
            var part = String(part.drop { $0 == " " })
            while part.last == " ", !part.hasSuffix("\\ ") { part.removeLast() }
            return part
        }
    }
}

extension [(String, Int)] {
    mutating func joinLast(with line: String) {
        guard let last else { return }
        self[count - 1] = (last.0.joined(with: line), last.1)
    }
}
