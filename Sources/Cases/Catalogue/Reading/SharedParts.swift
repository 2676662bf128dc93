import Yams

/// Parts of flows that services share: `flows/NAME.yaml`, a list of steps.
struct SharedParts {
    /// More steps than this are no flow that somebody reads.
    static let mostSteps = 200

    let values: [String: YAMLValue]
    /// Parts that cannot stand anywhere, with the reason.
    let broken: [String: String]

    /// What is wrong in a part is reported in its own file, through the service that uses it.
    init(_ city: CityIndex, _ list: FindingList) {
        var values: [String: YAMLValue] = [:]
        for (name, source) in city.flows {
            let own = FindingList(
                file: "flows/\(name).yaml", source: source, isStrict: city.isStrict)
            list.adopt(own)
            values[name] = YAMLDocument.open(source, own)
        }
        self.values = values
        var sizes: [String: Int] = [:]
        var broken: [String: String] = [:]
        for name in values.keys.sorted() {
            _ = Self.size(of: name, values, within: [], &sizes, &broken)
        }
        self.broken = broken
    }

    /// How many steps a part brings, with those of the parts in it. One that holds itself, or too
    /// many, is broken.
    private static func size(
        of name: String, _ values: [String: YAMLValue], within: Set<String>,
        _ sizes: inout [String: Int], _ broken: inout [String: String]
    ) -> Int {
        if let known = sizes[name] { return known }
        guard let value = values[name] else { return 0 }
        guard !within.contains(name) else {
            broken[name] = "the shared part `\(name)` holds itself"
            return mostSteps
        }
        var sum = 0
        for use in uses(in: value) {
            sum +=
                use.map {
                    size(of: $0, values, within: within.union([name]), &sizes, &broken)
                } ?? 1
        }
        if sum > mostSteps, broken[name] == nil {
            broken[name] = "the shared part `\(name)` has more than \(mostSteps) steps"
        }
        sizes[name] = min(sum, mostSteps + 1)
        return min(sum, mostSteps + 1)
    }

    /// A step as nil, a `use` as the name of its part; those of branches and options too.
    private static func uses(in value: YAMLValue) -> [String?] {
        guard case .sequence(let items) = value.node else { return [] }
        return items.flatMap { node -> [String?] in
            let item = YAMLValue(node: node, list: value.list)
            if let name = item.word(at: "use") { return [name] }
            let held = ["branches", "options", "steps"].compactMap { item.peek($0) }
            return [nil] + held.flatMap(uses)
        }
    }

    /// Every step as it is written, those of branches, options and shared parts included.
    func steps(_ flow: YAMLValue) -> [YAMLValue] {
        guard case .sequence(let items) = flow.node else { return [] }
        return items.flatMap { node -> [YAMLValue] in
            let item = YAMLValue(node: node, list: flow.list)
            if let name = item.word(at: "use") {
                return broken[name] == nil ? values[name].map(steps) ?? [] : []
            }
            let held = ["branches", "options"].compactMap { item.peek($0) }.flatMap(inner)
            return [item] + held
        }
    }

    private func inner(_ branches: YAMLValue) -> [YAMLValue] {
        guard case .sequence(let items) = branches.node else { return [] }
        return items.flatMap { node -> [YAMLValue] in
            let item = YAMLValue(node: node, list: branches.list)
            return item.peek("steps").map(steps) ?? [item]
        }
    }
}
