/// An emblem whose paths and colours have been read.
struct PreparedEmblem {
    struct Shape {
        let path: VectorPath
        let red: Double
        let green: Double
        let blue: Double
    }

    let alt: String
    let width: Double
    let height: Double
    let shapes: [Shape]

    init(_ emblem: Emblem) throws(PDFError) {
        guard emblem.width > 0, emblem.height > 0, emblem.width <= 2 * emblem.height else {
            throw .badEmblem("size")
        }
        var shapes: [Shape] = []
        for shape in emblem.shapes {
            guard let path = VectorPath(shape.path) else { throw .badEmblem(shape.path) }
            guard shape.fill.hasPrefix("#"), shape.fill.utf8.count == 7,
                let colour = UInt32(shape.fill.dropFirst(), radix: 16)
            else { throw .badEmblem(shape.fill) }
            shapes.append(
                Shape(
                    path: path, red: Double(colour >> 16) / 255,
                    green: Double(colour >> 8 & 255) / 255, blue: Double(colour & 255) / 255))
        }
        alt = emblem.alt
        width = emblem.width
        height = emblem.height
        self.shapes = shapes
    }
}
