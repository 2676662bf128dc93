import Kernel
import Outbound

/// A gateway for text messages over HTTP, as a city's file describes it. What is typed by people
/// never becomes part of a request's form: values are encoded by the kind of the body.
public struct HTTPGateway: MessageGateway {
    public let name: String
    public let isThere = true
    public let rate: Int?
    public let knowsTwins: Bool
    private let settings: GatewaySettings
    private let outbound: Outbound
    private let world: World

    public init(_ settings: GatewaySettings, outbound: Outbound, world: World) {
        self.settings = settings
        name = settings.name
        rate = settings.rate
        knowsTwins = settings.knowsTwins
        self.outbound = outbound
        self.world = world
    }

    public func send(_ message: TextMessage) async throws(DeliveryFailure) -> String? {
        let request = settings.request(message)
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(request)
        } catch {
            switch error {
            // Sent, and nobody knows what became of it.
            case .timedOut, .badAnswer, .tooLarge: throw .unknown("gateway: \(error.word)")
            default: throw .away("gateway: \(error.word)")
            }
        }
        return try settings.judge(answer, now: world.now)
    }
}

extension GatewaySettings {
    func request(_ message: TextMessage) -> OutboundRequest {
        let fill = Placeholders(message, numbers: numbers)
        let headers = headers.map { OutboundHeader($0.name, fill.header($0.value)) }
        switch body {
        case .json(let template):
            return OutboundRequest(
                .post, url,
                headers: [OutboundHeader("Content-Type", "application/json")] + headers,
                body: fill.json(template).canonical)
        case .form(let pairs):
            let text = FormEncoding.text(pairs.map { ($0.name, fill.text($0.value)) })
            guard method == .post else {
                let address = url + (url.contains("?") ? "&" : "?") + text
                return OutboundRequest(.get, address, headers: headers)
            }
            return OutboundRequest(
                .post, url,
                headers: [OutboundHeader("Content-Type", "application/x-www-form-urlencoded")]
                    + headers, body: Array(text.utf8))
        }
    }

    /// - Returns: the gateway's name of the message.
    func judge(_ answer: OutboundAnswer, now: Instant) throws(DeliveryFailure) -> String? {
        let reason = "gateway: \(answer.status)"
        let json = try? JSONValue(parsing: answer.body)
        if success.statuses.contains(answer.status) {
            let value = success.field.flatMap { json?.value(at: $0) }
            guard success.field == nil || value.map({ success.values.contains($0) }) == true
            else { throw .later(reason + ", not the answer of a success") }
            return success.name.flatMap { json?.value(at: $0) }
        }
        if refused.contains(answer.status) { throw .refused(reason) }
        switch answer.status {
        case 429, 502, 503, 504:
            guard let wait = RetryAfter.seconds(answer.header("retry-after"), now) else {
                throw .away(reason)
            }
            throw .busy(reason, seconds: wait)
        case 408, 500...599: throw .later(reason)
        // Our own key, our own address, or a redirect, which is never followed: nothing that the
        // message can help.
        default: throw .away(reason)
        }
    }
}

/// The message's values in the holes of a template: `{to}`, `{text}`, `{id}`.
struct Placeholders {
    private let values: [(hole: String, value: String)]

    init(_ message: TextMessage, numbers: GatewaySettings.Numbers) {
        values = [
            ("{to}", numbers.spelled(message.to)), ("{id}", message.id.text),
            ("{text}", message.text),
        ]
    }

    /// Holes are filled in one pass: a value that looks like a hole stays as it is.
    func text(_ template: String) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let hit = values.first(where: { rest.hasPrefix($0.hole) }) {
                result += hit.value
                rest = rest.dropFirst(hit.hole.count)
            } else {
                result.append("{")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// A header takes no line ends.
    func header(_ template: String) -> String {
        String(text(template).unicodeScalars.map { $0.value < 32 ? " " : Character($0) })
    }

    func json(_ template: JSONValue) -> JSONValue {
        switch template {
        case .string(let text): .string(self.text(text))
        case .array(let items): .array(items.map(json))
        case .object(let members): .object(members.mapValues(json))
        default: template
        }
    }
}

extension JSONValue {
    /// The text, number or flag at `data.messages.0.id`.
    func value(at path: String) -> String? {
        let found = at(path)
        return found?.word ?? found?.boolValue.map { $0 ? "true" : "false" }
    }
}
