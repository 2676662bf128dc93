/// A service file with the shared parts of its flow put in, and with fields and steps by their
/// names: what moves to another page or branch has not become something else.
struct PlainService {
    private(set) var root: Plain
    private var fields: [String: Plain] = [:]
    private var steps: [String: Plain] = [:]
    private let parts: [String: Plain]

    /// - Parameter files: of the service, as `Service.files` has them.
    init(files: [String: String]) {
        self.init(
            Plain(yaml: files[Service.ownFile] ?? ""),
            parts: files.filter { $0.key.hasPrefix("flows/") }.mapValues(Plain.init(yaml:)))
    }

    /// - Parameter parts: what flows share, by path.
    init(_ file: Plain, parts: [String: Plain]) {
        self.parts = parts
        root = file
        guard case .keys(var keys) = root else { return }
        if let form = keys["form"]?.items { keys["form"] = .list(form.map { page($0) }) }
        if let flow = keys["flow"]?.items { keys["flow"] = .order(names(flow)) }
        keys["fields"] = .keys(fields)
        keys["steps"] = .keys(steps)
        root = .keys(keys)
    }

    /// Everything that says something else in another edition.
    func differences(to new: PlainService) -> [Difference] {
        let common = Set(fields.keys).intersection(new.fields.keys)
            .union(Set(steps.keys).intersection(new.steps.keys))
        return PlainDiff(root, new.root, common: common).differences.map(Self.byName)
    }

    /// Fields and steps are called like items of a list: `fields[nik].max`.
    private static func byName(_ difference: Difference) -> Difference {
        guard difference.path.count > 1, case .key(let list) = difference.path[0],
            ["fields", "steps"].contains(list), case .key(let name) = difference.path[1]
        else { return difference }
        return Difference(
            path: [.key(list), .item(name)] + difference.path.dropFirst(2), old: difference.old,
            new: difference.new)
    }

    private mutating func page(_ page: Plain) -> Plain {
        guard case .keys(var keys) = page, let asked = keys["fields"]?.items else { return page }
        var names: [String] = []
        for field in asked {
            guard let name = field["id"]?.scalar else { return page }
            names.append(name)
        }
        for (name, field) in zip(names, asked) { fields[name] = field }
        keys["fields"] = .order(names)
        return .keys(keys)
    }

    /// Puts steps in by name, those of shared parts and of branches too.
    private mutating func names(_ items: [Plain]) -> [String] {
        items.flatMap { item -> [String] in
            if let part = item["use"]?.scalar {
                // A service that could be read has no part that holds itself.
                return names(parts["flows/\(part).yaml"]?.items ?? [])
            }
            guard case .keys(var keys) = item, let name = keys["id"]?.scalar else {
                return [item.shown]
            }
            for list in ["branches", "options"] {
                if let held = keys[list]?.items { keys[list] = .list(held.map { branch($0) }) }
            }
            steps[name] = .keys(keys)
            return [name]
        }
    }

    private mutating func branch(_ branch: Plain) -> Plain {
        guard case .keys(var keys) = branch else { return branch }
        guard let held = keys["steps"]?.items else { return .order(names([branch])) }
        keys["steps"] = .order(names(held))
        return keys.count == 1 ? keys["steps"] ?? branch : .keys(keys)
    }
}
