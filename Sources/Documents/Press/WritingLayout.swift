/// Room on a form that is filled in by hand.
struct WritingLayout {
    let type: Typesetter
    let size: Double
    let width: Double

    private static let line = 24.0
    private static let box = 16.0
    private static let tick = 10.0

    func ruled(_ count: Int) -> [Piece] {
        (0..<max(0, count)).map { _ in
            Piece(height: Self.line) { canvas, top in
                canvas.artifact {
                    canvas.rule(
                        x: LetterLayout.left, y: top + Self.line - 2, width: width, thickness: 0.5)
                }
            }
        }
    }

    /// One row, as far as it fits.
    func boxes(_ count: Int) -> [Piece] {
        let fitting = min(max(0, count), Int(width / Self.box))
        guard fitting > 0 else { return [] }
        return [
            Piece(height: Self.box + 4, before: 3) { canvas, top in
                canvas.artifact {
                    for index in 0..<fitting {
                        canvas.frame(
                            x: LetterLayout.left + Double(index) * Self.box, y: top,
                            width: Self.box, height: Self.box, thickness: 0.5)
                    }
                }
            }
        ]
    }

    func ticks(_ choices: [RichText]) -> [Piece] {
        let indent = Self.tick + 6
        return choices.map { choice in
            let text = type.set(choice, width: width - indent, .init(size: size - 0.5))
            return Piece(height: max(text.height, Self.tick) + 2, before: 1) { canvas, top in
                canvas.artifact {
                    canvas.frame(
                        x: LetterLayout.left, y: top + 2, width: Self.tick, height: Self.tick,
                        thickness: 0.5)
                }
                canvas.tagged("P") {
                    canvas.draw(text, x: LetterLayout.left + indent, top: top)
                }
            }
        }
    }
}
