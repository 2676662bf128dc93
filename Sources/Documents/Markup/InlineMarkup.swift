/// Reads `*bold*`, `_italic_` and `\` inside a line of markup.
struct InlineMarkup {
    let line: Int

    func parse(_ source: some StringProtocol) throws(LetterMarkupError) -> RichText {
        let characters = Array(source)
        var runs: [RichText.Run] = []
        var text = ""
        var bold = false
        var italic = false
        var index = 0
        func flush() {
            if !text.isEmpty { runs.append(.init(text, bold: bold, italic: italic)) }
            text = ""
        }
        while index < characters.count {
            let character = characters[index]
            if character == "\\" {
                index += 1
                guard index < characters.count else { break }
                text.append(characters[index])
            } else if character == "*", marks(characters, index, open: !bold) {
                flush()
                bold.toggle()
            } else if character == "_", marks(characters, index, open: !italic) {
                flush()
                italic.toggle()
            } else {
                text.append(character)
            }
            index += 1
        }
        flush()
        guard !bold, !italic else {
            let mark = bold ? "*" : "_"
            throw LetterMarkupError(
                line: line, "A \(mark) opens here and does not close.",
                mend: "Close it in the same paragraph, or write \\\(mark) for the sign itself.")
        }
        return RichText(runs: runs)
    }

    /// A mark opens before and closes after a word; `a*b` and `2 * 3` are plain text.
    private func marks(_ characters: [Character], _ index: Int, open: Bool) -> Bool {
        let before = index > 0 ? characters[index - 1] : " "
        let after = index + 1 < characters.count ? characters[index + 1] : " "
        func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
        return open
            ? !isWord(before) && !after.isWhitespace : !before.isWhitespace && !isWord(after)
    }
}
