import Texts

extension TextEscaping {
    /// Makes a value harmless in letter markup: its signs are printed, never obeyed, and its line
    /// breaks stay inside of the paragraph or cell.
    public static let letter = TextEscaping { value in
        var escaped = ""
        escaped.reserveCapacity(value.utf8.count + 8)
        for character in TextEscaping.plain(value) {
            if character.isNewline {
                escaped.append("\u{2028}")
            } else if character.isWhitespace, character.isASCII {
                escaped.append(" ")
            } else {
                if character.isASCII, character.isPunctuation || character.isSymbol {
                    escaped.append("\\")
                }
                escaped.append(character)
            }
        }
        while escaped.last == "\u{2028}" || escaped.last == " " { escaped.removeLast() }
        let start = escaped.firstIndex { $0 != " " && $0 != "\u{2028}" } ?? escaped.endIndex
        return String(escaped[start...])
    }
}
