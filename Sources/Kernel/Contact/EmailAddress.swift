/// An e-mail address that a message can be sent to: the plain form of RFC 5321 (no quotes, no
/// comments, no literals), ASCII, at most 254 bytes.
public struct EmailAddress: Sendable, Hashable {
    /// As written, with the domain in lower case.
    public let text: String
    private let at: Int

    /// Spaces around it are dropped. Refuses with `email.form` or `email.length`.
    public init(_ typed: String) throws(Refusal) {
        let space = UInt8(ascii: " ")
        let bytes = Array(
            typed.utf8.drop { $0 == space }.reversed().drop { $0 == space }.reversed())
        guard bytes.count <= 254 else { throw Refusal(.invalid, "email.length") }
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")),
            EmailAddress.isLocal(bytes[..<at]), EmailAddress.isDomain(bytes[(at + 1)...])
        else { throw Refusal(.invalid, "email.form") }
        let domain = bytes[at...].map(ASCII.lower)
        text = String(decoding: bytes[..<at] + domain, as: UTF8.self)
        self.at = at
    }

    private static func isLocal(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let marks = "!#$%&'*+-/=?^_`{|}~".utf8
        return bytes.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { ASCII.isAlphanumeric($0) || marks.contains($0) }
            }
    }

    private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
        let dash = UInt8(ascii: "-")
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last else { return false }
        return last.count >= 2 && !last.allSatisfy(Digits.isDigit)
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != dash && label.last != dash
                    && label.allSatisfy { ASCII.isAlphanumeric($0) || $0 == dash }
            }
    }

    /// For finding the same mailbox again: all in lower case.
    public var normalized: String {
        String(decoding: text.utf8.map(ASCII.lower), as: UTF8.self)
    }

    public var domain: String { String(text.dropFirst(at + 1)) }

    /// `s***@example.go.id`.
    public var masked: String { "\(text.prefix(1))***@\(domain)" }
}

extension EmailAddress: CustomStringConvertible {
    public var description: String { masked }
}
