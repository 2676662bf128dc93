/// Collects for each cell of a grid whose border passes it, and in which shape it lies whole.
struct GridSurvey {
    let box: GeoBox
    let side: Int64
    let columns: Int
    let rows: Int
    /// The first shape that the whole cell lies in, or -1.
    private(set) var whole: [Int32]
    private var passing: [[Int32]]

    init(box: GeoBox, side: Int64, columns: Int, rows: Int) {
        self.box = box
        self.side = side
        self.columns = columns
        self.rows = rows
        whole = Array(repeating: -1, count: columns * rows)
        passing = Array(repeating: [], count: columns * rows)
    }

    /// Shapes come in the order in which they win.
    mutating func add(_ index: Int, _ shape: GeoShape, _ strips: [PolygonStrips]) {
        let number = Int32(index)
        for ring in shape.rings {
            for segment in ring.segments { mark(segment, number) }
        }
        for place in places(in: shape.box) where passing[place].last != number && whole[place] < 0 {
            // No border passes, so that one point speaks for all.
            let corner = cell(place).corners[0]
            if strips.contains(where: { $0.location(of: corner) == .inside }) {
                whole[place] = number
            }
        }
    }

    /// Who is asked for a point of the cell, in order: nobody behind one that holds it whole.
    func candidates(_ place: Int) -> [Int32] {
        let last = whole[place]
        guard last >= 0 else { return passing[place] }
        return passing[place].prefix { $0 < last } + [last]
    }

    private mutating func mark(_ segment: Segment, _ number: Int32) {
        guard let frame = GeoBox([segment.start, segment.end]) else { return }
        for place in places(in: frame)
        where passing[place].last != number && segment.touches(cell(place)) {
            passing[place].append(number)
        }
    }

    /// The cells that a box touches.
    private func places(in frame: GeoBox) -> [Int] {
        guard let common = frame.intersection(box) else { return [] }
        let left = Int((common.west - box.west) / side)
        let right = Int((common.east - box.west) / side)
        let low = Int((common.south - box.south) / side)
        let high = Int((common.north - box.south) / side)
        return (low...high).flatMap { row in (left...right).map { row * columns + $0 } }
    }

    /// All points of a cell: those of the next one begin a unit farther.
    private func cell(_ place: Int) -> GeoBox {
        let south = box.south + Int64(place / columns) * side
        let west = box.west + Int64(place % columns) * side
        return GeoBox(checked: south, west, south + side - 1, west + side - 1)
    }
}
