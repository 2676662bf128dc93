/// A template cut into text and tags, with their places.
enum TemplatePiece: Hashable {
    typealias Place = TextTemplateError.Place

    enum TagKind: Hashable {
        case variable, section, inverted, close, partial, comment
    }

    case text(String)
    case tag(TagKind, name: String, at: Place)
}

/// Reads the tags of a template. swift-mustache tells neither columns of names nor accepts a
/// list of names, hence our own reading before its own.
struct TagScanner {
    private let characters: [Character]
    private var index = 0
    private var line = 1
    private var column = 1
    private let partial: String?

    init(_ source: String, partial: String?) {
        characters = Array(source)
        self.partial = partial
    }

    mutating func pieces() throws(TextTemplateError) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        var text = ""
        while index < characters.count {
            if starts(with: "{{") {
                if !text.isEmpty { pieces.append(.text(text)) }
                text = ""
                pieces.append(try tag())
            } else {
                text.append(characters[index])
                advance()
            }
        }
        if !text.isEmpty { pieces.append(.text(text)) }
        return pieces
    }

    private mutating func tag() throws(TextTemplateError) -> TemplatePiece {
        let place = TextTemplateError.Place(line: line, column: column)
        advance(2)
        guard index < characters.count else { throw unclosed(place) }
        let mark = characters[index]
        switch mark {
        case "{", "&":
            throw TextTemplateError(
                .tripleBraces, at: place, partial: partial,
                "Text is written without escaping here.",
                mend: "Write {{name}} with two braces and without &.")
        case "=", "<", "$", "%":
            throw TextTemplateError(
                .forbiddenTag, at: place, partial: partial,
                "Tags that begin with {{\(mark) are not used in our templates.",
                mend: "Use {{name}}, {{#name}}, {{^name}}, {{/name}}, {{> name}} or {{! remark}}.")
        case "#": return try named(.section, place)
        case "^": return try named(.inverted, place)
        case "/": return try named(.close, place)
        case ">": return try named(.partial, place)
        case "!":
            // A remark keeps its line breaks, so that later lines keep their numbers.
            let breaks = try content(place, multiline: true).filter(\.isNewline)
            return .tag(.comment, name: breaks, at: place)
        default:
            return try name(of: .variable, in: try content(place), place)
        }
    }

    private mutating func named(
        _ kind: TemplatePiece.TagKind, _ place: TextTemplateError.Place
    ) throws(TextTemplateError) -> TemplatePiece {
        advance()
        return try name(of: kind, in: try content(place), place)
    }

    private func name(
        of kind: TemplatePiece.TagKind, in content: String, _ place: TextTemplateError.Place
    ) throws(TextTemplateError) -> TemplatePiece {
        if content.contains("(") || content.contains(")") || content.contains("*") {
            throw TextTemplateError(
                .lambda, at: place, partial: partial,
                "“\(content)” calls a function.",
                mend: "Templates only name values; use the bare name.")
        }
        guard !content.isEmpty, content.allSatisfy(Self.isNameCharacter) else {
            throw TextTemplateError(
                .unknownName, at: place, partial: partial, "“\(content)” is not a name.",
                mend: "Names have letters, digits, _ and dots.")
        }
        return .tag(kind, name: content, at: place)
    }

    /// What stands until the closing braces, which are swallowed.
    private mutating func content(
        _ place: TextTemplateError.Place, multiline: Bool = false
    ) throws(TextTemplateError) -> String {
        var content = ""
        while !starts(with: "}}") {
            guard index < characters.count, multiline || !characters[index].isNewline else {
                throw unclosed(place)
            }
            content.append(characters[index])
            advance()
        }
        advance(2)
        if !multiline, index < characters.count, characters[index] == "}" {
            throw TextTemplateError(
                .tripleBraces, at: place, partial: partial, "There is one closing brace too many.",
                mend: "Close with }}.")
        }
        return content.trimmed
    }

    private func unclosed(_ place: TextTemplateError.Place) -> TextTemplateError {
        TextTemplateError(
            .unclosedTag, at: place, partial: partial, "The tag that opens here is not closed.",
            mend: "Close it with }} on the same line.")
    }

    private func starts(with pair: String) -> Bool {
        index + 1 < characters.count && characters[index] == pair.first
            && characters[index + 1] == pair.last
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < characters.count {
            if characters[index].isNewline {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII
            && (character.isLetter || character.isNumber || character == "_" || character == ".")
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
