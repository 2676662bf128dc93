import Kernel

/// How the gateway hands over text messages that people sent to the city.
public struct IncomingSettings: Sendable {
    public enum Kind: String, Sendable {
        case json, form
    }

    /// What the gateway shows in `Authorization: Bearer …` or `X-Kunci: …`.
    let secret: String
    let kind: Kind
    /// Where sender, text and the message's id stand: names of fields, or paths into the JSON.
    let from: String
    let text: String
    let id: String

    public init(secret: String, kind: Kind, from: String, text: String, id: String) {
        self.secret = secret
        self.kind = kind
        self.from = from
        self.text = text
        self.id = id
    }

    /// Compared in constant time.
    func admits(_ authorization: String?, _ key: String?) -> Bool {
        let shown =
            key ?? authorization.flatMap { text in
                text.lowercased().hasPrefix("bearer ") ? String(text.dropFirst(7)) : nil
            } ?? ""
        return ConstantTime.isEqual(Array(shown.utf8), Array(secret.utf8))
    }
}

/// One message as the gateway hands it over.
struct IncomingText: Sendable, Hashable {
    let id: String
    let from: String
    let text: String

    /// Nil when a part is missing or too long.
    init?(_ body: [UInt8], _ settings: IncomingSettings) {
        let read: (String) -> String?
        switch settings.kind {
        case .json:
            let limits = JSONValue.Limits(bytes: 16_384, depth: 8, values: 500)
            guard let json = try? JSONValue(parsing: body, limits: limits) else { return nil }
            read = { json.at($0)?.word }
        case .form:
            guard let pairs = PercentCoding.pairs(body[...], limit: 100) else { return nil }
            read = { name in pairs.first { $0.name == name }?.value }
        }
        guard let id = read(settings.id), let from = read(settings.from),
            let text = read(settings.text), (1...200).contains(id.utf8.count),
            (1...40).contains(from.utf8.count), text.utf8.count <= 2_000
        else { return nil }
        self.id = id
        self.from = from
        self.text = text
    }
}
