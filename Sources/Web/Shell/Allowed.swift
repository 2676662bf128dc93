/// The methods of a path, for `Allow`.
enum Allowed {
    static func methods(_ routes: [Route]) -> [String] {
        var methods = Set(routes.map(\.method.rawValue))
        if methods.contains("GET") { methods.insert("HEAD") }
        methods.insert("OPTIONS")
        return methods.sorted()
    }
}
