import Kernel

extension FormView {
    /// One line of text. `kind` sets keyboard and attributes; `autocomplete` is a token of the
    /// HTML standard such as `name` or `street-address`.
    public func text(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        autocomplete: String? = nil, max: Int? = nil, width: FieldWidth = .full
    ) -> HTML {
        line(
            name, label, hint, isRequired, type: "text", mode: nil, autocomplete, max, width)
    }

    /// A whole number.
    public func number(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        unit: String? = nil
    ) -> HTML {
        line(
            name, label, hint, isRequired, type: "text", mode: "numeric", "off", 20, .short,
            after: unit)
    }

    /// An amount in rupiah.
    public func rupiah(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true
    ) -> HTML {
        line(
            name, label, hint, isRequired, type: "text", mode: "numeric", "off", 20, .medium,
            before: "Rp")
    }

    /// A day; browsers show their calendar and send ISO form.
    public func date(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        autocomplete: String? = nil
    ) -> HTML {
        // A browser shows nothing of a text that is no day: then it is a text field, to be mended.
        let typed = state.value(name)
        let isDay = typed.isEmpty || Day(iso: typed) != nil
        return line(
            name, label, hint, isRequired, type: isDay ? "date" : "text", mode: nil, autocomplete,
            nil, .short)
    }

    /// A NIK, 16 digits.
    public func nik(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true
    ) -> HTML {
        line(name, label, hint, isRequired, type: "text", mode: "numeric", "off", 25, .medium)
    }

    public func phone(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true
    ) -> HTML {
        line(name, label, hint, isRequired, type: "tel", mode: "tel", "tel", 25, .medium)
    }

    public func email(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true
    ) -> HTML {
        line(name, label, hint, isRequired, type: "email", mode: "email", "email", 254, .full)
    }

    /// A password; never shown again. `isNew` tells password managers to offer one.
    public func password(
        _ name: String, _ label: String, hint: String? = nil, isNew: Bool = false
    ) -> HTML {
        field(name, label, hint, true) { id, described in
            """
            <input class="w-medium" type="password" id="\(id)" name="\(name)" required \
            autocomplete="\(isNew ? "new-password" : "current-password")"\
            \(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong(name) ? "true" : nil)>
            """
        }
    }

    /// A code that was sent to somebody.
    public func code(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        line(name, label, hint, true, type: "text", mode: "numeric", "one-time-code", 14, .short)
    }

    /// Several lines of text; `max` shows a counter of characters.
    public func textarea(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        rows: Int = 5, max: Int? = nil
    ) -> HTML {
        field(name, label, hint, isRequired) { id, described in
            """
            <textarea id="\(id)" name="\(name)" rows="\(rows)"\(flag: "required", isRequired)\
            \(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong(name) ? "true" : nil)\
            \(attribute: "data-max", max.map(String.init))\
            \(attribute: "data-max-text", max.map { _ in ui.words("web.left", ["count": "#"]) })\
            >\n\(state.value(name))</textarea>
            """
        }
    }

    public func select(
        _ name: String, _ label: String, _ choices: [Choice], hint: String? = nil,
        isRequired: Bool = true
    ) -> HTML {
        field(name, label, hint, isRequired) { id, described in
            """
            <select id="\(id)" name="\(name)"\(flag: "required", isRequired)\
            \(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong(name) ? "true" : nil)>\
            <option value="">\(ui.words("web.choose"))</option>\
            \(HTML.each(choices) {
                let isChosen = state.value(name) == $0.value
                return """
                    <option value="\($0.value)"\(flag: "selected", isChosen)>\($0.text)</option>
                    """
            })</select>
            """
        }
    }

    public func radios(
        _ name: String, _ legend: String, _ choices: [Choice], hint: String? = nil,
        isRequired: Bool = true
    ) -> HTML {
        fieldset(
            name, legend, hint, isRequired, ticks("radio", name, choices, isRequired: isRequired))
    }

    /// Yes or no; sends `ya` or `tidak`.
    public func yesNo(
        _ name: String, _ legend: String, hint: String? = nil, isRequired: Bool = true
    ) -> HTML {
        radios(
            name, legend,
            [Choice("ya", ui.words("web.yes")), Choice("tidak", ui.words("web.no"))], hint: hint,
            isRequired: isRequired)
    }

    public func checkboxes(
        _ name: String, _ legend: String, _ choices: [Choice], hint: String? = nil,
        isRequired: Bool = false
    ) -> HTML {
        fieldset(
            name, legend, hint, isRequired, ticks("checkbox", name, choices, isRequired: false))
    }

    /// One box to tick, such as a declaration; sends `ya`.
    public func checkbox(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        let problems = self.problems(of: name, label)
        let frame = problems.isEmpty ? "field" : "field field-wrong"
        return """
            <div class="\(frame)">\(errors(id(name), problems))\
            \(ticks("checkbox", name, [Choice("ya", label, hint: hint)], isRequired: false))</div>
            """
    }

    /// A file to choose; the form needs `hasFiles: true`. `kept` names the file that is there.
    public func file(
        _ name: String, _ label: String, hint: String? = nil, isRequired: Bool = true,
        accept: String? = nil, isMultiple: Bool = false, kept: HTML? = nil
    ) -> HTML {
        field(name, label, hint, isRequired) { id, described in
            """
            \(HTML.with(kept) { "<div class=\"kept\">\($0)</div>" })\
            <input type="file" id="\(id)" name="\(name)"\(attribute: "accept", accept)\
            \(HTML.when(isMultiple, " multiple"))\
            \(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong(name) ? "true" : nil)>
            """
        }
    }

    private func ticks(
        _ type: String, _ name: String, _ choices: [Choice], isRequired: Bool
    ) -> HTML {
        let chosen = state.values(of: name)
        var html: HTML = "<div class=\"ticks\">"
        for (index, choice) in choices.enumerated() {
            // The first has the id that the summary links to.
            let id = index == 0 ? self.id(name) : "\(self.id(name))-\(index + 1)"
            let note = choice.hint.map { _ in id + "-note" }
            let error = choices.count == 1 && isWrong(name) ? id + "-error" : nil
            let described = [note, error].compactMap { $0 }.joined(separator: " ")
            html += """
                <div class="tick"><input type="\(type)" id="\(id)" name="\(name)" \
                value="\(choice.value)"\(flag: "checked", chosen.contains(choice.value))\
                \(flag: "required", isRequired)\
                \(attribute: "aria-describedby", described.isEmpty ? nil : described)>\
                <label for="\(id)">\(choice.text)</label>\
                \(HTML.with(choice.hint) { "<p class=\"hint\" id=\"\(id)-note\">\($0)</p>" })</div>
                """
        }
        return html + "</div>"
    }

    private func line(
        _ name: String, _ label: String, _ hint: String?, _ isRequired: Bool, type: String,
        mode: String?, _ autocomplete: String?, _ max: Int?, _ width: FieldWidth,
        before: String? = nil, after: String? = nil
    ) -> HTML {
        field(name, label, hint, isRequired) { id, described in
            let input: HTML = """
                <input class="w-\(width.rawValue)" type="\(type)" id="\(id)" name="\(name)" \
                value="\(state.value(name))"\(attribute: "inputmode", mode)\
                \(attribute: "autocomplete", autocomplete)\
                \(attribute: "maxlength", max.map(String.init))\(flag: "required", isRequired)\
                \(attribute: "aria-describedby", described)\
                \(attribute: "aria-invalid", isWrong(name) ? "true" : nil)>
                """
            guard before != nil || after != nil else { return input }
            return """
                <div class="affixed">\(HTML.with(before) { "<span class=\"affix\">\($0)</span>" })\
                \(input)\(HTML.with(after) { "<span class=\"affix\">\($0)</span>" })</div>
                """
        }
    }
}

/// How wide a field is: as wide as what goes in.
public enum FieldWidth: String, Sendable, Hashable { case short, medium, full }
