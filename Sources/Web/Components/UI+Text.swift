import Kernel

extension UI {
    /// A message above the page after something was done.
    func flash(_ tone: Tone, _ text: String) -> HTML {
        let role = tone == .danger ? "alert" : "status"
        return """
            <div class="notice notice-\(tone.rawValue) flash" role="\(role)">\
            <p>\(toneWord(tone))\(text)</p></div>
            """
    }

    /// A box with something to know. `title` is optional; the tone is told in words too.
    public func notice(_ tone: Tone, title: String? = nil, _ body: HTML) -> HTML {
        """
        <div class="notice notice-\(tone.rawValue)">\
        \(HTML.with(title) { "<p class=\"notice-title\">\($0)</p>" })\
        <div>\(toneWord(tone))\(body)</div></div>
        """
    }

    /// The same with plain text.
    public func notice(_ tone: Tone, title: String? = nil, text: String) -> HTML {
        notice(tone, title: title, "<p>\(text)</p>")
    }

    /// What was refused, for pages whose problems stand at no field.
    public func problems(_ problems: [Refusal.Problem]) -> HTML {
        HTML.each(problems) { notice(.danger, text: words($0)) }
    }

    private func toneWord(_ tone: Tone) -> HTML {
        tone == .neutral
            ? "" : "<span class=\"hidden\">\(words("web.tone.\(tone.rawValue)")): </span>"
    }

    /// A small label for a state.
    public func tag(_ text: String, _ tone: Tone = .neutral) -> HTML {
        "<span class=\"tag tag-\(tone.rawValue)\">\(text)</span>"
    }

    /// A number beside a word, such as in tabs.
    public func badge(_ count: Int, label: String) -> HTML {
        "<span class=\"badge\">\(count)<span class=\"hidden\"> \(label)</span></span>"
    }

    public func heading(_ text: String, level: Int = 2, id: String? = nil) -> HTML {
        let name = level == 3 ? "h3" : level == 4 ? "h4" : "h2"
        return "<\(name)\(attribute: "id", id)>\(text)</\(name)>"
    }

    /// A section with a heading.
    public func section(_ title: String, id: String? = nil, _ body: HTML) -> HTML {
        "<section\(attribute: "id", id)><h2>\(title)</h2>\(body)</section>"
    }

    /// A framed block.
    public func card(_ title: String? = nil, _ body: HTML) -> HTML {
        let head = HTML.with(title) { "<h2 class=\"card-title\">\($0)</h2>" }
        return "<div class=\"card\">\(head)\(body)</div>"
    }

    public func link(_ text: String, _ address: String) -> HTML {
        "<a href=\"\(url: address)\">\(text)</a>"
    }

    /// A link that looks like a button: goes somewhere, changes nothing.
    public func linkButton(
        _ text: String, _ address: String, _ style: ButtonStyle = .primary
    ) -> HTML {
        "<a class=\"\(style.css)\" href=\"\(url: address)\">\(text)</a>"
    }

    /// Buttons and links in a row.
    public func buttons(_ parts: HTML...) -> HTML { "<div class=\"buttons\">\(parts)</div>" }

    /// Nothing here yet, and what to do about it.
    public func empty(_ title: String, _ text: String, _ action: HTML = "") -> HTML {
        """
        <div class="empty">\(Mark.svg)<p class="empty-title">\(title)</p><p>\(text)</p>\
        \(action)</div>
        """
    }

    /// Text that folds open.
    public func details(_ summary: String, _ body: HTML, isOpen: Bool = false) -> HTML {
        "<details\(flag: "open", isOpen)><summary>\(summary)</summary><div>\(body)</div></details>"
    }

    /// A part of the page that is fetched again when an event comes on `Page.liveAddress`.
    public func live(_ id: String, _ body: HTML) -> HTML {
        "<div id=\"\(id)\" data-live-part aria-live=\"polite\">\(body)</div>"
    }
}

/// How much a button asks to be pressed.
public enum ButtonStyle: String, Sendable, Hashable, CaseIterable {
    case primary, secondary, quiet, danger

    var css: String { self == .primary ? "button" : "button button-\(rawValue)" }
}
