/// Finds the routes of a path.
struct RouteTable: Sendable {
    private final class Node: Sendable {
        let fixed: [String: Node]
        let named: Node?
        let routes: [Route]

        init(_ routes: [Route], depth: Int) {
            self.routes = routes.filter { $0.path.segments.count == depth }
            var fixed: [String: [Route]] = [:]
            var named: [Route] = []
            for route in routes where route.path.segments.count > depth {
                switch route.path.segments[depth] {
                case .fixed(let text): fixed[text, default: []].append(route)
                case .named: named.append(route)
                }
            }
            self.fixed = fixed.mapValues { Node($0, depth: depth + 1) }
            self.named = named.isEmpty ? nil : Node(named, depth: depth + 1)
        }

        /// Fixed segments win over named ones.
        func find(_ segments: ArraySlice<String>) -> [Route] {
            guard let first = segments.first else { return routes }
            if let found = fixed[first]?.find(segments.dropFirst()), !found.isEmpty {
                return found
            }
            return named?.find(segments.dropFirst()) ?? []
        }
    }

    private let root: Node

    init(_ routes: [Route]) { root = Node(routes, depth: 0) }

    /// All routes of a path, one per method.
    func routes(_ segments: [String]) -> [Route] { root.find(segments[...]) }

    /// Values of the named segments, by name.
    static func parameters(_ route: Route, _ segments: [String]) -> [(name: String, value: String)]
    {
        zip(route.path.segments, segments).compactMap { segment, value in
            if case .named(let name) = segment { (name, value) } else { nil }
        }
    }

    /// What is wrong with a list of routes; empty when all is well.
    static func problems(_ routes: [Route]) -> [String] {
        var seen: Set<String> = []
        var problems: [String] = []
        for route in routes {
            let shape = route.path.segments.map { segment in
                if case .fixed(let text) = segment { text } else { "{}" }
            }
            let key = route.method.rawValue + " /" + shape.joined(separator: "/")
            if !seen.insert(key).inserted { problems.append("\(key) is declared twice") }
            let declared = Set(route.fields.filter { $0.place == .path }.map(\.name))
            for name in route.path.names where !declared.contains(name) {
                problems.append("\(key): {\(name)} is not a field of its input")
            }
            for name in declared where !route.path.names.contains(name) {
                problems.append("\(key): field \(name) is not in the path")
            }
        }
        return problems.sorted()
    }
}
