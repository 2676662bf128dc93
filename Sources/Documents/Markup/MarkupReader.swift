/// Reads markup line by line; `Pending` is the block that is still growing.
struct MarkupReader {
    private enum Pending {
        case none
        case title([String], line: Int)
        case paragraph(String, indented: Bool, line: Int)
        case list(LetterBlock.ListStyle, [(String, Int)])
        case basis(String, line: Int, LetterBlock.ListStyle?, [(String, Int)])
        case facts([(String, Int)])
        case table([(cells: String, header: Bool, line: Int)])
    }

    private var body = LetterBody([])
    private var pending = Pending.none
    /// The blocks before an open `:bersama`, and its line.
    private var outer: (blocks: [LetterBlock], line: Int)?
    private var hasSignature = false

    mutating func read(_ raw: some StringProtocol, _ number: Int) throws(LetterMarkupError) {
        let indent = raw.prefix { $0 == " " || $0 == "\t" }
        var content = raw.dropFirst(indent.count)
        while content.last == " " || content.last == "\t" { content.removeLast() }
        if content.isEmpty { return try blank() }
        // A mark before an empty value is still a mark.
        let line = content.count <= 4 ? "\(content) " : String(content)
        if indent.count >= 2 || indent.contains("\t"), continueItem(String(content)) { return }
        if try directive(line, number) { return }
        if try mark(line, number) { return }
        if try item(line, number) { return }
        try text(String(content), indented: false, number)
    }

    mutating func finish(_ number: Int) throws(LetterMarkupError) -> LetterBody {
        try close()
        if let outer {
            throw LetterMarkupError(
                line: outer.line, ":bersama is not closed.",
                mend: "Write :selesai after the last block that belongs to it.")
        }
        guard !body.blocks.isEmpty else {
            throw LetterMarkupError(
                line: max(1, number), "The letter is empty.", mend: "Write a title and a text.")
        }
        return body
    }

    // MARK: Kinds of lines

    private mutating func blank() throws(LetterMarkupError) {
        // A label waits for its list.
        if case .basis(_, _, _, let items) = pending, items.isEmpty { return }
        try close()
    }

    private mutating func mark(_ line: String, _ number: Int) throws(LetterMarkupError) -> Bool {
        if let content = line.after("## ") {
            try close()
            body.blocks.append(.heading(try inline(content, number)))
        } else if let content = line.after("# ") {
            if case .title(let lines, let start) = pending {
                pending = .title(lines + [content], line: start)
            } else {
                try close()
                pending = .title([content], line: number)
            }
        } else if let content = line.after("= ") {
            try close()
            body.blocks.append(.centred(try inline(content, number)))
        } else if let content = line.after("> ") {
            try close()
            if !content.isEmpty { try text(content, indented: true, number) }
        } else if let content = line.after("@ ") {
            try close()
            pending = .basis(content, line: number, nil, [])
        } else if let content = line.after("|= ") {
            try close()
            pending = .table([(content, true, number)])
        } else if let content = line.after("|- ") {
            guard case .table(let rows) = pending else {
                throw LetterMarkupError(
                    line: number, "A table row stands without headings.",
                    mend: "Begin the table with a line “|= heading | heading”.")
            }
            pending = .table(rows + [(content, false, number)])
        } else if let content = line.after("| ") {
            if case .facts(let rows) = pending {
                pending = .facts(rows + [(content, number)])
            } else {
                try close()
                pending = .facts([(content, number)])
            }
        } else {
            return try refuseUnknownMark(line, number)
        }
        return true
    }

    private func refuseUnknownMark(
        _ line: String, _ number: Int
    ) throws(LetterMarkupError) -> Bool {
        guard let first = line.first, "#=>@|".contains(first) else { return false }
        throw LetterMarkupError(
            line: number, "“\(line.prefix(12))” is not a mark we know.",
            mend: "Put a space behind the mark, or write \\\(first) for the sign itself.")
    }

    private mutating func item(_ line: String, _ number: Int) throws(LetterMarkupError) -> Bool {
        guard let (style, content) = Self.item(line) else { return false }
        switch pending {
        case .list(style, let items): pending = .list(style, items + [(content, number)])
        case .basis(let label, let start, let known, let items)
        where known == nil || known == style:
            pending = .basis(label, line: start, style, items + [(content, number)])
        default:
            try close()
            pending = .list(style, [(content, number)])
        }
        return true
    }

    private static func item(_ line: String) -> (LetterBlock.ListStyle, String)? {
        if let content = line.after("- ") { return (.bullets, content) }
        guard let dot = line.firstIndex(of: "."), dot != line.startIndex else { return nil }
        let label = line[..<dot]
        let rest = line[line.index(after: dot)...]
        guard rest.first == " " else { return nil }
        if label.count <= 3, label.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return (.numbers, String(rest.dropFirst()))
        }
        if label.count == 1, let letter = label.first, letter.isASCII, letter.isLowercase {
            return (.letters, String(rest.dropFirst()))
        }
        return nil
    }

    private mutating func text(
        _ line: String, indented: Bool, _ number: Int
    ) throws(LetterMarkupError) {
        if case .basis(let label, let start, _, let items) = pending, items.isEmpty {
            throw LetterMarkupError(
                line: start, "“\(label)” has no list.",
                mend: "Write its items below: “1. …” or “a. …”.")
        }
        if case .paragraph(let before, let wasIndented, let start) = pending {
            pending = .paragraph(before.joined(with: line), indented: wasIndented, line: start)
        } else {
            try close()
            pending = .paragraph(line, indented: indented, line: number)
        }
    }

    /// Adds an indented line to the item or row above; false when there is none.
    private mutating func continueItem(_ line: String) -> Bool {
        switch pending {
        case .list(let style, var items):
            items.joinLast(with: line)
            pending = .list(style, items)
        case .basis(let label, let start, let style, var items) where !items.isEmpty:
            items.joinLast(with: line)
            pending = .basis(label, line: start, style, items)
        case .facts(var rows):
            rows.joinLast(with: line)
            pending = .facts(rows)
        default: return false
        }
        return true
    }

    // MARK: Directives

    private mutating func directive(
        _ line: String, _ number: Int
    ) throws(LetterMarkupError) -> Bool {
        guard line.first == ":" else { return false }
        try close()
        let word = line.dropFirst().prefix { !$0.isWhitespace }
        let argument = String(line.dropFirst(word.count + 1).drop { $0.isWhitespace })
        switch word {
        case "huruf", "ukuran": try setting(String(word), argument, number)
        case "bersama":
            guard outer == nil else {
                throw LetterMarkupError(
                    line: number, ":bersama stands inside another one.",
                    mend: "Close the first with :selesai.")
            }
            outer = (body.blocks, number)
            body.blocks = []
        case "selesai":
            guard let before = outer else {
                throw LetterMarkupError(
                    line: number, ":selesai without :bersama.", mend: "Remove it.")
            }
            body.blocks = before.blocks + [.keep(body.blocks)]
            outer = nil
        case "tanda-tangan":
            guard !hasSignature else {
                throw LetterMarkupError(
                    line: number, "There is a second place for the signature.", mend: "Keep one.")
            }
            hasSignature = true
            body.blocks.append(.signature)
        case "halaman-baru": body.blocks.append(.pageBreak)
        default:
            throw LetterMarkupError(
                line: number, "“:\(word)” is not an order we know.",
                mend: "Known: :huruf :ukuran :bersama :selesai :tanda-tangan :halaman-baru.")
        }
        return true
    }

    private mutating func setting(
        _ word: String, _ argument: String, _ number: Int
    ) throws(LetterMarkupError) {
        guard body.blocks.isEmpty, outer == nil else {
            throw LetterMarkupError(
                line: number, ":\(word) comes too late.", mend: "Put it above the title.")
        }
        if word == "huruf", !argument.isEmpty, argument.count <= 60 {
            body.family = argument
            return
        }
        let size = Double(String(argument.map { $0 == "," ? "." : $0 }))
        guard word == "ukuran", let size, (8...16).contains(size) else {
            throw LetterMarkupError(
                line: number, ":\(word) does not understand “\(argument)”.",
                mend: word == "huruf" ? "Name a type family." : "Give 8 to 16 points.")
        }
        body.size = size
    }

    // MARK: Closing a block

    private mutating func close() throws(LetterMarkupError) {
        let finished = pending
        pending = .none
        switch finished {
        case .none: return
        case .title(let lines, let line):
            body.blocks.append(.title(try inline(lines.joined(separator: "\u{2028}"), line)))
        case .paragraph(let text, let indented, let line):
            body.blocks.append(.paragraph(try inline(text, line), indented: indented))
        case .list(let style, let items):
            body.blocks.append(.list(style, try inlines(items)))
        case .basis(let label, let line, let style, let items):
            guard let style else {
                throw LetterMarkupError(
                    line: line, "“\(label)” has no list.",
                    mend: "Write its items below: “1. …” or “a. …”.")
            }
            body.blocks.append(
                .basis(label: try inline(label, line), style, try inlines(items)))
        case .facts(let rows): body.blocks.append(.facts(try facts(rows)))
        case .table(let rows): body.blocks.append(try table(rows))
        }
    }
}
