import Yams

/// Parts of flows that services share: `flows/NAME.yaml`, a list of steps.
struct SharedParts {
    let values: [String: YAMLValue]

    /// What is wrong in a part is reported in its own file, through the service that uses it.
    init(_ city: CityIndex, _ list: FindingList) {
        var values: [String: YAMLValue] = [:]
        for (name, source) in city.flows {
            let own = FindingList(file: "flows/\(name).yaml", source: source)
            list.adopt(own)
            values[name] = YAMLDocument.open(source, own)
        }
        self.values = values
    }

    /// Every step as it is written, those of branches, options and shared parts included.
    func steps(_ flow: YAMLValue) -> [YAMLValue] {
        guard case .sequence(let items) = flow.node else { return [] }
        return items.flatMap { node -> [YAMLValue] in
            let item = YAMLValue(node: node, list: flow.list)
            if let name = item.word(at: "use") { return values[name].map(steps) ?? [] }
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
