import Mustache

/// A text that a city edits at run time: a letter, a message, a mail.
///
/// `{{name}}` puts a value, `{{#name}}…{{/name}}` asks or repeats, `{{^name}}…{{/name}}` is for
/// “not filled”, `{{> piece}}` calls a shared piece, `{{! remark}}` is for editors. Inside a
/// section names begin with a dot (`{{.name}}`): swift-mustache would otherwise take a missing
/// value from the record outside, and print one person's phone for another.
public struct TextTemplate: Sendable {
    public let source: String
    public let scope: TextScope
    /// The names in use; an editor shows which are not.
    public let used: Set<String>
    private let template: MustacheTemplate

    /// Compiles a template against the names it may use.
    public static func compile(
        _ source: String, allowed scope: TextScope
    ) throws(TextTemplateError) -> TextTemplate {
        var guarded = TemplateGuard(scope: scope)
        let written = try guarded.check(source)
        do {
            let template = try MustacheTemplate(string: written)
            return TextTemplate(
                source: source, scope: scope, used: guarded.used, template: template)
        } catch {
            // Our own reading is stricter; this is a second lock on the same door.
            throw TextTemplateError(
                .unbalanced, at: .init(line: 1, column: 1), "The template cannot be read.",
                mend: "Check that every section is closed.")
        }
    }

    /// The filled text. Values that the scope does not know are left out; a text without a value
    /// shows as ⟦name⟧, so that the gap is seen. Ask `missing(from:)` before something is issued.
    public func render(_ values: TextValues, escaping: TextEscaping = .plain) -> String {
        template.render(prepared(values.fields, as: scope.fields, escaping))
    }

    /// The used names for which `values` has nothing of the right kind, as paths.
    public func missing(from values: TextValues) -> [String] {
        missing(values.fields, scope.fields, prefix: "").sorted()
    }

    /// The source with `x` for each value and nothing for each section tag; same lines.
    public func skeleton() -> String {
        var scanner = TagScanner(source, partial: nil)
        guard let pieces = try? scanner.pieces() else { return source }
        return pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .tag(.variable, _, _): "x"
            case .tag(.comment, let breaks, _): breaks
            case .tag: ""
            }
        }.joined()
    }

    /// Exactly the fields of the scope: no name is ever missing, hence none climbs.
    private func prepared(
        _ fields: [String: TextValue], as shapes: [String: TextShape], _ escaping: TextEscaping
    ) -> [String: Any] {
        var prepared: [String: Any] = [:]
        for (name, shape) in shapes {
            switch (shape, fields[name]) {
            case (.text, .text(let text)):
                prepared[name] = escaping(text)
                prepared["\(name)?"] = !text.isEmpty
            case (.text, _):
                prepared[name] = "⟦\(name)⟧"
                prepared["\(name)?"] = false
            case (.flag, .flag(let flag)): prepared[name] = flag
            case (.flag, _): prepared[name] = false
            case (.list(let inner), .list(let records)):
                prepared[name] = records.map { self.prepared($0.fields, as: inner, escaping) }
                prepared["\(name)?"] = !records.isEmpty
            case (.list, _):
                prepared[name] = [[String: Any]]()
                prepared["\(name)?"] = false
            case (.record(let inner), .record(let record)):
                prepared[name] = self.prepared(record.fields, as: inner, escaping)
            case (.record(let inner), _):
                prepared[name] = self.prepared([:], as: inner, escaping)
            case (.parted(let inner), .parted(let text, let parts)):
                prepared[name] = self.prepared(parts.fields, as: inner, escaping)
                prepared[TextShape.whole(name)] = escaping(text)
                prepared["\(name)?"] = !text.isEmpty
            case (.parted(let inner), _):
                prepared[name] = self.prepared([:], as: inner, escaping)
                prepared[TextShape.whole(name)] = "⟦\(name)⟧"
                prepared["\(name)?"] = false
            }
        }
        return prepared
    }

    private func missing(
        _ fields: [String: TextValue], _ shapes: [String: TextShape], prefix: String
    ) -> [String] {
        shapes.flatMap { name, shape -> [String] in
            guard used.contains(name) else { return [] }
            switch (shape, fields[name]) {
            case (.text, .text), (.flag, .flag): return []
            case (.list(let inner), .list(let records)):
                return records.enumerated().flatMap { index, record in
                    missing(record.fields, inner, prefix: "\(prefix)\(name)[\(index)].")
                }
            case (.record(let inner), .record(let record)):
                return missing(record.fields, inner, prefix: "\(prefix)\(name).")
            case (.parted(let inner), .parted(_, let parts)):
                return missing(parts.fields, inner, prefix: "\(prefix)\(name).")
            default: return [prefix + name]
            }
        }
    }
}
