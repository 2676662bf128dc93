import Texts

/// A letter as a city writes it: a guarded text template over letter markup.
public struct LetterTemplate: Sendable {
    /// What is wrong with a letter template.
    public enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
        case text(TextTemplateError)
        /// Lines of the template itself.
        case markup(LetterMarkupError)
        /// Lines of the letter after sample values were put in.
        case filled(LetterMarkupError)

        public var description: String {
            switch self {
            case .text(let error): error.description
            case .markup(let error): error.description
            case .filled(let error): "after filling in, line \(error.description)"
            }
        }

        /// Line in the template; nil for errors that show only after filling in.
        public var line: Int? {
            switch self {
            case .text(let error): error.partial == nil ? error.place.line : nil
            case .markup(let error): error.line
            case .filled: nil
            }
        }
    }

    public let text: TextTemplate

    /// Compiles the template and tries it with sample values, filled and empty.
    public static func compile(
        _ source: String, allowed scope: TextScope
    ) throws(Problem) -> LetterTemplate {
        let text: TextTemplate
        do throws(TextTemplateError) {
            text = try TextTemplate.compile(source, allowed: scope)
        } catch {
            throw .text(error)
        }
        do throws(LetterMarkupError) {
            _ = try LetterMarkup.parse(text.skeleton())
        } catch {
            throw .markup(error)
        }
        let template = LetterTemplate(text: text)
        for sample in [.sample(of: scope), .sample(of: scope, text: ""), TextValues()] {
            do throws(LetterMarkupError) {
                _ = try template.body(sample)
            } catch {
                throw .filled(error)
            }
        }
        return template
    }

    /// The letter's body. Ask `text.missing(from:)` before a letter is issued.
    public func body(_ values: TextValues) throws(LetterMarkupError) -> LetterBody {
        try LetterMarkup.parse(text.render(values, escaping: .letter))
    }
}
