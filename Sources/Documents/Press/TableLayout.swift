/// A ruled table; each row is one piece.
struct TableLayout {
    let type: Typesetter
    let size: Double
    let before: Double
    private let padding = 4.0

    init(type: Typesetter, size: Double, before: Double) {
        self.type = type
        self.size = size
        self.before = before
    }

    func pieces(_ header: [RichText], _ rows: [[RichText]]) -> [Piece] {
        let widths = self.widths([header] + rows)
        var pieces = [row(header, widths, tag: "TH", before: before)]
        pieces[0].keepsNext = true
        pieces += rows.map { row($0, widths, tag: "TD", before: 0) }
        pieces.wrap(in: ["Table"])
        return pieces
    }

    private func row(
        _ cells: [RichText], _ widths: [Double], tag: String, before: Double
    ) -> Piece {
        let style = Typesetter.Style(
            size: size - 1, bold: tag == "TH", alignment: tag == "TH" ? .centre : .left)
        let blocks = zip(cells, widths).map { cell, width in
            type.set(cell, width: width - 2 * padding, style)
        }
        let height = (blocks.map(\.height).max() ?? 0) + 2 * padding
        return Piece(height: height, before: before) { [padding] canvas, top in
            canvas.artifact {
                var x = LetterLayout.left
                for width in widths {
                    canvas.frame(x: x, y: top, width: width, height: height, thickness: 0.6)
                    x += width
                }
            }
            canvas.begin("TR")
            var x = LetterLayout.left
            for (block, width) in zip(blocks, widths) {
                canvas.tagged(tag) { canvas.draw(block, x: x + padding, top: top + padding) }
                x += width
            }
            canvas.end("TR")
        }
    }

    /// Columns as wide as their widest cell, then the rest shared in proportion.
    private func widths(_ rows: [[RichText]]) -> [Double] {
        let count = rows.first?.count ?? 0
        let natural = (0..<count).map { column -> Double in
            let widest =
                rows.map { row in
                    type.set(row[column], width: 1_000, .init(size: size - 1, bold: true)).width
                }.max() ?? 0
            return min(max(widest, size) + 2 * padding + 1, LetterLayout.width * 0.6)
        }
        let total = natural.reduce(0, +)
        guard total > LetterLayout.width else {
            let rest = (LetterLayout.width - total) / total
            // Narrow number columns stay narrow.
            let wide = natural.map { $0 < size * 4 ? 0 : $0 }
            let shared = wide.reduce(0, +)
            guard shared > 0 else { return natural.map { $0 * (1 + rest) } }
            return zip(natural, wide).map { $0 + $1 / shared * (LetterLayout.width - total) }
        }
        let least = natural.map { min($0, size * 4) }
        let room = max(0, LetterLayout.width - least.reduce(0, +))
        let more = zip(natural, least).map { $0 - $1 }
        let wanted = max(more.reduce(0, +), 1)
        return zip(least, more).map { $0 + $1 / wanted * room }
    }
}
