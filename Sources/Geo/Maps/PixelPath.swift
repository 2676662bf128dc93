/// A closed line in whole pixels, written as the `d` of an SVG path: `M10 20l3-4 5 6z`.
struct PixelPath {
    /// Empty when less than three pixels are left.
    let text: String

    init(_ corners: [PlanePoint]) {
        var pixels: [(Int, Int)] = []
        for corner in corners {
            let pixel = (Int(corner.x.rounded()), Int(corner.y.rounded()))
            if pixels.last.map({ $0 != pixel }) ?? true { pixels.append(pixel) }
        }
        while pixels.count > 1, pixels[0] == pixels[pixels.count - 1] { pixels.removeLast() }
        guard pixels.count >= 3 else {
            text = ""
            return
        }
        var last = pixels[0]
        var path = "M\(last.0)\(Self.joined(last.1))l"
        for (index, pixel) in pixels.enumerated().dropFirst() {
            let first = pixel.0 - last.0
            path += index == 1 ? String(first) : Self.joined(first)
            path += Self.joined(pixel.1 - last.1)
            last = pixel
        }
        text = path + "z"
    }

    /// A minus parts numbers as well as a space does.
    private static func joined(_ number: Int) -> String { number < 0 ? "\(number)" : " \(number)" }
}
