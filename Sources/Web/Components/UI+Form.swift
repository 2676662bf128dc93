import Kernel

extension UI {
    /// A form that sends with POST: token, error summary and fields. `state` is what was typed and
    /// what is wrong; empty the first time.
    ///
    /// ```swift
    /// ui.form("/masuk", state) { form in
    ///     form.email("kontak", words("portal.contact")) + form.submit(words("portal.signIn"))
    /// }
    /// ```
    public func form(
        _ action: String, _ state: FormState = FormState(), hasFiles: Bool = false,
        warnsUnsaved: Bool = false, prefix: String? = nil, _ body: (FormView) -> HTML
    ) -> HTML {
        let view = FormView(ui: self, state: state, prefix: prefix)
        // The fields come first: the summary names those that are wrong by their labels.
        let fields = body(view)
        return """
            <form method="post" action="\(url: action)" class="form" novalidate\
            \(attribute: "enctype", hasFiles ? "multipart/form-data" : nil)\
            \(flag: "data-unsaved", warnsUnsaved)>\(tokenField)\(view.summary)\(fields)</form>
            """
    }

    /// One button that does something, in a form of its own, with hidden values.
    public func action(
        _ text: String, _ address: String, _ style: ButtonStyle = .secondary,
        values: [String: String] = [:]
    ) -> HTML {
        """
        <form method="post" action="\(url: address)" class="inline">\(tokenField)\
        \(HTML.each(values.sorted { $0.key < $1.key }) {
            "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">"
        })<button type="submit" class="\(style.css)">\(text)</button></form>
        """
    }

    /// A form whose inputs stand elsewhere on the page and name it in their attribute `form`.
    public func emptyForm(
        _ id: String, _ action: String, values: [String: String] = [:]
    ) -> HTML {
        """
        <form method="post" action="\(url: action)" id="\(id)" novalidate>\(tokenField)\
        \(HTML.each(values.sorted { $0.key < $1.key }) {
            "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">"
        })</form>
        """
    }

    /// A search box; sends with GET and keeps nothing.
    public func search(
        _ action: String, name: String = "q", value: String, label: String, hint: String? = nil,
        values: [String: String] = [:]
    ) -> HTML {
        let id = Self.id(name)
        return """
            <form method="get" action="\(url: action)" class="search" role="search">\
            <label for="\(id)">\(label)</label>\
            \(HTML.with(hint) { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" })\
            \(HTML.each(values.sorted { $0.key < $1.key }) {
                "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">"
            })<div class="search-row"><input type="search" id="\(id)" name="\(name)" \
            value="\(value)"\(attribute: "aria-describedby", hint == nil ? nil : id + "-hint") \
            data-search autocomplete="off"><button type="submit" class="button">\
            \(words("web.search"))</button></div></form>
            """
    }
}
