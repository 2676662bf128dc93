import Kernel

extension GeoPost {
    /// Compares the answers with the questions of the service.
    /// - Throws: `Refusal` of the kind `invalid` with every attribute that is wrong: unknown ones,
    ///   required ones without an answer, answers that do not fit their datatype.
    public func check(_ definition: GeoServiceDefinition) throws(Refusal) {
        var problems = GeoProblems()
        let asked = Dictionary(definition.attributes.map { ($0.code, $0) }) { first, _ in first }
        let answered = Set(attributes.map(\.code))
        for attribute in definition.attributes
        where attribute.isVariable && attribute.isRequired && !answered.contains(attribute.code) {
            problems.add("missing", GeoInput(code: attribute.code, values: []).parameter)
        }
        for input in attributes {
            guard let attribute = asked[input.code] else {
                problems.add("attribute.unknown", input.parameter)
                continue
            }
            // What is only shown is answered by some clients all the same.
            if attribute.isVariable { Self.check(input, attribute, &problems) }
        }
        try problems.end()
    }

    private static func check(
        _ input: GeoInput, _ attribute: GeoAttribute, _ problems: inout GeoProblems
    ) {
        if attribute.datatype != .multivaluelist, input.values.count > 1 {
            return problems.add("attribute.single", input.parameter)
        }
        for value in input.values {
            let word = GeoParameters.trimmed(value)
            switch attribute.datatype {
            case .text: break
            case .string:
                if word.contains(where: \.isNewline) {
                    problems.add("attribute.line", input.parameter)
                }
            case .number:
                if !Numeral.isDecimal(word) { problems.add("attribute.number", input.parameter) }
            case .datetime:
                if GeoMoment(word) == nil { problems.add("moment", input.parameter) }
            case .singlevaluelist, .multivaluelist:
                if !attribute.values.contains(where: { $0.key == word }) {
                    return problems.add("attribute.choice", input.parameter)
                }
            }
        }
    }
}
