import Forms
import Kernel

/// What differs between two versions of a form, for whoever has begun to fill in the old one.
public struct FormDiff: Sendable {
    /// Asked now and not before.
    public let added: [Field]
    /// Not asked any more; its answer is dropped.
    public let removed: [Field]
    /// Asked in another way: what was answered may not fit.
    public let changed: [Field]
    /// May no longer be left out.
    public let required: [Field]

    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && changed.isEmpty && required.isEmpty
    }

    public init(from old: FormDefinition, to new: FormDefinition) {
        let before = Dictionary(old.fields.map { ($0.id, $0) }) { first, _ in first }
        let after = Set(new.fields.map(\.id))
        added = new.fields.filter { before[$0.id] == nil }
        removed = old.fields.filter { !after.contains($0.id) }
        let kept = new.fields.compactMap { field in before[field.id].map { (field, $0) } }
        changed = kept.filter { $0.0.kind.shape != $0.1.kind.shape }.map(\.0)
        required = kept.filter { $0.0.required && !$0.1.required }.map(\.0)
    }
}

extension FieldKind {
    /// What of a kind decides whether an answer still fits, as text.
    var shape: String {
        switch self {
        case .choice(let options), .choices(let options):
            "\(name):\(options.map(\.code).sorted().joined(separator: ","))"
        case .integer(let range), .rupiah(let range):
            "\(name):\(range.lowerBound)...\(range.upperBound)"
        case .file(let rule):
            "\(name):\(rule.kinds.map(\.rawValue).sorted()):\(rule.maxBytes):\(rule.maxCount)"
        case .text(let max), .longText(let max): "\(name):\(max)"
        case .region(let level): "\(name):\(level.rawValue)"
        default: name
        }
    }
}
