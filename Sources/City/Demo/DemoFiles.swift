import Forms
import Kernel

/// Small files that the demo's applicants attach: real PDF pages that say what they are.
enum DemoFiles {
    /// A one-page PDF with one line of text (ASCII).
    static func pdf(_ line: String) -> [UInt8] {
        let shown = line.utf8.filter { $0 >= 32 && $0 < 127 && $0 != 40 && $0 != 41 && $0 != 92 }
        let text = String(decoding: shown, as: UTF8.self)
        let content = "BT /F1 16 Tf 60 760 Td (\(text)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n"
        }
        file +=
            "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }
}

extension DemoFiles {
    /// A small file of a kind that the rule takes: a page that says what it is where it may be a
    /// PDF, else a picture.
    static func file(_ rule: FileRule, _ line: String) -> (kind: FileKind, bytes: [UInt8]) {
        if rule.kinds.contains(.pdf) { return (.pdf, pdf(line)) }
        return rule.kinds.contains(.png) ? (.png, png) : (.jpeg, jpeg)
    }

    /// Two by two pixels.
    private static let png = bytes(
        "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001649"
            + "444154789c63ac5810c5c0c0c0c4c0c0c0c0c0000011a00176288a16960000000049454e44ae"
            + "426082")

    /// One grey pixel.
    private static let jpeg = bytes(
        "ffd8ffe000104a46494600010100000100010000ffdb00430050373c463c32504641465a5550"
            + "5f78c882786e6e78f5afb991c8ffffffffffffffffffffffffffffffffffffffffffffffffff"
            + "ffffffffffffffffffffffffffc0000b080001000101011100ffc40014000100000000000000"
            + "000000000000000000ffc40014100100000000000000000000000000000000ffda0008010100"
            + "003f003fffd9")

    private static func bytes(_ hex: String) -> [UInt8] { Hexadecimal.bytes(hex) ?? [] }
}
