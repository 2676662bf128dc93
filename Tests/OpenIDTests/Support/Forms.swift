import Kernel

@testable import OpenID

/// Reads `application/x-www-form-urlencoded`.
enum Form {
    static func read(_ text: Substring) -> [String: String] {
        var result: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            result[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
        }
        return result
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Parts of tokens in compact form.
enum Compact {
    static func input(_ header: JSONValue, _ claims: JSONValue) -> String {
        Base64URL.encode(header.canonical) + "." + Base64URL.encode(claims.canonical)
    }

    static func parts(_ token: String) -> [String] {
        token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// The same claims under another header and signature.
    static func with(
        header: JSONValue, _ token: String, sign: ([UInt8]) throws -> [UInt8]
    ) rethrows -> String {
        let input = Base64URL.encode(header.canonical) + "." + parts(token)[1]
        return input + "." + Base64URL.encode(try sign(Array(input.utf8)))
    }
}
