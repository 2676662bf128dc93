import Contracts
import Kernel

/// Reads `systems.yaml`.
enum NationalReader {
    static func read(_ source: String, _ list: FindingList) -> [NationalSystem] {
        guard let root = YAMLDocument.open(source, list)?.mapping(["mark", "asOf", "systems"]),
            let items = root.required("systems")?.items()
        else { return [] }
        var known: Set<String> = []
        return items.compactMap { item in
            guard let entry = item.mapping(["system", "secret", "pull", "report"]),
                let place = entry.required("system"), let code = place.code(UnitCode.self)?.text
            else { return nil }
            if !known.insert(code).inserted {
                place.error("`\(code)` is there twice", mend: "keep one of them")
            }
            return NationalSystem(
                code: code, secret: entry.optional("secret").flatMap(secret),
                pull: entry.optional("pull").flatMap(pull),
                report: entry.optional("report").flatMap { report($0) })
        }
    }

    static func secret(_ value: YAMLValue) -> NationalSystem.Secret? {
        guard let entry = value.mapping(["header", "prefix", "name"]),
            let header = entry.required("header").flatMap(headerName),
            let name = entry.required("name")?.code(UnitCode.self)?.text
        else { return nil }
        return .init(header: header, prefix: entry.optional("prefix")?.text() ?? "", name: name)
    }

    static func pull(_ value: YAMLValue) -> NationalSystem.Pull? {
        let keys = ["url", "every", "query", "cursor", "items", "fields"]
        guard let entry = value.mapping(keys), let fields = entry.required("fields") else {
            return nil
        }
        let every = entry.optional("every")?.integer(60...86_400) ?? 300
        return .init(
            url: entry.optional("url").flatMap(address), every: Int(every),
            query: texts(entry.optional("query")), cursor: entry.optional("cursor").flatMap(cursor),
            items: entry.optional("items")?.text() ?? "", fields: sources(fields))
    }

    private static func cursor(_ value: YAMLValue) -> NationalSystem.Cursor? {
        guard let entry = value.mapping(["query", "at"]),
            let query = entry.required("query")?.text(), let path = entry.required("at")?.text()
        else { return nil }
        return .init(query: query, path: path)
    }

    private static func sources(_ value: YAMLValue) -> [String: NationalSystem.Source] {
        var sources: [String: NationalSystem.Source] = [:]
        for (name, _, place) in value.entries() {
            guard place.has("at") else {
                sources[name] = place.text().map { .init(path: $0, values: [:]) }
                continue
            }
            guard let entry = place.mapping(["at", "values"]),
                let path = entry.required("at")?.text()
            else { continue }
            sources[name] = .init(path: path, values: texts(entry.optional("values")))
        }
        return sources
    }

    private static let states = [
        "open", "waiting", "granted", "refused", "withdrawn", "lapsed", "answered",
    ]

    /// - Parameter known: the states of ours that may be told.
    static func report(
        _ value: YAMLValue, states known: [String] = states
    ) -> NationalSystem.Report? {
        guard
            let entry = value.mapping(["url", "key", "body", "states", "taken", "refused"]),
            let body = entry.required("body"), let states = entry.required("states")
        else { return nil }
        for (name, mark, _) in states.entries() where !known.contains(name) {
            value.list.error(
                mark, "`\(name)` is no state that is told", mend: Nearest.mend(name, among: known))
        }
        return .init(
            url: entry.optional("url").flatMap(address),
            key: entry.optional("key").flatMap(headerName) ?? "Idempotency-Key",
            body: texts(body), states: texts(states),
            taken: statuses(entry.optional("taken")) ?? [200, 201, 202, 204],
            refused: statuses(entry.optional("refused")) ?? [400, 404, 409, 410, 422])
    }

    static func texts(_ value: YAMLValue?) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, _, place) in value?.entries() ?? [] { texts[name] = place.text() }
        return texts
    }

    private static func statuses(_ value: YAMLValue?) -> Set<Int>? {
        value.map { Set($0.items().compactMap { $0.integer(200...599).map { Int($0) } }) }
    }

    /// Https; this machine may be asked in plain, for a trial.
    static func address(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        let isHere = ["http://127.0.0.1:", "http://localhost:"].contains { text.hasPrefix($0) }
        guard text.hasPrefix("https://") || isHere, !text.contains(where: \.isWhitespace) else {
            value.error("`\(text)` is not asked", mend: "write an address with `https://`")
            return nil
        }
        return text
    }

    private static func headerName(_ value: YAMLValue) -> String? {
        guard let text = value.text() else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 == 45 || Self.isLetter($0) }) else {
            value.error("`\(text)` is no name of a header", mend: "write it like `Authorization`")
            return nil
        }
        return text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return letters.contains(byte | 0x20) || (48...57).contains(byte)
    }
}

extension CatalogueSource {
    /// A city without the file takes messages from files only.
    func systems(_ isStored: Bool, _ findings: inout [Finding]) -> [NationalSystem] {
        guard files["systems.yaml"] != nil else { return [] }
        return with("systems.yaml", isStored, &findings) { NationalReader.read($0, $1) } ?? []
    }
}
