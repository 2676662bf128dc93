/// An `https:` or `http:` address, checked so strictly that two readers cannot understand it
/// differently: visible ASCII, no user name, no fragment, no backslash (RFC 3986 §3).
public struct WebAddress: Sendable, Hashable {
    public enum Scheme: String, Sendable, Hashable {
        case http, https
    }

    public let text: String
    public let scheme: Scheme
    /// In lower case, without port; an IPv6 address without its brackets.
    public let host: String
    public let hasQuery: Bool
    /// As written, or the usual one of the scheme.
    public let port: UInt16

    public init?(_ text: String) {
        guard text.utf8.count <= 4_096, text.utf8.allSatisfy(Self.isAllowed),
            let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { return nil }
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let host = Self.host(of: authority) else { return nil }
        self.text = text
        self.scheme = scheme
        self.host = host
        hasQuery = rest.contains("?")
        // Behind the last colon that is not one of an IPv6 address.
        let tail = authority.drop { $0 != "]" }
        let written = (tail.isEmpty ? authority : tail).split(separator: ":").dropFirst().last
        port = written.flatMap { UInt16($0) } ?? (scheme == .https ? 443 : 80)
    }

    /// Whether the host names this machine. Only by its text: what the name leads to is judged
    /// when the connection is made.
    public var namesLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The same address with `parameters` behind its query.
    public func adding(_ parameters: [(name: String, value: String)]) -> String {
        guard !parameters.isEmpty else { return text }
        return text + (hasQuery ? "&" : "?") + FormEncoding.text(parameters)
    }

    private static func host(of authority: Substring) -> String? {
        guard !authority.contains("@") else { return nil }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            guard !host.isEmpty, host.utf8.allSatisfy(addressBytes.contains),
                isPort(authority[authority.index(after: end)...])
            else { return nil }
            return host.lowercased()
        }
        let host = authority.prefix { $0 != ":" }
        guard !host.isEmpty, isPort(authority[host.endIndex...]),
            host.utf8.allSatisfy(isHostByte)
        else { return nil }
        return host.lowercased()
    }

    /// Nothing, or a colon and a port.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.hasPrefix(":") else { return text.isEmpty }
        let digits = text.dropFirst()
        guard let port = UInt16(digits) else { return false }
        return port > 0 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !forbidden.contains(byte)
    }

    private static let addressBytes = Set("0123456789abcdefABCDEF:.".utf8)
    private static let forbidden = Set("\\\"<>^`{|}#".utf8)
}
