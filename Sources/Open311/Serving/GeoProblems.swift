import Kernel

/// Collects everything that is wrong with what a client sent, each with the parameter.
struct GeoProblems {
    /// More of them help nobody.
    static let most = 50
    private(set) var found: [Refusal.Problem] = []

    mutating func add(_ key: String, _ parameter: String, _ values: [String: String] = [:]) {
        guard found.count < Self.most else { return }
        // The name of an attribute is chosen by who sends it.
        let name = String(String.UnicodeScalarView(parameter.unicodeScalars.prefix(80)))
        var values = values
        values["parameter"] = name
        found.append(Refusal.Problem("open311.\(key)", field: name, values: values))
    }

    func end() throws(Refusal) {
        if !found.isEmpty { throw Refusal(.invalid, problems: found) }
    }

    /// Whether a text has at most so many characters; counted as JSON Schema counts, in scalars.
    mutating func holds(_ text: String, _ parameter: String, atMost limit: Int) -> Bool {
        let count = text.unicodeScalars.count
        guard count > limit else { return true }
        add("too-long", parameter, ["limit": String(limit), "count": String(count)])
        return false
    }

    /// A moment with a zone; nil also when there is none.
    mutating func moment(_ parameters: GeoParameters, _ name: String) -> GeoMoment? {
        guard let text = parameters.word(name) else { return nil }
        guard let moment = GeoMoment(text) else {
            add("moment", name)
            return nil
        }
        return moment
    }

    /// A whole number within a range; `standard` when there is none.
    mutating func number(
        _ parameters: GeoParameters, _ name: String, _ range: ClosedRange<Int>, standard: Int
    ) -> Int {
        guard let text = parameters.word(name) else { return standard }
        guard let number = Numeral.whole(Array(text.utf8)), range.contains(number) else {
            let bounds = ["least": String(range.lowerBound), "most": String(range.upperBound)]
            add("number", name, bounds)
            return standard
        }
        return number
    }
}
