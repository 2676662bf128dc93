import Kernel

/// One act in a timeline.
public struct TimelineEntry: Sendable {
    public let title: String
    public let when: String
    /// ISO form of the moment, for machines.
    public let iso: String?
    public let who: String?
    public let body: HTML
    public let tone: Tone

    public init(
        _ title: String, when: String, iso: String? = nil, who: String? = nil,
        tone: Tone = .neutral, body: HTML = ""
    ) {
        self.title = title
        self.when = when
        self.iso = iso
        self.who = who
        self.tone = tone
        self.body = body
    }
}

/// One step of a way with several.
public struct ProgressStep: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case done, current, next, stopped
    }
    public let title: String
    public let note: String?
    public let state: State
    /// Where to go for this step, if anywhere.
    public let address: String?

    public init(_ title: String, _ state: State, note: String? = nil, address: String? = nil) {
        self.title = title
        self.state = state
        self.note = note
        self.address = address
    }
}

/// One message of a thread.
public struct ThreadMessage: Sendable {
    public let author: String
    public let when: String
    public let body: HTML
    /// Written by whoever looks at it.
    public let isOwn: Bool

    public init(author: String, when: String, isOwn: Bool, body: HTML) {
        self.author = author
        self.when = when
        self.isOwn = isOwn
        self.body = body
    }
}

/// A file that can be fetched.
public struct FileItem: Sendable, Hashable {
    public let name: String
    public let address: String
    /// Kind and size in words, such as "PDF, 1,2 MB".
    public let note: String

    public init(_ name: String, _ address: String, note: String) {
        self.name = name
        self.address = address
        self.note = note
    }
}

extension UI {
    /// What happened, newest or oldest first as given.
    public func timeline(_ entries: [TimelineEntry]) -> HTML {
        """
        <ol class="timeline">\(HTML.each(entries) { entry in
            """
            <li class="act act-\(entry.tone.rawValue)"><p class="act-title">\(entry.title)</p>\
            <p class="act-when">\(time(entry.when, entry.iso))\
            \(HTML.with(entry.who) { " · \($0)" })</p>\
            \(HTML.when(!entry.body.isEmpty, "<div class=\"act-body\">\(entry.body)</div>"))</li>
            """
        })</ol>
        """
    }

    /// A moment in words, with its ISO form for machines when known.
    public func time(_ text: String, _ iso: String?) -> HTML {
        guard let iso else { return "<span>\(text)</span>" }
        return "<time datetime=\"\(iso)\">\(text)</time>"
    }

    /// The steps of a way and where one is.
    public func progress(_ label: String, _ steps: [ProgressStep]) -> HTML {
        """
        <nav class="progress" aria-label="\(label)"><ol>\(HTML.each(steps) { step in
            let isCurrent = step.state == .current ? "step" : nil
            let name: HTML = step.address.map { "<a href=\"\(url: $0)\">\(step.title)</a>" }
                ?? "<span>\(step.title)</span>"
            return """
                <li class="step step-\(step.state.rawValue)"\
                \(attribute: "aria-current", isCurrent)>\
                <span class="step-dot" aria-hidden="true"></span><span class="step-text">\(name)\
                <span class="hidden"> (\(words("web.step.\(step.state.rawValue)")))</span>\
                \(HTML.with(step.note) { "<span class=\"step-note\">\($0)</span>" })</span></li>
                """
        })</ol></nav>
        """
    }

    /// Messages of a case; the composer is a form below.
    public func thread(_ messages: [ThreadMessage], empty: String) -> HTML {
        guard !messages.isEmpty else { return "<p class=\"hint\">\(empty)</p>" }
        return """
            <ol class="thread">\(HTML.each(messages) { message in
                """
                <li class="message\(message.isOwn ? " message-own" : "")"><p class="message-head">\
                <strong>\(message.author)</strong> <span>\(message.when)</span></p>\
                <div class="message-body">\(message.body)</div></li>
                """
            })</ol>
            """
    }

    /// Files to fetch.
    public func files(_ files: [FileItem]) -> HTML {
        """
        <ul class="files">\(HTML.each(files) {
            """
            <li><a href="\(url: $0.address)">\($0.name)</a> \
            <span class="file-note">\($0.note)</span></li>
            """
        })</ul>
        """
    }

    /// How much of a deadline is used: a drawn bar with the words beside it. `used` and `total` in
    /// the same unit; more than total is overdue.
    public func deadline(
        used: Int, total: Int, text: String, isPaused: Bool = false
    ) -> HTML {
        let share = total > 0 ? min(max(Double(used) / Double(total), 0), 1) : 1
        let width = Int((share * 200).rounded())
        let tone = isPaused ? "paused" : used > total ? "over" : share >= 0.75 ? "soon" : "fine"
        return """
            <div class="meter meter-\(tone)"><svg viewBox="0 0 200 8" aria-hidden="true" \
            focusable="false" preserveAspectRatio="none"><rect class="meter-all" width="200" \
            height="8" rx="4"/><rect class="meter-used" width="\(width)" height="8" rx="4"/></svg>\
            <p class="meter-text">\(text)</p></div>
            """
    }

    /// Two versions of a text with what changed: words taken out and put in.
    public func changes(from old: String, to new: String) -> HTML {
        let parts = WordDiff.make(old, new)
        return """
            <div class="changes">\(HTML.each(parts) { part in
                switch part {
                case .same(let text): HTML.lines(text)
                case .removed(let text): "<del>\(HTML.lines(text))</del>"
                case .added(let text): "<ins>\(HTML.lines(text))</ins>"
                }
            })</div>
            """
    }

    /// A block that prints well alone: a receipt, a proof.
    public func receipt(_ title: String, _ body: HTML) -> HTML {
        """
        <article class="receipt"><header class="receipt-head">\(Mark.svg)<h2>\(title)</h2></header>\
        \(body)</article>
        """
    }

    /// Says that a page can be printed; the button appears with JavaScript only.
    public var printButton: HTML {
        """
        <p class="print"><button type="button" class="button button-secondary" data-print hidden>\
        \(words("web.print"))</button></p>
        """
    }

    /// A QR code as a figure. `modules` are its rows, true is dark; `alt` says what it holds.
    public func qr(_ modules: [[Bool]], alt: String, caption: String) -> HTML {
        let size = modules.count + 8
        var path = ""
        for (y, row) in modules.enumerated() {
            for (x, isDark) in row.enumerated() where isDark {
                path += "M\(x + 4) \(y + 4)h1v1h-1z"
            }
        }
        return """
            <figure class="qr"><svg viewBox="0 0 \(size) \(size)" role="img" aria-label="\(alt)" \
            shape-rendering="crispEdges"><rect class="qr-paper" width="\(size)" height="\(size)"/>\
            <path class="qr-ink" d="\(path)"/></svg><figcaption>\(caption)</figcaption></figure>
            """
    }

    /// Accounts to sign in with by one press; demo mode only.
    public func shortcuts(
        _ action: String, _ accounts: [(name: String, note: String, value: String)]
    ) -> HTML {
        """
        <ul class="shortcuts">\(HTML.each(accounts) { account in
            """
            <li><form method="post" action="\(url: action)" data-demo-role="\(account.value)">\
            \(tokenField)<button type="submit" name="akun" value="\(account.value)">\
            <strong>\(account.name)</strong>\
            <span>\(account.note)</span></button></form></li>
            """
        })</ul>
        """
    }

    /// Asks once more before something that cannot be taken back: a page of its own, no dialog.
    public func confirm(
        _ question: String, _ consequences: HTML, action: String, button: String,
        values: [String: String] = [:], cancel: String
    ) -> HTML {
        """
        <div class="confirm"><p class="confirm-question">\(question)</p>\(consequences)\
        <div class="buttons">\(self.action(button, action, .danger, values: values))\
        <a class="button button-quiet" href="\(url: cancel)">\(words("web.cancel"))</a></div></div>
        """
    }
}
