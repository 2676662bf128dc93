import CPicture

/// How light each place of a picture is; what a reader of codes, or of black boxes, looks at.
struct GrayPicture {
    let width, height: Int
    private let pixels: [UInt8]

    /// Nil for what is no picture within the bounds of the house.
    init?(_ bytes: [UInt8]) {
        var gray = cpicture_gray()
        guard cpicture_gray(bytes, bytes.count, 4_096, 50_000_000, &gray) == 0 else { return nil }
        defer { cpicture_gray_free(&gray) }
        guard let found = gray.pixels else { return nil }
        width = Int(gray.width)
        height = Int(gray.height)
        pixels = Array(UnsafeBufferPointer(start: found, count: width * height))
    }

    /// From 0 (black) to 255; nil outside.
    func light(_ x: Int, _ y: Int) -> UInt8? {
        (0..<width).contains(x) && (0..<height).contains(y) ? pixels[y * width + x] : nil
    }
}
