/// The cookies of the site. Over https they carry the `__Host-` prefix, which a browser accepts
/// only from this host, on path `/`, with `Secure`.
struct Cookies: Sendable {
    enum Name: String {
        /// Token of a signed-in session.
        case session = "sesi"
        /// Random; binds form tokens of somebody who has not signed in.
        case visitor = "tamu"
        /// Message above the next page.
        case flash = "pesan"
        case language = "bahasa"
        /// Token of somebody on the way through several forms: a code, then a password.
        case flow = "alur"
    }

    let isSecure: Bool

    func name(_ name: Name) -> String { (isSecure ? "__Host-" : "") + name.rawValue }

    /// The value of a cookie in a `Cookie` header.
    func value(_ name: Name, in header: String?) -> String? {
        guard let header else { return nil }
        let wanted = self.name(name)
        for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
            let trimmed = pair.drop { $0 == UInt8(ascii: " ") }
            guard let cut = trimmed.firstIndex(of: UInt8(ascii: "=")),
                trimmed[..<cut].elementsEqual(wanted.utf8)
            else { continue }
            let value = trimmed[trimmed.index(after: cut)...]
            return value.isEmpty ? nil : String(Substring(value))
        }
        return nil
    }

    /// A `Set-Cookie` header; `seconds` nil lives as long as the browser, 0 removes.
    func set(_ name: Name, _ value: String, seconds: Int?, isHTTPOnly: Bool = true) -> String {
        var text = "\(self.name(name))=\(value); Path=/; SameSite=Lax"
        if let seconds { text += "; Max-Age=\(seconds)" }
        if isHTTPOnly { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        return text
    }
}
