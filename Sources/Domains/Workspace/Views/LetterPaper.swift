import Documents
import Kernel
import Web

/// A letter's text as people read it, without its markup. A text that cannot be read as a letter is
/// shown as it is, so that an officer sees what he has to mend.
func letterPaper(_ text: String, _ ui: UI) -> HTML {
    let body: HTML
    if let letter = try? LetterMarkup.parse(text) {
        body = HTML.each(letter.blocks) { block($0, ui) }
    } else {
        body = "<p>\(HTML.lines(text))</p>"
    }
    return """
        <div class="letter-paper" lang="id" tabindex="0" role="region" \
        aria-label="\(ui.words("workspace.letter.text"))">\(body)</div>
        """
}

private func block(_ block: LetterBlock, _ ui: UI) -> HTML {
    switch block {
    case .title(let text): "<p class=\"paper-title\">\(rich(text))</p>"
    case .heading(let text): "<p class=\"paper-heading\">\(rich(text))</p>"
    case .centred(let text): "<p class=\"paper-centred\">\(rich(text))</p>"
    case .paragraph(let text, let indented):
        "<p\(attribute: "class", indented ? "paper-indented" : nil)>\(rich(text))</p>"
    case .list(let style, let items): list(style, items)
    case .basis(let label, let style, let items):
        "<p class=\"paper-label\">\(rich(label)):</p>\(list(style, items))"
    case .facts(let facts):
        """
        <dl class="paper-facts">\(HTML.each(facts) {
            "<div><dt>\(rich($0.label))</dt><dd>\(rich($0.value))</dd></div>"
        })</dl>
        """
    case .table(let header, let rows): table(header, rows)
    case .signature: "<p class=\"paper-signature\">\(ui.words("workspace.paper.signature"))</p>"
    case .keep(let blocks): together(blocks, ui)
    case .code(let code): "<p>\(code.caption)</p>"
    case .ticks(let choices): list(.bullets, choices)
    case .ruled, .boxes: HTML()
    case .pageBreak: "<hr>"
    }
}

private func together(_ blocks: [LetterBlock], _ ui: UI) -> HTML {
    HTML.each(blocks) { block($0, ui) }
}

private func list(_ style: LetterBlock.ListStyle, _ items: [RichText]) -> HTML {
    let rows = HTML.each(items) { "<li>\(rich($0))</li>" }
    return switch style {
    case .numbers: "<ol>\(rows)</ol>"
    case .letters: "<ol class=\"paper-letters\">\(rows)</ol>"
    case .bullets: "<ul>\(rows)</ul>"
    }
}

private func table(_ header: [RichText], _ rows: [[RichText]]) -> HTML {
    """
    <table class="paper-table"><thead><tr>\(HTML.each(header) {
        "<th scope=\"col\">\(rich($0))</th>"
    })</tr></thead><tbody>\(HTML.each(rows) { row in
        "<tr>\(HTML.each(row) { "<td>\(rich($0))</td>" })</tr>"
    })</tbody></table>
    """
}

private func rich(_ text: RichText) -> HTML {
    HTML.each(text.runs) { run in
        var html = HTML.lines(run.text)
        if run.italic { html = "<em>\(html)</em>" }
        if run.bold { html = "<strong>\(html)</strong>" }
        return html
    }
}
