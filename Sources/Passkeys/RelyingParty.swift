import Crypto

/// The site that passkeys are for.
///
/// Browsers bind a passkey to the `id`, a domain name without scheme and port: that of the page, or
/// a parent of it that is not a public suffix (WebAuthn L3 §5.1.3). They offer passkeys only
/// to pages over `https`, with one exception: `http://localhost` and names below it, on any port.
/// Numeric addresses such as `http://127.0.0.1:8080` are never accepted, not even over `https`.
public struct RelyingParty: Sendable, Hashable {
    /// Once passkeys exist the id must stay: with another one, all of them are lost.
    public let id: String
    /// The addresses of pages that may ask, compared exactly: `scheme://host`, with a port when it
    /// is not the usual one, without a slash at the end.
    public let origins: [String]
    /// What the device shows when it asks.
    public let name: String
    let idHash: [UInt8]

    public init(id: String, origins: [String], name: String) {
        self.id = id
        self.origins = origins
        self.name = name
        idHash = Array(SHA256.hash(data: Array(id.utf8)))
    }

    /// Why an address cannot have passkeys; to be told at start.
    public enum Fault: String, Error, Sendable, Hashable {
        /// Not `https://host` or `http://host`, with a port if need be and nothing behind but "/".
        /// International names are written in their ASCII form (`xn--…`).
        case malformedAddress = "malformed-address"
        /// `http` to another machine than this one.
        case insecure
        /// A number where a name must be.
        case numericHost = "numeric-host"
    }

    /// - Parameter address: where people reach the site, as in `https://layanan.example.go.id`.
    public init(address: String, name: String) throws(Fault) {
        let text = address.lowercased()
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { throw .malformedAddress }
        var place = text.dropFirst(isSecure ? 8 : 7)
        if place.hasSuffix("/") { place = place.dropLast() }
        guard !place.hasPrefix("[") else { throw .numericHost }
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first.map(String.init), parts.count <= 2, Self.isName(host) else {
            throw .malformedAddress
        }
        // The last label of a name is never a number (WHATWG URL, "ends in a number").
        guard host.split(separator: ".").last?.utf8.allSatisfy(Self.isDigit) == false else {
            throw .numericHost
        }
        let isLocal = host == "localhost" || host.hasSuffix(".localhost")
        guard isSecure || isLocal else { throw .insecure }
        var origin = (isSecure ? "https://" : "http://") + host
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy(Self.isDigit), let port = UInt16(parts[1]), port > 0
            else { throw .malformedAddress }
            if port != (isSecure ? 443 : 80) { origin += ":\(port)" }
        }
        self.init(id: host, origins: [origin], name: name)
    }

    private static func isName(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return host.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.first != UInt8(ascii: "-")
                    && label.utf8.last != UInt8(ascii: "-")
                    && label.utf8.allSatisfy { byte in
                        isDigit(byte) || byte == UInt8(ascii: "-")
                            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    }
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
