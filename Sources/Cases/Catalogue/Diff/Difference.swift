/// One place at which two editions of a file say something else.
struct Difference: Sendable, Hashable {
    /// A way into a file: `form[pemohon].when` is a key, an item by its name, and a key.
    enum Part: Sendable, Hashable {
        case key(String)
        case item(String)
        /// From 0.
        case place(Int)
    }

    let path: [Part]
    /// Nothing where it is new.
    let old: Plain?
    /// Nothing where it is gone.
    let new: Plain?

    /// Only words for people differ.
    var isText: Bool { (old?.isText ?? true) && (new?.isText ?? true) }

    /// `form[pemohon].when`
    var place: String {
        path.reduce(into: "") { text, part in
            switch part {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .item(let name): text += "[\(name)]"
            case .place(let index): text += "[\(index)]"
            }
        }
    }

    /// `old -> new`, both short, with the first place at which they differ in sight.
    var change: String {
        let (before, after) = Shortened.pair(old?.shown ?? "nothing", new?.shown ?? "nothing")
        return "\(before) -> \(after)"
    }
}

/// Compares what two files say. What is not the same is in the list, whatever it means.
struct PlainDiff {
    /// Things that both have and whose order counts.
    private let common: Set<String>
    private(set) var differences: [Difference] = []

    init(_ old: Plain, _ new: Plain, common: Set<String> = []) {
        self.common = common
        compare(old, new, [])
    }

    private mutating func compare(_ old: Plain?, _ new: Plain?, _ path: [Difference.Part]) {
        guard old != new else { return }
        guard let old, let new, !old.isText || !new.isText else {
            return add(path, old, new)
        }
        switch (old, new) {
        case (.keys(let before), .keys(let after)):
            for key in Set(before.keys).union(after.keys).sorted() {
                compare(before[key], after[key], path + [.key(key)])
            }
        case (.list(let before), .list(let after)): compare(before, after, path)
        case (.order(let before), .order(let after)):
            // What is new or gone is said where it stands.
            let (before, after) = (before.filter(common.contains), after.filter(common.contains))
            if before != after { add(path, .order(before), .order(after)) }
        default: add(path, old, new)
        }
    }

    private mutating func compare(
        _ old: [Plain], _ new: [Plain], _ path: [Difference.Part]
    ) {
        if let before = Self.named(old), let after = Self.named(new) {
            return compare(named: before, after, path)
        }
        guard (old + new).contains(where: { $0.scalar == nil }) else {
            return add(path, .list(old), .list(new))
        }
        if old.count == new.count {
            for (index, (before, after)) in zip(old, new).enumerated() {
                compare(before, after, path + [.place(index)])
            }
            return
        }
        for change in new.difference(from: old) {
            switch change {
            case .remove(let index, let item, _): add(path + [.place(index)], item, nil)
            case .insert(let index, let item, _): add(path + [.place(index)], nil, item)
            }
        }
    }

    private mutating func compare(
        named old: [(name: String, item: Plain)], _ new: [(name: String, item: Plain)],
        _ path: [Difference.Part]
    ) {
        let before = Dictionary(old.map { ($0.name, $0.item) }) { $1 }
        let after = Dictionary(new.map { ($0.name, $0.item) }) { $1 }
        for (name, item) in old where after[name] == nil { add(path + [.item(name)], item, nil) }
        for (name, item) in new { compare(before[name], item, path + [.item(name)]) }
        let kept = (
            old.map(\.name).filter { after[$0] != nil },
            new.map(\.name).filter { before[$0] != nil }
        )
        if kept.0 != kept.1 { add(path, .order(kept.0), .order(kept.1)) }
    }

    private mutating func add(_ path: [Difference.Part], _ old: Plain?, _ new: Plain?) {
        differences.append(Difference(path: path, old: old, new: new))
    }

    /// The items with their names; nothing where one has none, or two have the same.
    private static func named(_ items: [Plain]) -> [(name: String, item: Plain)]? {
        let named = items.compactMap { item in item.name.map { (name: $0, item: item) } }
        let isSound = named.count == items.count && Set(named.map(\.name)).count == items.count
        return isSound ? named : nil
    }
}

/// Texts cut so that they fit a line of a terminal.
enum Shortened {
    private static let limit = 100

    /// Both from a little before the first place at which they differ.
    static func pair(_ old: String, _ new: String) -> (String, String) {
        guard max(old.count, new.count) > limit else { return (old, new) }
        let same = zip(old, new).prefix { $0 == $1 }.count
        let from = max(0, same - limit / 4)
        return (cut(old, from), cut(new, from))
    }

    static func text(_ text: String) -> String { cut(text, 0) }

    private static func cut(_ text: String, _ from: Int) -> String {
        let rest = text.dropFirst(from)
        return (from > 0 ? "…" : "") + rest.prefix(limit) + (rest.count > limit ? "…" : "")
    }
}
