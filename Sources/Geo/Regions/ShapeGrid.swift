/// Cells of equal size over all shapes, each with the shapes that it touches. A cell that lies
/// whole in one shape answers at once.
struct ShapeGrid: Sendable {
    enum Cell: Sendable, Hashable {
        case empty
        /// All its points have this shape as their first.
        case whole(Int)
        /// The shapes between these places of `candidates`, in their order.
        case mixed(Int32, Int32)
    }

    private let box: GeoBox
    private let side: Int64
    private let columns: Int
    let cells: [Cell]
    let candidates: [Int32]

    /// - Parameter perSide: cells along the longer side.
    init?(_ shapes: [GeoShape], _ strips: [[PolygonStrips]], perSide: Int64 = 128) {
        guard let first = shapes.first else { return nil }
        let box = shapes.reduce(first.box) { $0.union($1.box) }
        let side = max(box.north - box.south, box.east - box.west) / perSide + 1
        let columns = Int((box.east - box.west) / side) + 1
        let rows = Int((box.north - box.south) / side) + 1
        var survey = GridSurvey(box: box, side: side, columns: columns, rows: rows)
        for (index, shape) in shapes.enumerated() { survey.add(index, shape, strips[index]) }
        var cells: [Cell] = []
        var candidates: [Int32] = []
        for place in 0..<columns * rows {
            let found = survey.candidates(place)
            if found.isEmpty {
                cells.append(.empty)
            } else if found.count == 1, survey.whole[place] == found[0] {
                cells.append(.whole(Int(found[0])))
            } else {
                let start = Int32(candidates.count)
                candidates += found
                cells.append(.mixed(start, Int32(candidates.count)))
            }
        }
        self.box = box
        self.side = side
        self.columns = columns
        self.cells = cells
        self.candidates = candidates
    }

    /// The cell of the point; empty beyond all shapes.
    func cell(of point: GeoPoint) -> Cell {
        guard box.contains(point) else { return .empty }
        let row = Int((point.latitude - box.south) / side)
        let column = Int((point.longitude - box.west) / side)
        return cells[row * columns + column]
    }
}
