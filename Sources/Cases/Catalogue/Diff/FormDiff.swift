import Forms
import Kernel

/// What differs between two editions of a form, for whoever has begun to fill in the old one.
public struct FormDiff: Sendable {
    /// Asked now and not before.
    public let added: [Field]
    /// Not asked any more; its answer is dropped.
    public let removed: [Field]
    /// Asked in another way: what was answered may not fit.
    public let changed: [Field]
    /// May no longer be left out.
    public let required: [Field]
    /// May be left out now.
    public let optional: [Field]
    /// Pages that are asked under another condition.
    public let pages: [FieldGroup]
    /// What is checked between answers now and was not, or otherwise.
    public let rules: [FormRule]

    public var isEmpty: Bool {
        [added, removed, changed, required, optional].allSatisfy(\.isEmpty) && pages.isEmpty
            && rules.isEmpty
    }

    /// What only helps the browser or the search does not change what is asked.
    private static let silent: Set<String> = ["autocomplete", "personal"]

    public init(from old: Service, to new: Service) {
        let differences = PlainService(files: old.files)
            .differences(to: PlainService(files: new.files)).filter { !$0.isText }
        /// Names of items of a list at which something differs.
        func names(_ list: String, _ fits: (Difference) -> Bool) -> Set<String> {
            Set(
                differences.compactMap { difference in
                    guard difference.path.count > 1, difference.path[0] == .key(list),
                        case .item(let name) = difference.path[1], fits(difference)
                    else { return nil }
                    return name
                })
        }
        /// The key of an item at which something differs.
        func key(_ difference: Difference) -> String {
            guard difference.path.count > 2, case .key(let key) = difference.path[2] else {
                return ""
            }
            return key
        }
        let fresh = names("fields") { $0.path.count == 2 && $0.old == nil }
        let gone = names("fields") { $0.path.count == 2 && $0.new == nil }
        let other = names("fields") {
            !["", "required"].contains(key($0)) && !Self.silent.contains(key($0))
        }
        let needs = names("fields") { key($0) == "required" }
        let conditions = names("form") { key($0) == "when" }
        // A rule that is gone altogether stands in nobody's way.
        let checks = names("rules") { $0.new != nil || $0.path.count > 2 }
        added = new.form.fields.filter { fresh.contains($0.id) }
        removed = old.form.fields.filter { gone.contains($0.id) }
        changed = new.form.fields.filter { other.contains($0.id) }
        required = new.form.fields.filter { needs.contains($0.id) && $0.required }
        optional = new.form.fields.filter { needs.contains($0.id) && !$0.required }
        pages = new.form.groups.filter { conditions.contains($0.id) }
        rules = new.form.rules.filter { checks.contains($0.id) }
    }
}
