import Kernel
import Synchronization

/// The fields of one form. Every field has a label, may have a hint, shows what was typed and what
/// is wrong with it.
public struct FormView: Sendable {
    public let ui: UI
    public let state: FormState
    /// Labels of the fields, so that the summary of mistakes can name them.
    private let labels: Labels
    /// What the fields belong to together; stands before their labels in the summary.
    private let context: String?
    private let marksOptional: Bool
    /// Stands before the ids of the fields, where a page has the same form several times.
    private let prefix: String?

    init(ui: UI, state: FormState, prefix: String? = nil) {
        self.init(
            ui: ui, state: state, labels: Labels(), context: nil, marksOptional: true,
            prefix: prefix)
    }

    private init(
        ui: UI, state: FormState, labels: Labels, context: String?, marksOptional: Bool,
        prefix: String?
    ) {
        self.ui = ui
        self.state = state
        self.labels = labels
        self.context = context
        self.marksOptional = marksOptional
        self.prefix = prefix
    }

    /// The id of a field's input.
    func id(_ name: String) -> String {
        prefix.map { UI.id("\($0)-\(name)") } ?? UI.id(name)
    }

    /// The same form for inputs that are parts of one question.
    func within(_ question: String, marksOptional: Bool = true) -> FormView {
        let context = [context, question].compactMap(\.self).joined(separator: ", ")
        return FormView(
            ui: ui, state: state, labels: labels, context: context, marksOptional: marksOptional,
            prefix: prefix)
    }

    /// The same form for inputs of which one is enough: their hints say so, not each label.
    var unmarked: FormView {
        FormView(
            ui: ui, state: state, labels: labels, context: context, marksOptional: false,
            prefix: prefix)
    }

    /// Problems of the whole question lead to this input of it.
    func noteFirst(_ input: String, of name: String) { labels.note(name, first: input) }

    /// One choice of a select, of radios or of checkboxes.
    public struct Choice: Sendable, Hashable {
        public let value: String
        public let text: String
        public let hint: String?

        public init(_ value: String, _ text: String, hint: String? = nil) {
            self.value = value
            self.text = text
            self.hint = hint
        }
    }

    /// The list of everything that is wrong, linked to the fields; nothing when all is well. To be
    /// asked after the fields were written.
    var summary: HTML {
        guard !state.problems.isEmpty else { return HTML() }
        let items = HTML.each(state.problems) { problem -> HTML in
            let text = ui.words(problem)
            guard let field = problem.field, let label = labels.of(field) else {
                return "<li>\(text)</li>"
            }
            let anchor = self.id(labels.first(of: field) ?? field)
            return "<li><a href=\"#\(anchor)\">\(label): \(text)</a></li>"
        }
        return """
            <div class="summary-errors" role="alert" tabindex="-1" data-focus>\
            <h2>\(ui.words("web.errors"))</h2><ul>\(items)</ul></div>
            """
    }

    public func submit(_ text: String, _ style: ButtonStyle = .primary) -> HTML {
        "<button type=\"submit\" class=\"\(style.css)\">\(text)</button>"
    }

    /// A second button of the same form: sends `name=value` too (save draft, go back).
    /// - Parameter action: where it sends the form, when not where the form itself goes.
    public func submit(
        _ text: String, name: String, value: String, _ style: ButtonStyle = .secondary,
        action: String? = nil
    ) -> HTML {
        let elsewhere = action.map { SafeURL.checked($0) }
        return """
            <button type="submit" name="\(name)" value="\(value)" class="\(style.css)"\
            \(attribute: "formaction", elsewhere)>\(text)</button>
            """
    }

    /// A button whose answer opens beside the page, which stays as it is (a preview).
    public func look(_ text: String, name: String, value: String) -> HTML {
        """
        <button type="submit" formtarget="_blank" name="\(name)" value="\(value)" \
        class="\(ButtonStyle.secondary.css)">\(text)</button>
        """
    }

    /// What Enter in a text field does when other buttons stand above the one that sends: browsers
    /// press the first button of a form. Reached by no other way.
    public func enter(_ text: String) -> HTML {
        """
        <button type="submit" class="hidden" tabindex="-1" aria-hidden="true">\(text)</button>
        """
    }

    public func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A group of fields with a legend.
    public func group(_ legend: String, hint: String? = nil, _ body: HTML) -> HTML {
        """
        <fieldset class="group"><legend>\(legend)</legend>\
        \(HTML.with(hint) { "<p class=\"hint\">\($0)</p>" })\(body)</fieldset>
        """
    }

    /// The frame of one field; `input` gets its id and the ids that describe it.
    func field(
        _ name: String, _ label: String, _ hint: String?, _ isRequired: Bool,
        _ input: (_ id: String, _ described: String?) -> HTML
    ) -> HTML {
        let id = self.id(name)
        let problems = self.problems(of: name, label)
        return """
            <div class="field\(problems.isEmpty ? "" : " field-wrong")">\
            <label for="\(id)">\(label)\(optional(isRequired))</label>\
            \(hintAndErrors(id, hint, problems))\(input(id, described(id, hint, problems)))</div>
            """
    }

    /// The frame of several inputs that belong together.
    func fieldset(
        _ name: String, _ legend: String, _ hint: String?, _ isRequired: Bool,
        isNamed: Bool = false, _ body: HTML
    ) -> HTML {
        let id = self.id(name)
        let problems = self.problems(of: name, legend)
        return """
            <fieldset class="field\(problems.isEmpty ? "" : " field-wrong")"\
            \(attribute: "id", isNamed ? id : nil)\
            \(attribute: "aria-describedby", described(id, hint, problems))>\
            <legend>\(legend)\(optional(isRequired))</legend>\
            \(hintAndErrors(id, hint, problems))\(body)</fieldset>
            """
    }

    private func optional(_ isRequired: Bool) -> HTML {
        isRequired || !marksOptional
            ? "" : " <span class=\"optional\">(\(ui.words("web.optional")))</span>"
    }

    private func hintAndErrors(
        _ id: String, _ hint: String?, _ problems: [Refusal.Problem]
    ) -> HTML {
        let note = HTML.with(hint) { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" }
        return note + errors(id, problems)
    }

    /// What is wrong with one field, beside it.
    func errors(_ id: String, _ problems: [Refusal.Problem]) -> HTML {
        guard !problems.isEmpty else { return HTML() }
        return """
            <p class="error" id="\(id)-error">\
            <span class="hidden">\(ui.words("web.error")): </span>\
            \(problems.map { ui.words($0) }.joined(separator: " "))</p>
            """
    }

    private func described(
        _ id: String, _ hint: String?, _ problems: [Refusal.Problem]
    ) -> String? {
        let ids = (hint == nil ? [] : [id + "-hint"]) + (problems.isEmpty ? [] : [id + "-error"])
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// What is wrong with a field; notes its label on the way.
    func problems(of name: String, _ label: String) -> [Refusal.Problem] {
        labels.note(name, context.map { "\($0), \(label)" } ?? label)
        return state.problems(of: name)
    }

    func isWrong(_ name: String) -> Bool { !state.problems(of: name).isEmpty }
}

private final class Labels: Sendable {
    private let labels = Mutex<[String: String]>([:])
    private let firsts = Mutex<[String: String]>([:])
    func note(_ field: String, _ label: String) { labels.withLock { $0[field] = label } }
    func note(_ field: String, first: String) { firsts.withLock { $0[field] = first } }
    func of(_ field: String) -> String? { labels.withLock { $0[field] } }
    func first(of field: String) -> String? { firsts.withLock { $0[field] } }
}
