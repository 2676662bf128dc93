/// Turns the blocks of a letter into pieces with their structure tags.
struct LetterLayout {
    static let left = 70.87
    static let right = Canvas.width - 56.7
    static var width: Double { right - left }

    let letter: LetterDocument
    let type: Typesetter
    let code: QRCode?

    /// Width of the labels of all “Nama : …” rows: their colons stand in one line.
    private let labelColumn: Double
    /// Right edge of the text; further left beside a signature.
    private var edge = LetterLayout.right

    private var width: Double { edge - Self.left }
    private var size: Double { letter.body.size }
    private var gap: Double { size * 0.5 }
    private var writing: WritingLayout { WritingLayout(type: type, size: size, width: width) }

    init(letter: LetterDocument, type: Typesetter, code: QRCode?) {
        self.letter = letter
        self.type = type
        self.code = code
        let size = letter.body.size
        let widest =
            Self.labels(of: letter.body.blocks).map {
                type.set($0, width: 400, .init(size: size)).width
            }.max() ?? 0
        labelColumn = min(max(widest + 10, size * 8), Self.width * 0.42)
    }

    private static func labels(of blocks: [LetterBlock]) -> [RichText] {
        blocks.flatMap { block -> [RichText] in
            switch block {
            case .facts(let facts): facts.map(\.label)
            case .keep(let inner): labels(of: inner)
            default: []
            }
        }
    }

    func pieces() -> [Piece] { pieces(of: letter.body.blocks) }

    private func pieces(of blocks: [LetterBlock]) -> [Piece] {
        var pieces: [Piece] = []
        var breaks = false
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            index += 1
            if case .pageBreak = block {
                breaks = true
                continue
            }
            var next = self.pieces(of: block)
            if case .signature = block, index < blocks.count, let both = beside(next, blocks[index])
            {
                next = [both]
                index += 1
            }
            guard !next.isEmpty else { continue }
            next[0].breaksPage = breaks || next[0].breaksPage
            breaks = false
            if case .signature = block, letter.signature != nil {
                // A signature alone on a page could sign anything: it takes text along.
                for piece in pieces.indices.suffix(2) { pieces[piece].keepsNext = true }
            }
            pieces += next
        }
        return pieces
    }

    private func pieces(of block: LetterBlock) -> [Piece] {
        switch block {
        case .title(let text):
            return paragraph(
                text, tag: "H1", .init(size: size + 2, bold: true, alignment: .centre),
                before: gap * 1.6, keepsNext: true)
        case .heading(let text):
            return paragraph(
                text, tag: "H2", .init(size: size, bold: true), before: gap * 1.6, keepsNext: true)
        case .centred(let text):
            return paragraph(
                text, tag: "P", .init(size: size, alignment: .centre), before: 1, keepsNext: true)
        case .paragraph(let text, let indented):
            let style = Typesetter.Style(
                size: size, alignment: .justified, indent: indented ? 35.4 : 0)
            // “Dengan ketentuan:” does not end a page.
            return paragraph(
                text, tag: "P", style, before: gap, keepsNext: text.plain.hasSuffix(":"))
        case .list(let style, let items):
            return list(style, items, left: Self.left, before: gap)
        case .basis(let label, let style, let items): return basis(label, style, items)
        case .facts(let facts): return self.facts(facts)
        case .table(let header, let rows):
            return TableLayout(type: type, size: size, before: gap).pieces(header, rows)
        case .signature:
            return SignatureLayout(letter: letter, type: type, code: code).pieces()
        case .keep(let blocks):
            var pieces = self.pieces(of: blocks)
            for index in pieces.indices.dropLast() { pieces[index].keepsNext = true }
            return pieces
        case .code(let verification):
            var own = letter
            own.signature = nil
            own.verification = verification
            return SignatureLayout(
                letter: own, type: type, code: QRCode(verification.url, level: .q)
            ).pieces()
        case .ruled(let count):
            return writing.ruled(count)
        case .boxes(let count):
            return writing.boxes(count)
        case .ticks(let choices):
            return writing.ticks(choices)
        case .pageBreak: return []
        }
    }

    /// Short kept-together text behind the signature (“Tembusan”) stands at its left, so that it
    /// does not need a page of its own.
    private func beside(_ signature: [Piece], _ block: LetterBlock) -> Piece? {
        guard letter.signature != nil, signature.count == 1, case .keep(let blocks) = block else {
            return nil
        }
        let isPlain = blocks.allSatisfy {
            switch $0 {
            case .paragraph, .list: true
            default: false
            }
        }
        var narrow = self
        narrow.edge = SignatureLayout.x - 18
        let pieces = narrow.pieces(of: blocks)
        let height = pieces.reduce(0) { $0 + $1.height + $1.before }
        guard isPlain, height <= signature[0].height else { return nil }
        var both = signature[0]
        both.draw = { canvas, top in
            signature[0].draw(canvas, top)
            var y = top + signature[0].height - height
            for piece in pieces {
                y += piece.before
                piece.draw(canvas, y)
                y += piece.height
            }
        }
        return both
    }

    private func paragraph(
        _ text: RichText, tag: String, _ style: Typesetter.Style, before: Double,
        keepsNext: Bool = false
    ) -> [Piece] {
        guard !text.plain.isEmpty else { return [] }
        let block = type.set(text, width: width, style)
        var pieces = lines(block, x: Self.left, before: before)
        pieces.wrap(in: [tag])
        if keepsNext { pieces[pieces.count - 1].keepsNext = true }
        return pieces
    }

    /// Lines with at least two of them at the foot and at the head of a page.
    private func lines(_ block: TextBlock, x: Double, before: Double) -> [Piece] {
        let count = block.lines.count
        return block.lines.enumerated().map { index, line in
            Piece(
                height: line.height, before: index == 0 ? before : 0,
                keepsNext: count > 1 && (index == 0 || index == count - 2)
            ) { canvas, top in
                // The block is held here: its lines die with it.
                withExtendedLifetime(block) { canvas.draw(line, x: x, top: top) }
            }
        }
    }

    private func list(
        _ style: LetterBlock.ListStyle, _ items: [RichText], left: Double, before: Double
    ) -> [Piece] {
        let indent = size * (items.count > 9 && style == .numbers ? 2.1 : 1.7)
        var pieces: [Piece] = []
        for (index, item) in items.enumerated() {
            let label = type.set(RichText(style.label(index)), width: indent, .init(size: size))
            let text = type.set(
                item, width: edge - left - indent, .init(size: size, alignment: .justified))
            var next = lines(
                text, x: left + indent, before: index == 0 ? before : size * 0.15)
            next.wrap(in: ["LBody"])
            let body = next[0].draw
            next[0].draw = { canvas, top in
                canvas.begin("LI")
                canvas.tagged("Lbl") { canvas.draw(label, x: left, top: top) }
                body(canvas, top)
            }
            next.after { canvas in canvas.end("LI") }
            pieces += next
        }
        guard !pieces.isEmpty else { return [] }
        let first = pieces[0].draw
        pieces[0].draw = { canvas, top in
            canvas.beginList(style.numbering)
            first(canvas, top)
        }
        pieces.after { canvas in canvas.end("L") }
        return pieces
    }

    private func basis(
        _ label: RichText, _ style: LetterBlock.ListStyle, _ items: [RichText]
    ) -> [Piece] {
        let column = size * 6.6
        let block = type.set(label, width: column, .init(size: size))
        let colon = type.set(":", width: 12, .init(size: size))
        var pieces = list(style, items, left: Self.left + column + 12, before: gap)
        guard !pieces.isEmpty else { return [] }
        let first = pieces[0].draw
        pieces[0].draw = { canvas, top in
            canvas.tagged("P") {
                canvas.draw(block, x: Self.left, top: top)
                canvas.draw(colon, x: Self.left + column, top: top)
            }
            first(canvas, top)
        }
        return pieces
    }

    private func facts(_ facts: [LetterBlock.Fact]) -> [Piece] {
        let indent = 35.4
        let column = labelColumn
        let x = Self.left + indent + column + 10
        var pieces: [Piece] = []
        for (index, fact) in facts.enumerated() {
            let label = type.set(fact.label, width: column, .init(size: size))
            let colon = type.set(":", width: 10, .init(size: size))
            let value = type.set(fact.value, width: edge - x, .init(size: size))
            var next = lines(value, x: x, before: index == 0 ? gap : size * 0.15)
            next.wrap(in: ["TD"])
            let body = next[0].draw
            next[0].draw = { canvas, top in
                canvas.begin("TR")
                canvas.tagged("TH") {
                    canvas.draw(label, x: Self.left + indent, top: top)
                    canvas.draw(colon, x: x - 10, top: top)
                }
                body(canvas, top)
            }
            next.after { canvas in canvas.end("TR") }
            // A long label beside a short value: the row is as high as the label.
            let lack = label.height - next.reduce(0) { $0 + $1.height }
            if lack > 0 { next[next.count - 1].height += lack }
            pieces += next
        }
        pieces.wrap(in: ["Table"])
        return pieces
    }
}
