import Kernel

/// A column of a table.
public struct TableColumn: Sendable, Hashable {
    public let title: String
    /// The value of the parameter `urut` that sorts by this column.
    public let sort: String?
    public let isNumber: Bool

    public init(_ title: String, sort: String? = nil, isNumber: Bool = false) {
        self.title = title
        self.sort = sort
        self.isNumber = isNumber
    }
}

/// A row of a table. The first cell names the row.
public struct TableRow: Sendable {
    public let cells: [HTML]
    /// Marks the row: overdue, new.
    public let tone: Tone?

    public init(_ cells: [HTML], tone: Tone? = nil) {
        self.cells = cells
        self.tone = tone
    }
}

extension UI {
    /// A table; on a phone each row becomes a card with the titles beside the values. Columns with
    /// `sort` link to the page sorted by them: `urut=kode`, and `urut=-kode` for the other way
    /// round.
    public func table(
        caption: String, columns: [TableColumn], rows: [TableRow], sorted: String? = nil,
        showsCaption: Bool = false, empty: HTML? = nil
    ) -> HTML {
        if rows.isEmpty, let empty { return empty }
        var html = HTML(reserving: 512 + rows.count * columns.count * 60)
        html.write(
            """
            <div class="table-frame"><table class="table" data-rows>\
            <caption\(attribute: "class", showsCaption ? nil : "hidden")>\(caption)</caption>\
            <thead><tr>
            """)
        for column in columns { html.write(head(column, sorted)) }
        html.write("</tr></thead><tbody>")
        for row in rows { html.write(line(row, columns)) }
        html.write("</tbody></table></div>")
        return html
    }

    private func head(_ column: TableColumn, _ sorted: String?) -> HTML {
        let css = column.isNumber ? "number" : nil
        guard let sort = column.sort else {
            return "<th scope=\"col\"\(attribute: "class", css)>\(column.title)</th>"
        }
        let isUp = sorted == sort
        let isDown = sorted == "-" + sort
        let link = target(setting: "urut", to: isUp ? "-" + sort : sort)
        let state = isUp ? "ascending" : isDown ? "descending" : nil
        let arrow = isUp ? "▲" : isDown ? "▼" : "↕"
        return """
            <th scope="col"\(attribute: "class", css)\(attribute: "aria-sort", state)>\
            <a class="sort" href="\(url: link)">\(column.title)\
            <span class="sort-arrow" aria-hidden="true">\(arrow)</span></a></th>
            """
    }

    private func line(_ row: TableRow, _ columns: [TableColumn]) -> HTML {
        var html: HTML = "<tr\(attribute: "class", row.tone.map { "row-\($0.rawValue)" })>"
        for (index, (cell, column)) in zip(row.cells, columns).enumerated() {
            let css = column.isNumber ? "number" : nil
            if index == 0 {
                html += "<th scope=\"row\"\(attribute: "class", css)>\(cell)</th>"
            } else {
                html += """
                    <td\(attribute: "class", css) data-label="\(column.title)">\
                    <div class="cell">\(cell)</div></td>
                    """
            }
        }
        return html + "</tr>"
    }

    /// Links to the pages of a list (`hal`); nothing when there is one.
    public func pages(current: Int, of count: Int) -> HTML {
        guard count > 1 else { return HTML() }
        let around = Set([1, count] + (current - 1...current + 1)).filter {
            (1...count).contains($0)
        }
        var items = HTML()
        var last = 0
        for number in around.sorted() {
            if number > last + 1 { items += "<li class=\"gap\" aria-hidden=\"true\">…</li>" }
            last = number
            let link = target(setting: "hal", to: number == 1 ? nil : String(number))
            let label = words("web.page", ["number": String(number)])
            items += """
                <li><a href="\(url: link)" aria-label="\(label)"\
                \(attribute: "aria-current", number == current ? "page" : nil)>\(number)</a></li>
                """
        }
        return """
            <nav class="pages" aria-label="\(words("web.pages"))">\
            \(step("web.previous", current - 1, of: count, rel: "prev"))<ol>\(items)</ol>\
            \(step("web.next", current + 1, of: count, rel: "next"))</nav>
            """
    }

    private func step(_ key: String, _ number: Int, of count: Int, rel: String) -> HTML {
        guard (1...count).contains(number) else { return HTML() }
        let link = target(setting: "hal", to: number == 1 ? nil : String(number))
        return "<a class=\"page-step\" rel=\"\(rel)\" href=\"\(url: link)\">\(words(key))</a>"
    }

    /// Names and values, one below the other.
    public func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
        """
        <dl class="facts">\
        \(HTML.each(facts) { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })</dl>
        """
    }

    /// Answers to check before sending: name, value and a link to change it.
    public func review(_ answers: [(name: String, value: HTML, change: String?)]) -> HTML {
        """
        <dl class="facts facts-review">\(HTML.each(answers) { answer in
            let link = HTML.with(answer.change) {
                """
                <dd class="change"><a href="\(url: $0)">\(words("web.change"))\
                <span class="hidden"> \(answer.name)</span></a></dd>
                """
            }
            return "<div><dt>\(answer.name)</dt><dd>\(answer.value)</dd>\(link)</div>"
        })</dl>
        """
    }

    /// Views of one thing as links.
    public func tabs(
        _ label: String, _ tabs: [(title: String, address: String, count: Int?)], current: String
    ) -> HTML {
        """
        <nav class="tabs" aria-label="\(label)"><ul>\(HTML.each(tabs) { tab in
            let isCurrent = tab.address == current ? "page" : nil
            let count = HTML.with(tab.count) { " <span class=\"badge\">\($0)</span>" }
            return """
                <li><a href="\(url: tab.address)"\(attribute: "aria-current", isCurrent)>\
                \(tab.title)\(count)</a></li>
                """
        })</ul></nav>
        """
    }
}
