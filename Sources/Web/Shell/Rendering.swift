import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// Makes the HTTP response from a reply.
struct Rendering: Sendable {
    let exchange: Exchange
    let visit: VisitorContext
    let route: Route?

    private var shell: Shell { exchange.shell }

    func response(_ reply: Reply) async throws -> Response {
        if case .cached(let page) = reply.body, reply.headers.isEmpty {
            return try await cached(reply, page)
        }
        var headers = Self.baseHeaders(shell.settings.isSecure)
        for header in reply.headers where !header.value.utf8.contains(where: { $0 < 32 }) {
            headers[Names.name(header.name)] = header.value
        }
        let status = HTTPResponse.Status(code: reply.status)
        switch reply.body {
        case .none:
            setCookies(reply, &headers)
            if !headers.contains(.cacheControl) { headers[.cacheControl] = "no-store" }
            return Response(status: status, headers: headers)
        case .page(let page):
            if page.usesCamera {
                let header = SecurityHeaders.withCamera
                headers[Names.name(header.name)] = header.value
            }
            if let origin = page.pictureOrigin {
                headers[.contentSecurityPolicy] = SecurityHeaders.contentPolicy(pictures: origin)
            }
            return whole(reply, status, headers, Layout(shell, visit, flash).render(page).bytes)
        case .cached(let page):
            return whole(
                reply, status, headers,
                Layout(shell, visit, flash).render(try await page.make()).bytes)
        case .bytes(let bytes):
            setCookies(reply, &headers)
            if !headers.contains(.cacheControl) { headers[.cacheControl] = "private, no-store" }
            return packed(status, headers, bytes)
        case .stream(let length, let write):
            setCookies(reply, &headers)
            headers[.cacheControl] = "private, no-store"
            let body = ResponseBody(contentLength: length) { writer in
                try await Self.stream(write, &writer)
            }
            return Response(status: status, headers: headers, body: body)
        case .events(let source):
            return try await EventAnswer(exchange: exchange, visit: visit).response(source, headers)
        }
    }

    private static func stream(
        _ write: @Sendable (inout ReplyWriter) async throws -> Void,
        _ writer: inout any ResponseBodyWriter
    ) async throws {
        var sink = ReplyWriter(target: writer)
        try await write(&sink)
        try await sink.target.finish(nil)
    }

    /// A page for one person.
    private func whole(
        _ reply: Reply, _ status: HTTPResponse.Status, _ headers: HTTPFields, _ bytes: [UInt8]
    ) -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        setCookies(reply, &headers)
        return packed(status, headers, bytes)
    }

    private func packed(
        _ status: HTTPResponse.Status, _ headers: HTTPFields, _ bytes: [UInt8]
    ) -> Response {
        var headers = headers
        guard bytes.count >= Gzip.threshold, Self.isText(headers[.contentType]) else {
            return Self.finished(status, headers, bytes, isComplete: true)
        }
        headers[.vary] = "Accept-Encoding, Accept-Language, Cookie"
        guard Gzip.isAccepted(exchange.request.headers[.acceptEncoding]),
            let small = Gzip.compress(bytes, level: bytes.count > Self.large ? 1 : 4)
        else { return Self.finished(status, headers, bytes, isComplete: true) }
        headers[.contentEncoding] = "gzip"
        return Self.finished(status, headers, small, isComplete: true)
    }

    /// Above so many bytes a page is compressed quickly rather than well: it repeats itself anyway,
    /// and who else is being answered should not wait for it.
    private static let large = 16_000

    /// Text is worth compressing; files that people sent are compressed already.
    private static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        return ["text/", "application/json", "application/problem+json", "image/svg"].contains {
            type.hasPrefix($0)
        }
    }

    var flash: Flash? {
        guard let sealed = shell.cookies.value(.flash, in: exchange.request.headers[.cookie]),
            let text = Signature.opened(sealed, shell.settings.secret)
        else { return nil }
        return Flash(encoded: text)
    }

    private func setCookies(_ reply: Reply, _ headers: inout HTTPFields) {
        guard !exchange.isForPrograms else { return }
        let cookies = shell.cookies
        func add(_ name: Cookies.Name, _ value: String, _ seconds: Int?) {
            headers.append(
                HTTPField(name: .setCookie, value: cookies.set(name, value, seconds: seconds)))
        }
        let header = exchange.request.headers[.cookie]
        switch reply.session {
        case .none:
            if let fresh = visit.renewal { add(.session, fresh.token, fresh.seconds) }
        case .start(let token, let seconds): add(.session, token, seconds)
        case .end: add(.session, "", 0)
        }
        switch reply.flow {
        case .none: break
        case .start(let token, let seconds): add(.flow, token, seconds)
        case .end: add(.flow, "", 0)
        }
        if let flash = reply.flash {
            add(.flash, Signature.sealed(flash.encoded, shell.settings.secret), 600)
        } else if case .page = reply.body, cookies.value(.flash, in: header) != nil {
            add(.flash, "", 0)
        }
        if exchange.isLanguageChosen { add(.language, exchange.language.rawValue, 31_536_000) }
        if visit.ui.tokens.wasUsed, cookies.value(.visitor, in: header) == nil {
            add(.visitor, visit.ui.tokens.visitor, nil)
        }
    }

    // MARK: - Pages kept for all

    private func cached(_ reply: Reply, _ page: CachedPage) async throws -> Response {
        let layout = Layout(shell, visit, flash)
        let base = Self.baseHeaders(shell.settings.isSecure)
        guard visit.person == nil, layout.flash == nil, !exchange.isLanguageChosen else {
            let html = layout.render(try await page.make())
            return whole(reply, .ok, base, html.bytes)
        }
        let key = exchange.language.rawValue + " " + page.key
        if let entry = shell.cache.entry(key, page.version) { return hit(entry) }
        let html = layout.render(try await page.make())
        // A page with a form token belongs to one browser and is never kept.
        guard !visit.ui.tokens.wasUsed,
            let (packed, ends) = shell.cache.pack(
                html.bytes, family: page.family.map { exchange.language.rawValue + $0 })
        else { return whole(reply, .ok, base, html.bytes) }
        // Texts of at most fifteen bytes lie in the entry itself.
        let entry = PageCache.Entry(
            version: page.version, tag: Signature.digest(html.bytes, digits: 15), packed: packed,
            ends: ends)
        shell.cache.keep(key, entry)
        return hit(entry)
    }

    private func hit(_ entry: PageCache.Entry) -> Response {
        let request = exchange.request.headers
        var headers = shell.settings.isSecure ? Self.secureHit : Self.plainHit
        let tag = "W/\"\(entry.tag)\""
        headers[.eTag] = tag
        if Self.matches(request[.ifNoneMatch], tag) {
            headers[.contentType] = nil
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        guard !Gzip.isAccepted(request[.acceptEncoding]) else {
            return Self.finished(.ok, headers, entry.gzip, isComplete: true)
        }
        headers[.contentEncoding] = nil
        let plain = Gzip.expand(entry.gzip) ?? []
        return Self.finished(.ok, headers, plain, isComplete: true)
    }

    // MARK: - Parts that error pages and assets use too

    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        let bare = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
        return header.split(separator: ",").contains { item in
            let item = item.trimmingPrefix { $0 == " " }
            return item == "*" || (item.hasPrefix("W/") ? item.dropFirst(2) : item) == bare
        }
    }

    static func asset(_ file: Assets.File, _ request: Request) -> Response {
        var headers: HTTPFields = [
            .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable",
            .vary: "Accept-Encoding",
        ]
        if let packed = file.packed, Gzip.isAccepted(request.headers[.acceptEncoding]) {
            headers[.contentEncoding] = "gzip"
            return finished(.ok, headers, packed)
        }
        return finished(.ok, headers, file.plain)
    }

    static func bare(_ status: HTTPResponse.Status, _ headers: HTTPFields) -> Response {
        finished(status, headers, [])
    }

    static func finished(
        _ status: HTTPResponse.Status, _ headers: HTTPFields, _ bytes: [UInt8],
        isComplete: Bool = false
    ) -> Response {
        var all = isComplete ? headers : baseHeaders(false)
        if !isComplete { for field in headers { all[field.name] = field.value } }
        return Response(
            status: status, headers: all,
            body: bytes.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static let plainHeaders = makeHeaders(isSecure: false)
    private static let secureHeaders = makeHeaders(isSecure: true)

    private static let plainHit = makeHitHeaders(plainHeaders)
    private static let secureHit = makeHitHeaders(secureHeaders)

    /// What is said above every page that is kept for all; the tag is its own.
    private static func makeHitHeaders(_ base: HTTPFields) -> HTTPFields {
        var headers = base
        headers[.cacheControl] = "private, no-cache"
        headers[.eTag] = ""
        headers[.vary] = "Accept-Encoding, Accept-Language, Cookie"
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentEncoding] = "gzip"
        return headers
    }

    static func baseHeaders(_ isSecure: Bool) -> HTTPFields {
        isSecure ? secureHeaders : plainHeaders
    }

    private static func makeHeaders(isSecure: Bool) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentSecurityPolicy] = SecurityHeaders.contentPolicy
        for header in SecurityHeaders.common { headers[Names.name(header.name)] = header.value }
        if isSecure {
            headers[.strictTransportSecurity] = SecurityHeaders.transport.value
        }
        return headers
    }
}
