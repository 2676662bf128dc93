import Kernel
import Messages
import Notices
import Outbound
import Store

/// Reads one object of the file of gateways, strictly: what is not known is refused.
struct GatewayEntry {
    static let keys: Set<String> = [
        "channel", "name", "url", "method", "headers", "json", "form", "success", "refused",
        "deduplicates", "per_second", "timeout_ms", "numbers",
    ]

    let json: JSONValue
    let place: String

    init(_ json: JSONValue, _ place: String, known: Set<String>) throws {
        guard let members = json.objectValue else { throw OperatingProblem("\(place): no object") }
        if let other = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw OperatingProblem("\(place): “\(other)” is unknown.")
        }
        self.json = json
        self.place = place
    }

    func gateway() async throws -> GatewaySettings {
        let (url, address) = try address()
        let method = try method()
        let timeout = try timeout(10_000)
        let rate = json["per_second"]?.integerValue.map(Int.init)
        guard rate.map({ (1...1_000).contains($0) }) ?? true else {
            throw OperatingProblem("\(place): per_second is 1 to 1000.")
        }
        guard
            let numbers = GatewaySettings.Numbers(
                rawValue: json["numbers"]?.stringValue ?? "plus")
        else { throw OperatingProblem("\(place): numbers is plus, plain or local.") }
        let settings = GatewaySettings(
            name: json["name"]?.stringValue ?? address.host, url: url, method: method,
            headers: try await headers(), body: try body(method), success: try success(),
            refused: try statuses(json["refused"]) ?? [400, 422],
            knowsTwins: json["deduplicates"] == .bool(true), rate: rate, numbers: numbers,
            timeout: timeout)
        guard settings.namesNotice else {
            throw OperatingProblem(
                "\(place): {id}, the notice's id, must stand in a header or in the body, so that "
                    + "the gateway can know a message that comes twice.")
        }
        return settings
    }

    /// Where it is asked.
    func address() throws -> (url: String, parts: WebAddress) {
        guard let url = json["url"]?.stringValue, let parts = WebAddress(url),
            parts.scheme == .https || parts.namesLoopback
        else { throw OperatingProblem("\(place): url is https (or this machine).") }
        return (url, parts)
    }

    /// How long an answer may take, in milliseconds. Whatever waits for it holds a lease of two
    /// minutes or more; a slow answer must never outlive that.
    func timeout(_ usual: Int64) throws -> Int {
        let timeout = Int(json["timeout_ms"]?.integerValue ?? usual)
        guard (100...60_000).contains(timeout) else {
            throw OperatingProblem("\(place): timeout_ms is 100 to 60000.")
        }
        return timeout
    }

    private func method() throws -> OutboundRequest.Method {
        guard let method = OutboundRequest.Method(rawValue: json["method"]?.stringValue ?? "POST")
        else { throw OperatingProblem("\(place): method is POST or GET.") }
        return method
    }

    private func body(_ method: OutboundRequest.Method) throws -> GatewaySettings.Body {
        switch (json["json"], json["form"]) {
        case (let template?, nil) where method == .post: return .json(template)
        case (nil, .object(let members)?):
            let pairs = members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.stringValue) }
            guard pairs.allSatisfy({ $0.1 != nil }) else {
                throw OperatingProblem("\(place): values of form are texts.")
            }
            return .form(pairs.map { (name: $0.0, value: $0.1 ?? "") })
        default:
            throw OperatingProblem(
                "\(place): either json (with POST) or form says what is sent.")
        }
    }

    private func headers() async throws -> [(name: String, value: String)] {
        guard let members = json["headers"]?.objectValue else { return [] }
        var headers: [(name: String, value: String)] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let text = value.stringValue {
                headers.append((name, text))
            } else if let file = value["file"]?.stringValue {
                let prefix = value["prefix"]?.stringValue ?? ""
                headers.append((name, prefix + (try await secret(file))))
            } else {
                throw OperatingProblem("\(place): header \(name) is a text or {\"file\": …}.")
            }
        }
        return headers
    }

    private func success() throws -> GatewaySettings.Success {
        guard let entry = json["success"] else { return GatewaySettings.Success() }
        let reader = try GatewayEntry(
            entry, place + ", success", known: ["status", "field", "values", "id"])
        let field = reader.json["field"]?.stringValue
        let values = (reader.json["values"]?.arrayValue ?? []).compactMap {
            $0.stringValue ?? $0.integerValue.map(String.init)
                ?? $0.boolValue.map { $0 ? "true" : "false" }
        }
        guard (field == nil) == values.isEmpty else {
            throw OperatingProblem("\(reader.place): field and values go together.")
        }
        return GatewaySettings.Success(
            statuses: try reader.statuses(reader.json["status"]) ?? [200, 201, 202],
            field: field, values: Set(values), name: reader.json["id"]?.stringValue)
    }

    private func statuses(_ value: JSONValue?) throws -> Set<Int>? {
        guard let value else { return nil }
        let numbers = (value.arrayValue ?? []).compactMap { $0.integerValue.map(Int.init) }
        guard !numbers.isEmpty, numbers.allSatisfy({ (200...599).contains($0) }) else {
            throw OperatingProblem("\(place): a list of statuses is needed, such as [200, 202].")
        }
        return Set(numbers)
    }

    func incoming() async throws -> IncomingSettings {
        guard let file = json["secret_file"]?.stringValue, let from = json["from"]?.stringValue,
            let text = json["text"]?.stringValue,
            let id = json["id"]?.stringValue
        else {
            throw OperatingProblem("\(place): secret_file, from, text and id are needed.")
        }
        guard let kind = IncomingSettings.Kind(rawValue: json["kind"]?.stringValue ?? "json")
        else { throw OperatingProblem("\(place): kind is json or form.") }
        let secret = try await secret(file)
        guard secret.utf8.count >= 16 else {
            throw OperatingProblem("\(place): \(file) holds fewer than 16 characters.")
        }
        return IncomingSettings(
            secret: secret, kind: kind, from: from, text: text, id: id)
    }

    /// Secrets stand in files of their own, so that this one can be shown to anybody.
    func secret(_ file: String) async throws -> String {
        guard let bytes = try? await FileTree.read(file, limit: 4_096) else {
            throw OperatingProblem("\(place): \(file) cannot be read.")
        }
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }
}
