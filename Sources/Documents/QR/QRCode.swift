import CQREncode
import Texts

/// A QR code of a text, usually an address for checking.
public struct QRCode: Sendable, Hashable {
    /// How much of the code may be lost: M 15 %, Q 25 %.
    public enum Level: Sendable, Hashable { case m, q }

    /// The white border that readers need, in modules.
    public static let quietZone = 4

    /// Rows from the top; true is black. Without the quiet zone.
    public let modules: [[Bool]]

    public var size: Int { modules.count }

    /// Nil when the text is empty or too long for a code (about 1,600 bytes).
    public init?(_ text: String, level: Level = .m) {
        guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
        let correction = level == .m ? QR_ECLEVEL_M : QR_ECLEVEL_Q
        guard let code = QRcode_encodeString(text, 0, correction, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        modules = (0..<width).map { row in
            (0..<width).map { data[row * width + $0] & 1 == 1 }
        }
    }

    /// Black runs of each row: fewer and seamless shapes.
    var runs: [(x: Int, y: Int, length: Int)] {
        modules.enumerated().flatMap { y, row in
            var runs: [(x: Int, y: Int, length: Int)] = []
            for (x, black) in row.enumerated() where black {
                if let last = runs.last, last.x + last.length == x {
                    runs[runs.count - 1].length += 1
                } else {
                    runs.append((x, y, 1))
                }
            }
            return runs
        }
    }

    /// The code as inline SVG; `title` is what a screen reader says.
    public func svg(title: String) -> String {
        let side = size + 2 * Self.quietZone
        let path = runs.map {
            "M\($0.x + Self.quietZone) \($0.y + Self.quietZone)h\($0.length)v1h-\($0.length)z"
        }.joined()
        let label = TextEscaping.html(title)
        return
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\" role=\"img\""
            + " aria-label=\"\(label)\" shape-rendering=\"crispEdges\"><title>\(label)</title>"
            + "<path fill=\"#fff\" d=\"M0 0h\(side)v\(side)H0z\"/><path d=\"\(path)\"/></svg>"
    }
}
