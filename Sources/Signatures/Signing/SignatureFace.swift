import Kernel

/// What a visible signature looks like: a frame with position, name and time, in Helvetica, which
/// every reader of PDF has.
struct SignatureFace {
    let request: SignatureRequest
    let width: Int
    let height: Int

    var stream: PDFObject {
        let font: [String: PDFObject] = [
            "Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica"),
            "Encoding": .name("WinAnsiEncoding"),
        ]
        let head: [String: PDFObject] = [
            "Type": .name("XObject"), "Subtype": .name("Form"),
            "BBox": .array([.integer(0), .integer(0), .integer(width), .integer(height)]),
            "Resources": .dictionary(["Font": .dictionary(["F1": .dictionary(font)])]),
        ]
        return .stream(head, Array(content.utf8))
    }

    private var lines: [String] {
        let day = HumanText.day(Day(request.time, in: request.zone), .id)
        return ["Ditandatangani secara elektronik oleh", request.position, request.signer, day]
            .filter { !$0.isEmpty }
    }

    private var content: String {
        let longest = max(1, lines.map(\.count).max() ?? 1)
        // Helvetica is about half as wide as high; the frame keeps four points on each side.
        let fitting = min((height - 8) / max(1, lines.count), (width - 8) * 2 / longest)
        let size = max(4, min(10, fitting))
        var text = "q 0.5 w 0.5 0.5 \(width - 1) \(height - 1) re S BT /F1 \(size) Tf "
        text += "4 \(height - size - 4) Td \(size + 2) TL\n"
        for line in lines { text += "<\(Hexadecimal.text(Self.latin(line)))> Tj T*\n" }
        return text + "ET Q"
    }

    private static func latin(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }
}
