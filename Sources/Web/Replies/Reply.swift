import Kernel

/// What a handler answers; the shell makes the HTTP response from it.
public struct Reply: Sendable {
    enum Body: Sendable {
        case none
        case page(Page)
        case cached(CachedPage)
        case bytes([UInt8])
        case stream(length: Int?, @Sendable (inout ReplyWriter) async throws -> Void)
        case events(EventSource)
    }

    enum SessionChange: Sendable {
        case none
        case start(token: String, seconds: Int?)
        case end
    }

    public var status: Int
    var body: Body
    var headers: [(name: String, value: String)] = []
    var flash: Flash?
    var session = SessionChange.none
    var flow = SessionChange.none

    init(status: Int = 200, _ body: Body, headers: [(name: String, value: String)] = []) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    /// A page in the layout of the site.
    public static func page(_ page: Page, status: Int = 200) -> Reply {
        Reply(status: status, .page(page))
    }

    /// A public page whose bytes are kept compressed under `key` as long as `version` is the same;
    /// `make` runs only when they are not there. Kept for visitors only: for somebody signed in the
    /// page is made each time. The page must not depend on anything but key, version and language.
    /// - Parameter family: names pages that look alike and are many: what they have in common is
    ///   kept once.
    public static func cached(
        key: String, version: String, family: String? = nil,
        _ make: @escaping @Sendable () async throws -> Page
    ) -> Reply {
        Reply(.cached(CachedPage(key: key, version: version, family: family, make: make)))
    }

    /// Sends the browser on with GET (303). Only paths of this site; anything else goes home.
    public static func redirect(_ path: String) -> Reply {
        let local = SafeURL.local(path) ?? "/"
        return Reply(status: 303, .none, headers: [("Location", local)])
    }

    /// A file from memory. `name` is what the browser saves it as.
    public static func file(
        _ bytes: [UInt8], type: String, name: String, inline: Bool = false
    ) -> Reply {
        Reply(.bytes(bytes), headers: fileHeaders(type, name, inline))
    }

    /// A file in pieces; `write` is run while the client reads. Give the length when known.
    public static func file(
        type: String, name: String, inline: Bool = false, length: Int? = nil,
        _ write: @escaping @Sendable (inout ReplyWriter) async throws -> Void
    ) -> Reply {
        Reply(.stream(length: length, write), headers: fileHeaders(type, name, inline))
    }

    /// A JPEG of the house's own making, shown in a page or alone. Alone a browser draws it with a
    /// style of its own, which is all that the page of the picture may do.
    public static func picture(_ jpeg: [UInt8], name: String) -> Reply {
        file(jpeg, type: "image/jpeg", name: name, inline: true).header(
            "Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
    }

    /// A drawing of the house's own making, shown in a page.
    public static func drawing(svg: String, name: String) -> Reply {
        file(Array(svg.utf8), type: "image/svg+xml", name: name, inline: true)
    }

    /// Bytes of the house's own making (JSON, calendar, SVG), shown, not saved.
    public static func data(_ bytes: [UInt8], type: String, status: Int = 200) -> Reply {
        Reply(status: status, .bytes(bytes), headers: [("Content-Type", type)])
    }

    /// The same in pieces; `write` is run while the client reads.
    public static func data(
        type: String, _ write: @escaping @Sendable (inout ReplyWriter) async throws -> Void
    ) -> Reply {
        Reply(.stream(length: nil, write), headers: [("Content-Type", type)])
    }

    /// What the caller has is still true (304). Give the same headers as with the bytes.
    public static var notModified: Reply { Reply(status: 304, .none) }

    public static func json(_ value: JSONValue, status: Int = 200) -> Reply {
        data(value.canonical, type: "application/json; charset=utf-8", status: status)
    }

    /// Done, and there is nothing to tell.
    public static func nothing() -> Reply { Reply(status: 204, .none) }

    /// A stream of server-sent events, with heartbeats and bounds by the shell.
    public static func events(_ source: EventSource) -> Reply { Reply(.events(source)) }

    /// Nothing to see: 404 with the usual page.
    public static func notFound() throws -> Reply { throw Refusal(.notFound, "web.notFound") }

    private static func fileHeaders(
        _ type: String, _ name: String, _ inline: Bool
    ) -> [(name: String, value: String)] {
        [
            ("Content-Type", type),
            ("Content-Disposition", Disposition.header(name, inline: inline)),
            // A file that somebody sent must never run as a page of this site.
            ("Content-Security-Policy", "sandbox; default-src 'none'"),
        ]
    }
}

extension Reply {
    /// A message above the next page: a key of the word lists with its values.
    public func flash(
        _ tone: Tone, _ key: String, _ values: [String: String] = [:]
    ) -> Reply {
        var copy = self
        copy.flash = Flash(tone: tone, key: key, values: values)
        return copy
    }

    /// Signs the browser in with a token made by the session keeper; `seconds` nil ends with the
    /// browser.
    public func startingSession(_ token: String, seconds: Int? = nil) -> Reply {
        var copy = self
        copy.session = .start(token: token, seconds: seconds)
        return copy
    }

    public func endingSession() -> Reply {
        var copy = self
        copy.session = .end
        return copy
    }

    /// Lets the browser keep a token for a way through several forms, so that it stands in no
    /// address; read it as `request.flowToken`.
    public func startingFlow(_ token: String, seconds: Int) -> Reply {
        var copy = self
        copy.flow = .start(token: token, seconds: seconds)
        return copy
    }

    public func endingFlow() -> Reply {
        var copy = self
        copy.flow = .end
        return copy
    }

    public func header(_ name: String, _ value: String) -> Reply {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    /// Sends the browser on to another site, which the caller has chosen (a provider of the city).
    public static func leaving(to address: String) -> Reply {
        Reply(status: 303, .none, headers: [("Location", address)])
    }

    func refused(_ kind: Refusal.Kind) -> Reply {
        guard status == 200 else { return self }
        var copy = self
        copy.status = Refusals.status(kind)
        return copy
    }
}
