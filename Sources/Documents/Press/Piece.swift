/// A strip of the letter that is never cut: a line, a row, a signature.
struct Piece {
    var height: Double
    /// Space above; dropped at the top of a page.
    var before: Double
    /// Must not be the last on its page.
    var keepsNext: Bool
    /// The page ends before this piece.
    var breaksPage = false
    /// Draws at the given top; opens and closes structure tags as it goes.
    var draw: (Canvas, Double) -> Void

    init(
        height: Double, before: Double = 0, keepsNext: Bool = false,
        draw: @escaping (Canvas, Double) -> Void
    ) {
        self.height = height
        self.before = before
        self.keepsNext = keepsNext
        self.draw = draw
    }
}

extension [Piece] {
    /// Opens `tags` with the first piece and closes them with the last.
    mutating func wrap(in tags: [String]) {
        guard !isEmpty else { return }
        let first = self[0].draw
        self[0].draw = { canvas, top in
            tags.forEach(canvas.begin)
            first(canvas, top)
        }
        after { canvas in tags.reversed().forEach(canvas.end) }
    }

    /// Does something when the last piece has been drawn.
    mutating func after(_ act: @escaping (Canvas) -> Void) {
        guard let last else { return }
        self[count - 1].draw = { canvas, top in
            last.draw(canvas, top)
            act(canvas)
        }
    }
}
