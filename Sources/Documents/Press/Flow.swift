/// Divides pieces among pages.
struct Flow {
    struct Placed {
        let piece: Piece
        let top: Double
    }

    /// Where the text begins on the first and on later pages, and where it ends.
    let firstTop: Double
    let laterTop: Double
    let bottom: Double

    func pages(_ pieces: [Piece]) throws(PDFError) -> [[Placed]] {
        var pages: [[Placed]] = [[]]
        var y = firstTop
        var index = 0
        while index < pieces.count {
            var end = index
            while end + 1 < pieces.count, pieces[end].keepsNext { end += 1 }
            var unit = Array(pieces[index...end])
            let isNew = pages[pages.count - 1].isEmpty
            if !isNew, unit[0].breaksPage || y + height(unit, atTop: false) > bottom {
                pages.append([])
                y = laterTop
            }
            // A unit higher than a page is cut where it must be.
            if height(unit, atTop: pages[pages.count - 1].isEmpty) > bottom - y {
                unit = Array(unit.prefix { $0.height <= bottom - laterTop })
                guard !unit.isEmpty else { throw .tooHigh }
                unit = fitting(unit, y, pages[pages.count - 1].isEmpty)
                if unit.isEmpty {
                    guard !pages[pages.count - 1].isEmpty || y > laterTop else { throw .tooHigh }
                    pages.append([])
                    y = laterTop
                    continue
                }
            }
            for piece in unit {
                if !pages[pages.count - 1].isEmpty { y += piece.before }
                pages[pages.count - 1].append(Placed(piece: piece, top: y))
                y += piece.height
            }
            index += unit.count
        }
        return pages
    }

    private func height(_ unit: [Piece], atTop: Bool) -> Double {
        unit.enumerated().reduce(0) { sum, entry in
            sum + entry.element.height + (atTop && entry.offset == 0 ? 0 : entry.element.before)
        }
    }

    private func fitting(_ unit: [Piece], _ top: Double, _ isNew: Bool) -> [Piece] {
        var count = 0
        while count < unit.count,
            top + height(Array(unit.prefix(count + 1)), atTop: isNew) <= bottom
        {
            count += 1
        }
        return Array(unit.prefix(count))
    }
}
