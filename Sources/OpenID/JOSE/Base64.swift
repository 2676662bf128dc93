import Kernel

/// Base64 as HTTP's Basic scheme wants it: the ordinary form with padding (RFC 4648 §4).
enum Base64 {
    static func standard(_ bytes: some Collection<UInt8>) -> String {
        let text = Base64URL.encode(bytes).map { digit -> Character in
            switch digit {
            case "-": "+"
            case "_": "/"
            default: digit
            }
        }
        return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
