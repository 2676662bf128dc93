/// `application/x-www-form-urlencoded`, as forms and query strings are written. All but letters,
/// digits and `-._~` becomes `%XX`, the space too: every reader understands that, while `+` is
/// only understood in forms.
public enum FormEncoding {
    public static func text(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&")
    }

    public static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let unreserved = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
}
