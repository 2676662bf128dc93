/// The signature block at the right, with the code in the place of the pen.
struct SignatureLayout {
    let letter: LetterDocument
    let type: Typesetter
    let code: QRCode?

    /// 62 points, or more where the modules would come under 0.33 mm, which cameras of cheap
    /// telephones still read from a copied paper.
    private var codeSide: Double {
        max(62, Double(code?.size ?? 0) * Self.leastModule)
    }
    /// 0.34 mm in points.
    private static let leastModule = 0.34 * 72 / 25.4
    static var x: Double { LetterLayout.left + LetterLayout.width * 0.46 }
    private static var width: Double { LetterLayout.right - x }
    private var size: Double { letter.body.size }

    func pieces() -> [Piece] {
        guard let signature = letter.signature else { return verification() }
        let style = Typesetter.Style(size: size)
        // “Plt. Kepala …” stands on one line, “a.n. Wali Kota Bogor” above the position.
        let isPrefix = signature.capacity.hasSuffix(".")
        let position =
            (isPrefix
            ? ["\(signature.capacity) \(signature.position),"]
            : [
                signature.capacity, "\(signature.position),",
            ]).filter { !$0.isEmpty }
        let nip = signature.nip.isEmpty ? "" : "\(letter.words.nip) \(signature.nip)"
        let above = (signature.dateLines + position).map { RichText($0) }
        let below =
            [RichText(signature.name, bold: true)]
            + [signature.rank, nip].filter { !$0.isEmpty }.map { RichText($0) }
        func set(_ lines: [RichText]) -> [TextBlock] {
            lines.map { type.set($0, width: Self.width, style) }
        }
        return [piece(set(above), set(below), signature)]
    }

    private func piece(
        _ above: [TextBlock], _ below: [TextBlock], _ signature: LetterSignature
    ) -> Piece {
        let border = quietZone
        let place = codeSide + 2 * border
        let middle = code == nil ? 62.0 : place + 2
        let markWidth = Self.width - (code == nil ? 0 : place + 4)
        let mark = [signature.mark, letter.verification?.caption ?? ""].filter { !$0.isEmpty }
            .map { type.set(RichText($0), width: markWidth, .init(size: size - 3.5)) }
        let aboveHeight = above.reduce(0) { $0 + $1.height }
        let height = aboveHeight + middle + below.reduce(0) { $0 + $1.height }
        return Piece(height: height, before: size * 1.4) { canvas, top in
            var y = top
            func paragraphs(_ blocks: [TextBlock], x: Double) {
                for block in blocks {
                    canvas.tagged("P") { canvas.draw(block, x: x, top: y) }
                    y += block.height
                }
            }
            paragraphs(above, x: Self.x)
            let bottom = y + middle
            if let code, let verification = letter.verification {
                canvas.figure(alt: verification.alt) {
                    canvas.draw(code, x: Self.x, y: y + border, side: codeSide)
                }
            }
            let markHeight = mark.reduce(0) { $0 + $1.height }
            y += (middle - markHeight) / 2
            paragraphs(mark, x: Self.x + (code == nil ? 0 : codeSide + border + 4))
            y = bottom
            paragraphs(below, x: Self.x)
        }
    }

    /// Without a signature: the code with its caption, as on a receipt.
    private func verification() -> [Piece] {
        guard let code, let verification = letter.verification else { return [] }
        let border = quietZone
        let side = max(codeSide, 62 * 1.3)
        let x = LetterLayout.left + side + 2 * border + 8
        let caption = type.set(
            RichText(verification.caption), width: LetterLayout.right - x, .init(size: size))
        return [
            Piece(height: side + 2 * border, before: size) { canvas, top in
                canvas.figure(alt: verification.alt) {
                    canvas.draw(code, x: LetterLayout.left, y: top + border, side: side)
                }
                canvas.tagged("P") {
                    canvas.draw(
                        caption, x: x, top: top + border + max(0, (side - caption.height) / 2))
                }
            }
        ]
    }

    /// Four modules of white, in points.
    private var quietZone: Double {
        code.map { codeSide / Double($0.size) * Double(QRCode.quietZone) } ?? 0
    }
}
