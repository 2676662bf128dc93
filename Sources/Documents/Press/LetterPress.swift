import Kernel

/// Prints one letter: sets, divides into pages, draws, finishes the file.
struct LetterPress {
    private static let headTop = 34.0
    private static let crestHeight = 70.0
    private static let laterTop = 62.0
    private static let bottom = Canvas.height - 70
    private static let footerTop = Canvas.height - 58

    private let letter: LetterDocument
    private let limits: PDFLimits
    private let type: Typesetter
    private let code: QRCode?
    private let emblem: PreparedEmblem?

    init(_ letter: LetterDocument, _ limits: PDFLimits) throws {
        self.letter = letter
        self.limits = limits
        let count = letter.body.blocks.reduce(0) { $0 + $1.words.utf8.count }
        guard count <= limits.characters else { throw PDFError.tooMuchText }
        type = try Typesetter(family: letter.body.family, language: letter.language)
        if let url = letter.verification?.url {
            guard let code = QRCode(url) else { throw PDFError.badCode }
            self.code = code
        } else {
            code = nil
        }
        emblem = try letter.letterhead?.emblem.map { emblem throws(PDFError) in
            try PreparedEmblem(emblem)
        }
    }

    func print() throws -> [UInt8] {
        let head = letterhead()
        let flow = Flow(
            firstTop: head.map { Self.headTop + $0.height } ?? Self.laterTop,
            laterTop: Self.laterTop, bottom: Self.bottom)
        let pieces = LetterLayout(letter: letter, type: type, code: code).pieces()
        let pages = try flow.pages(pieces)
        guard pages.count <= limits.pages else { throw PDFError.tooManyPages(pages.count) }

        let canvas = try Canvas()
        let date = PDFDate(letter.issued, letter.zone)
        canvas.describe(letter, at: date.iso)
        canvas.begin("Document")
        for (index, page) in pages.enumerated() {
            canvas.black()
            if letter.isDraft { watermark(canvas, isFirst: index == 0) }
            if index == 0, let head { head.draw(canvas, Self.headTop) }
            for placed in page { placed.piece.draw(canvas, placed.top) }
            footer(canvas, page: index + 1, of: pages.count)
            if index + 1 < pages.count { canvas.nextPage() }
        }
        canvas.end("Document")
        let raw = try canvas.finish()
        return try PDFFinish(
            letter: letter, date: date, alternatives: canvas.alternatives,
            numberings: canvas.numberings
        ).finish(raw)
    }

    private func letterhead() -> Piece? {
        guard let head = letter.letterhead else { return nil }
        let crestWidth = emblem.map { $0.width / $0.height * Self.crestHeight } ?? 0
        // The same room on both sides of the lines keeps them in the middle of the page.
        let inset = emblem == nil ? 0 : crestWidth + 8
        let width = LetterLayout.width - 2 * inset
        func line(_ text: String, _ size: Double, bold: Bool = false) -> TextBlock {
            type.set(
                RichText(text), width: width,
                .init(size: size, bold: bold, alignment: .centre, leading: 1.04))
        }
        let hasOffice = head.office != nil
        let lines =
            [line(head.government, hasOffice ? 14 : 17, bold: !hasOffice)]
            + (head.office.map { [line($0, 16, bold: true)] } ?? [])
            + head.address.map { line($0, 9.5) }
        let textHeight = lines.reduce(0) { $0 + $1.height }
        let boxHeight = max(textHeight, emblem == nil ? 0 : Self.crestHeight)
        return Piece(height: boxHeight + 20) { canvas, top in
            if let emblem {
                canvas.figure(alt: emblem.alt) {
                    canvas.draw(
                        emblem, x: LetterLayout.left,
                        y: top + (boxHeight - Self.crestHeight) / 2, height: Self.crestHeight)
                }
            }
            var y = top + (boxHeight - textHeight) / 2
            for line in lines {
                canvas.tagged("P") { canvas.draw(line, x: LetterLayout.left + inset, top: y) }
                y += line.height
            }
            canvas.artifact {
                let rule = top + boxHeight + 6
                let (x, width) = (LetterLayout.left, LetterLayout.width)
                canvas.rule(x: x, y: rule, width: width, thickness: 2.2)
                canvas.rule(x: x, y: rule + 3.4, width: width, thickness: 0.7)
            }
        }
    }

    private func footer(_ canvas: Canvas, page: Int, of pages: Int) {
        let number = type.set(
            RichText(letter.words.page(page, of: pages)), width: 110,
            .init(size: 8, alignment: .right))
        let sentence = type.set(
            RichText(letter.footer), width: LetterLayout.width - 125, .init(size: 8))
        canvas.artifact {
            canvas.rule(
                x: LetterLayout.left, y: Self.footerTop - 5, width: LetterLayout.width,
                thickness: 0.5)
        }
        let draw = { canvas.draw(sentence, x: LetterLayout.left, top: Self.footerTop) }
        // Said once, at the end of the letter; on other pages it is an ornament.
        if !letter.footer.isEmpty {
            if page == pages { canvas.tagged("P", draw) } else { canvas.artifact(draw) }
        }
        canvas.artifact { canvas.draw(number, x: LetterLayout.right - 110, top: Self.footerTop) }
    }

    private func watermark(_ canvas: Canvas, isFirst: Bool) {
        let block = type.set(
            RichText(letter.words.draft), width: 800,
            .init(size: 130, bold: true, alignment: .centre))
        canvas.artifact {
            // Solid and pale: see-through colours would need a group of their own in the file.
            canvas.colour(0.9, 0.9, 0.9)
            canvas.turned(by: -0.9) {
                canvas.drawOutlines(of: block, x: -400, top: -block.height / 2)
            }
        }
        canvas.black()
        guard isFirst else { return }
        // The drawing says nothing to those who listen: the word stands on top as well.
        let word = type.set(
            RichText(letter.words.draft), width: LetterLayout.width,
            .init(size: 9, bold: true, alignment: .right))
        canvas.tagged("P") { canvas.draw(word, x: LetterLayout.left, top: 18) }
    }
}
