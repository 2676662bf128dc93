import Kernel

/// `Content-Disposition` (RFC 6266) for a file name that somebody chose.
enum Disposition {
    static func header(_ name: String, inline: Bool) -> String {
        let kind = inline ? "inline" : "attachment"
        let safe = cleaned(name)
        let plain = String(
            decoding: safe.utf8.map { byte -> UInt8 in
                let isPlain = byte >= 0x20 && byte < 0x7F
                return isPlain && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                    ? byte : UInt8(ascii: "_")
            }, as: UTF8.self)
        let isPlain = plain == safe
        return "\(kind); filename=\"\(plain)\""
            + (isPlain ? "" : "; filename*=UTF-8''\(PercentCoding.encode(safe))")
    }

    /// The last part of a path, without control characters, at most 150 bytes.
    static func cleaned(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        let kept = (last ?? "").unicodeScalars.filter {
            $0.value >= 32 && $0.value != 127 && !(0x202A...0x202E).contains($0.value)
        }
        var text = String(String.UnicodeScalarView(kept))
        while text.utf8.count > 150 { text.removeLast() }
        return text.isEmpty || text == "." || text == ".." ? "berkas" : text
    }
}
