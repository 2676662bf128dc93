import HTTPTypes
import Hummingbird
import Kernel

/// Pages and problem details for everything that does not go as asked.
struct ErrorPages: Sendable {
    let exchange: Exchange
    let visit: VisitorContext

    private var words: Wording { visit.ui.words }

    /// Seconds after which a program may try again.
    private static let pause: [Refusal.Kind: String] = [.tooMuch: "60", .unavailable: "10"]

    /// Something the shell turned away.
    func fault(_ fault: Fault) async -> Response {
        var values = fault.values
        if let bytes = values["bytes"].flatMap({ Int64($0) }) {
            values["bytes"] = HumanText.bytes(bytes, visit.ui.language)
        }
        let title = words(fault.key + ".title")
        let text = words(fault.key + ".text", values)
        var body: HTML = "<p>\(text)</p>"
        if fault.status >= 500 {
            body += """
                <p>\(words("web.fault.id")) <strong class="code">\(exchange.id)</strong></p>
                """
        }
        body += wayOn(fault.status)
        let code = String(fault.key.dropFirst("web.fault.".count))
        return await respond(fault.status, title, body, fault.headers, [text], code)
    }

    /// An action that said no and whose route shows no page of its own: the reasons, and
    /// everything typed, so that nothing is lost.
    func refusal(_ refusal: Refusal, _ form: FormState) async -> Response {
        let status = Refusals.status(refusal.kind)
        let reasons = refusal.problems.map { words($0) }
        var body: HTML = "<div role=\"alert\"><ul class=\"reasons\">"
        for reason in reasons { body += "<li>\(reason)</li>" }
        body += "</ul></div>"
        let mayRetry = refusal.problems.contains { $0.key == "web.expired" }
        body += typed(form, mayRetry: mayRetry)
        body += wayOn(status)
        let title = words("web.refusal.\(refusal.kind.rawValue)")
        var headers: [String: String] = [:]
        if exchange.isForPrograms || exchange.dialect != nil {
            let isBusy = refusal.problems.first?.key.hasSuffix(".busy") ?? false
            headers["Retry-After"] = isBusy ? "5" : Self.pause[refusal.kind]
        }
        return await respond(
            status, title, body, headers, reasons, refusal.problems.first?.key ?? "",
            refusal.problems, refusal.kind)
    }

    /// What stands in the address of a page was typed by nobody.
    private func typed(_ form: FormState, mayRetry: Bool) -> HTML {
        guard visit.request.method != "GET", visit.request.method != "HEAD" else { return HTML() }
        let texts = form.pairs.filter { !$0.name.hasPrefix("sandi") && !$0.value.isEmpty }
        guard !texts.isEmpty else { return HTML() }
        guard !mayRetry else {
            return """
                <form method="post" action="\(url: visit.request.target)">\(visit.ui.tokenField)\
                \(HTML.each(texts) {
                    "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
                })\
                <p><button class="button" type="submit">\(words("web.sendAgain"))</button></p>\
                </form>
                """
        }
        return """
            <h2>\(words("web.typed"))</h2><p>\(words("web.typed.text"))</p>\
            \(HTML.each(texts) { "<pre class=\"typed\">\($0.value)</pre>" })
            """
    }

    private func wayOn(_ status: Int) -> HTML {
        "<p class=\"way-on\"><a href=\"/\">\(words("web.home"))</a></p>"
    }

    private func respond(
        _ status: Int, _ title: String, _ body: HTML, _ headers: [String: String],
        _ details: [String], _ code: String = "", _ problems: [Refusal.Problem] = [],
        _ kind: Refusal.Kind? = nil
    ) async -> Response {
        var reply =
            if let dialect = exchange.dialect {
                dialect.tell(told(status, details, problems, kind))
            } else if visit.request.wantsJSON {
                problem(status, title, details, code, problems)
            } else {
                Reply.page(Page(title, caption: String(status), body: body), status: status)
            }
        for header in headers { reply.headers.append((header.key, header.value)) }
        // A body that was not read to its end cannot be followed by another request.
        if [400, 408, 413, 415].contains(reply.status) {
            reply.headers.append(("Connection", "close"))
        }
        let rendering = Rendering(exchange: exchange, visit: visit, route: nil)
        return (try? await rendering.response(reply))
            ?? Rendering.bare(.init(code: status), [:])
    }

    private func told(
        _ status: Int, _ details: [String], _ problems: [Refusal.Problem], _ kind: Refusal.Kind?
    ) -> ToldError {
        let fields = problems.map(\.field)
        let parts = details.enumerated().map { place, text in
            ToldError.Part(
                field: fields.indices.contains(place) ? fields[place] : nil, text: text)
        }
        return ToldError(path: exchange.sentPath, status: status, kind: kind, parts: parts)
    }

    /// Problem details (RFC 9457).
    private func problem(
        _ status: Int, _ title: String, _ details: [String], _ code: String,
        _ problems: [Refusal.Problem]
    ) -> Reply {
        let errors = zip(problems, details).map { problem, detail in
            var error: [String: JSONValue] = [
                "code": .string(problem.key), "detail": .string(detail),
            ]
            if let field = problem.field { error["field"] = .string(field) }
            return JSONValue.object(error)
        }
        let value = JSONValue.object([
            "code": .string(code), "errors": .array(errors),
            "type": .string("about:blank"), "title": .string(title),
            "status": .integer(Int64(status)), "detail": .string(details.joined(separator: " ")),
            "instance": .string("urn:pendopo:request:" + exchange.id),
        ])
        return .data(value.canonical, type: "application/problem+json", status: status)
    }
}
