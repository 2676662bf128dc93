import Kernel

extension UI {
    /// A number that tells how things stand, with a word and perhaps a way to see more.
    public func tile(
        _ label: String, _ value: String, note: String? = nil, tone: Tone = .neutral,
        address: String? = nil
    ) -> HTML {
        let name: HTML = address.map { "<a href=\"\(url: $0)\">\(label)</a>" } ?? "\(label)"
        return """
            <div class="tile tile-\(tone.rawValue)"><p class="tile-label">\(name)</p>\
            <p class="tile-value">\(value)</p>\
            \(HTML.with(note) { "<p class=\"tile-note\">\($0)</p>" })</div>
            """
    }

    public func tiles(_ tiles: [HTML]) -> HTML { "<div class=\"tiles\">\(tiles)</div>" }

    /// Bars drawn as SVG, with the same numbers as a table for those who do not see them.
    public func bars(
        _ title: String, label: String, unit: String, _ bars: [(name: String, value: Int)]
    ) -> HTML {
        let most = max(bars.map(\.value).max() ?? 0, 1)
        let height = bars.count * 42 + 4
        var drawing = HTML()
        for (index, bar) in bars.enumerated() {
            let y = index * 42
            let width = max(bar.value * 270 / most, bar.value > 0 ? 2 : 0)
            // The name stands above its bar: on a phone there is no room beside it.
            drawing += """
                <text class="bar-name" x="0" y="\(y + 14)">\(bar.name)</text>\
                <rect class="bar" x="0" y="\(y + 20)" width="\(width)" height="14" rx="3"/>\
                <text class="bar-value" x="\(width + 6)" y="\(y + 32)">\
                \(HumanText.number(bar.value, language))</text>
                """
        }
        let table = self.table(
            caption: title, columns: [TableColumn(label), TableColumn(unit, isNumber: true)],
            rows: bars.map { TableRow(["\($0.name)", "\(HumanText.number($0.value, language))"]) })
        return """
            <figure class="chart"><figcaption>\(title)</figcaption>\
            <svg viewBox="0 0 330 \(height)" aria-hidden="true" focusable="false">\(drawing)</svg>\
            \(details(words("web.asTable"), table))</figure>
            """
    }
}
