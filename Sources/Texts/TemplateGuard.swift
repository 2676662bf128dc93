import Kernel

/// Walks a template against the names it may use, and writes the source that swift-mustache
/// gets to see: values are escaped by us beforehand, hence `{{{name}}}`; questions about texts
/// and empty lists go to the flag `name?`, since swift-mustache takes an empty text for true.
struct TemplateGuard {
    typealias Place = TextTemplateError.Place

    static let maximumCharacters = 200_000
    static let maximumDepth = 12

    private struct Section {
        let name: String
        /// The name as swift-mustache gets it.
        let written: String
        let place: Place
        let fields: [String: TextShape]
        /// A repeated or a single record is in between: names must not climb out of it.
        let dotted: Bool
    }

    private let scope: TextScope
    private let partial: String?
    private let callers: [String]
    private let baseDepth: Int
    private var sections: [Section]
    private(set) var used: Set<String> = []

    init(scope: TextScope) {
        self.init(
            scope: scope, partial: nil, callers: [], fields: scope.fields, dotted: false, depth: 0)
    }

    private init(
        scope: TextScope, partial: String?, callers: [String], fields: [String: TextShape],
        dotted: Bool, depth: Int
    ) {
        self.scope = scope
        self.partial = partial
        self.callers = callers
        baseDepth = depth
        sections = [
            Section(
                name: "", written: "", place: Place(line: 1, column: 1), fields: fields,
                dotted: dotted)
        ]
    }

    /// The source for swift-mustache.
    mutating func check(_ source: String) throws(TextTemplateError) -> String {
        guard source.utf8.count <= Self.maximumCharacters else {
            throw error(
                .tooLarge, Place(line: 1, column: 1), "The template is too long.",
                "Keep it under \(Self.maximumCharacters) bytes.")
        }
        var scanner = TagScanner(source, partial: partial)
        var written = ""
        for piece in try scanner.pieces() {
            switch piece {
            case .text(let text): written += text
            case .tag(let kind, let name, let place):
                written += try tag(kind, name, place)
            }
            guard written.utf8.count <= 2 * Self.maximumCharacters else {
                throw error(
                    .tooLarge, Place(line: 1, column: 1), "The text is too long with its pieces.",
                    "Call fewer pieces.")
            }
        }
        if let open = sections.last, sections.count > 1 {
            throw error(
                .unbalanced, open.place, "{{#\(open.name)}} is not closed.",
                "Add {{/\(open.name)}} where the section ends.")
        }
        return written
    }

    private mutating func tag(
        _ kind: TemplatePiece.TagKind, _ name: String, _ place: Place
    ) throws(TextTemplateError) -> String {
        switch kind {
        case .comment: return "{{! }}"
        case .close: return try close(name, place)
        case .partial: return try call(name, place)
        case .variable:
            switch try shape(of: name, place) {
            case .text: return "{{{\(name)}}}"
            case .parted: return "{{{\(TextShape.whole(name))}}}"
            default:
                throw error(
                    .wrongUse, place, "“\(name)” is not a text.",
                    "Ask for it with {{#\(name)}}…{{/\(name)}}.")
            }
        case .section: return try open(name, place)
        case .inverted:
            let shape = try shape(of: name, place)
            if case .record = shape {
                throw error(
                    .wrongUse, place, "“\(name)” is one record and always there.",
                    "Ask for one of its fields.")
            }
            let asked = if case .flag = shape { name } else { "\(name)?" }
            try push(name, as: asked, place, current.fields, dotted: current.dotted)
            return "{{^\(asked)}}"
        }
    }

    private mutating func open(_ name: String, _ place: Place) throws(TextTemplateError) -> String {
        switch try shape(of: name, place) {
        case .text, .parted:
            try push(name, as: "\(name)?", place, current.fields, dotted: current.dotted)
            return "{{#\(name)?}}"
        case .flag: try push(name, as: name, place, current.fields, dotted: current.dotted)
        case .list(let fields), .record(let fields):
            try push(name, as: name, place, fields, dotted: true)
        }
        return "{{#\(name)}}"
    }

    private mutating func push(
        _ name: String, as written: String, _ place: Place, _ fields: [String: TextShape],
        dotted: Bool
    ) throws(TextTemplateError) {
        guard sections.count + baseDepth <= Self.maximumDepth else {
            throw error(
                .tooLarge, place, "Sections are nested too deeply.", "Flatten the template.")
        }
        sections.append(
            Section(name: name, written: written, place: place, fields: fields, dotted: dotted))
    }

    private mutating func close(_ name: String, _ place: Place) throws(TextTemplateError) -> String
    {
        guard let open = sections.last, sections.count > 1 else {
            throw error(
                .unbalanced, place, "{{/\(name)}} closes a section that was not opened.",
                "Remove it, or open the section with {{#\(name)}}.")
        }
        guard open.name == name || open.name == ".\(name)" else {
            throw error(
                .unbalanced, place,
                "{{/\(name)}} closes the section “\(open.name)” of line \(open.place.line).",
                "Write {{/\(open.name)}}.")
        }
        sections.removeLast()
        return "{{/\(open.written)}}"
    }

    private mutating func call(_ name: String, _ place: Place) throws(TextTemplateError) -> String {
        guard let source = scope.partials[name] else {
            throw error(
                .missingPartial, place, "There is no piece of text called “\(name)”.",
                "Known: \(scope.partials.keys.sorted().joined(separator: ", ")).")
        }
        guard !callers.contains(name) else {
            throw error(
                .circularPartial, place, "“\(name)” calls itself.", "Break the circle.")
        }
        guard callers.count < 4 else {
            throw error(.tooLarge, place, "Pieces call pieces too deeply.", "Flatten them.")
        }
        var inner = TemplateGuard(
            scope: scope, partial: name, callers: callers + [name], fields: current.fields,
            dotted: current.dotted, depth: baseDepth + sections.count)
        // Written in place of the call: a piece is checked anew wherever it is called, with the
        // names that hold there.
        var written = try inner.check(source)
        if written.last?.isNewline == true { written.removeLast() }
        used.formUnion(inner.used)
        return written
    }

    private var current: Section {
        sections.last
            ?? Section(
                name: "", written: "", place: Place(line: 1, column: 1), fields: scope.fields,
                dotted: false)
    }

    private mutating func shape(
        of name: String, _ place: Place
    ) throws(TextTemplateError) -> TextShape {
        let inside = sections.count > 1 || current.dotted
        if inside, !name.hasPrefix(".") {
            throw error(
                .missingDot, place,
                "Inside a section “\(name)” could be taken from somebody else's record.",
                "Write {{.\(name)}}.")
        }
        var fields = current.fields
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let steps = path.first == "" ? Array(path.dropFirst()) : path
        for (index, step) in steps.enumerated() {
            guard let shape = fields[step] else { throw unknown(step, fields, place) }
            used.insert(step)
            if index == steps.count - 1 { return shape }
            switch shape {
            case .record(let inner), .parted(let inner): fields = inner
            default:
                throw error(
                    .wrongUse, place, "“\(step)” has no fields.", "Use it without a dot behind.")
            }
        }
        throw error(.unknownName, place, "A lone dot names nothing.", "Write {{.name}}.")
    }

    private func unknown(
        _ name: String, _ fields: [String: TextShape], _ place: Place
    ) -> TextTemplateError {
        let names = fields.keys.sorted()
        let near = names.min { editDistance(name, $0) < editDistance(name, $1) }
        let hint = near.flatMap { editDistance(name, $0) <= max(2, name.count / 3) ? $0 : nil }
        let known = names.joined(separator: ", ")
        return error(
            .unknownName, place, "“\(name)” is not a name of this text.",
            hint.map { "Did you mean “\($0)”?" } ?? "Known here: \(known).")
    }

    private func error(
        _ kind: TextTemplateError.Kind, _ place: Place, _ message: String, _ mend: String
    ) -> TextTemplateError {
        TextTemplateError(kind, at: place, partial: partial, message, mend: mend)
    }
}
