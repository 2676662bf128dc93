import Kernel

/// What a client sent, in a query or a form: decoded names and values.
///
/// An empty parameter equals an absent one; unknown ones are passed over.
public struct GeoParameters: Sendable {
    private let pairs: [(name: String, value: String)]

    /// - Parameter pairs: in the order in which they came, decoded.
    public init(_ pairs: [(name: String, value: String)]) {
        self.pairs = pairs.compactMap { pair in
            let value = EscapedText.plain(pair.value)
            guard value.contains(where: { !$0.isWhitespace }) else { return nil }
            return (pair.name, value)
        }
    }

    /// The key of the client; nil for none, also when it is sent empty.
    public var apiKey: String? { word("api_key") }

    /// The city that is meant; a server of one city passes it over.
    public var jurisdiction: String? { word("jurisdiction_id") }

    /// The first value, as it was sent.
    func text(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The first value without blanks around it.
    func word(_ name: String) -> String? { text(name).map(Self.trimmed) }

    /// All values of a parameter that may be there several times.
    func words(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map { Self.trimmed($0.value) }
    }

    /// What is between the commas of all values, each once.
    func list(_ name: String) -> [String] {
        var seen: Set<String> = []
        return words(name).flatMap { $0.split(separator: ",") }.map { Self.trimmed(String($0)) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The values of `attribute[CODE]` and `attribute[CODE][]`, by the code, in the order in which
    /// codes came first. A name that only begins so comes without a code.
    var attributes: [(name: String, code: String?, values: [String])] {
        var found: [(name: String, code: String?, values: [String])] = []
        var places: [String: Int] = [:]
        for pair in pairs where pair.name.hasPrefix("attribute[") {
            let code = Self.code(pair.name)
            let key = code ?? pair.name
            if let place = places[key] {
                found[place].values.append(pair.value)
            } else {
                places[key] = found.count
                found.append((pair.name, code, [pair.value]))
            }
        }
        return found
    }

    /// Of `attribute[CODE]`, `attribute[CODE][]` and, as some libraries number them,
    /// `attribute[CODE][0]`.
    private static func code(_ name: String) -> String? {
        var rest = name.utf8.dropFirst("attribute[".utf8.count)
        guard rest.popLast() == UInt8(ascii: "]") else { return nil }
        let place = rest.reversed().prefix(while: Numeral.isDigit).count
        let front = rest.dropLast(place)
        if front.last == UInt8(ascii: "["), front.dropLast().last == UInt8(ascii: "]") {
            rest = front.dropLast(2)
        }
        let isWhole =
            !rest.isEmpty && !rest.contains(UInt8(ascii: "["))
            && !rest.contains(UInt8(ascii: "]"))
        return isWhole ? String(Substring(rest)) : nil
    }

    static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
