import Yams

/// A place in a file; lines and columns (Unicode scalars) count from 1.
struct Place: Sendable, Hashable {
    let line: Int
    let column: Int

    init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}

extension Node {
    var place: Place? { mark.map(Place.init) }
}

extension Node.Scalar {
    var place: Place? { mark.map(Place.init) }
}

extension Node.Mapping {
    var place: Place? { mark.map(Place.init) }
}
