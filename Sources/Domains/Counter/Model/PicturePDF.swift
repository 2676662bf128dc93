/// Pages from a scanner as one PDF of our own making: each a picture on a page of A4. Nothing of
/// the file that came is in it.
enum PicturePDF {
    struct Picture: Sendable {
        let width: Int
        let height: Int
        let jpeg: [UInt8]
    }

    /// Points of A4; a page that lies is turned.
    private static let short = 595
    private static let long = 842

    static func make(_ pictures: [Picture]) -> [UInt8] {
        var file = Array("%PDF-1.5\n".utf8)
        var offsets: [Int] = []
        func object(_ head: String, _ stream: [UInt8]? = nil) {
            offsets.append(file.count)
            file += Array("\(offsets.count) 0 obj\n\(head)\n".utf8)
            if let stream {
                file += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8)
            }
            file += Array("endobj\n".utf8)
        }
        let kids = pictures.indices.map { "\(3 + $0 * 3) 0 R" }.joined(separator: " ")
        object("<< /Type /Catalog /Pages 2 0 R >>")
        object("<< /Type /Pages /Kids [\(kids)] /Count \(pictures.count) >>")
        for (index, picture) in pictures.enumerated() {
            let isWide = picture.width > picture.height
            let (width, height) = isWide ? (long, short) : (short, long)
            let first = 3 + index * 3
            object(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] "
                    + "/Contents \(first + 1) 0 R "
                    + "/Resources << /XObject << /P \(first + 2) 0 R >> >> >>")
            let drawing = Array(fitted(picture, width, height).utf8)
            object("<< /Length \(drawing.count) >>", drawing)
            object(
                "<< /Type /XObject /Subtype /Image /Width \(picture.width) "
                    + "/Height \(picture.height) /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                    + "/Filter /DCTDecode /Length \(picture.jpeg.count) >>", picture.jpeg)
        }
        let start = file.count
        var table = "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        table += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\n"
        return file + Array("\(table)startxref\n\(start)\n%%EOF\n".utf8)
    }

    /// As large as the page allows, in its middle.
    private static func fitted(_ picture: Picture, _ width: Int, _ height: Int) -> String {
        let byWidth = picture.height * width <= height * picture.width
        let drawn =
            byWidth
            ? (width, picture.height * width / max(1, picture.width))
            : (picture.width * height / max(1, picture.height), height)
        let (x, y) = ((width - drawn.0) / 2, (height - drawn.1) / 2)
        return "q \(drawn.0) 0 0 \(drawn.1) \(x) \(y) cm /P Do Q"
    }
}
