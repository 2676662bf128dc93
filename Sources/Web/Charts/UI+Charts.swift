import Kernel

// Charts that the server draws. Each is an image with a name and a sentence, and has its numbers as
// a table behind it. Colours come from classes, so that dark mode and print work; series are told
// apart by their order, words and strokes as well.
extension UI {
    /// One bar a name, the parts of each side by side in the order of the series.
    public func barChart(_ data: ChartData) -> HTML {
        let most = max(1, data.totals.max() ?? 0)
        var drawing = HTML()
        for place in data.names.indices {
            let y = place * ChartSize.row
            // The name stands above its bar: on a phone there is no room beside it.
            drawing += """
                <text class="chart-text" x="0" y="\(y + 14)">\(data.names[place])</text>
                """
            var x = 0
            for (number, line) in data.series.enumerated() {
                let value = line.values[place]
                guard value > 0 else { continue }
                let width = max(2, value * ChartSize.bar / most)
                drawing += """
                    <rect class="chart-\(number % ChartSize.colours)" x="\(x)" y="\(y + 20)" \
                    width="\(width)" height="14"/>
                    """
                x += width
            }
            drawing += """
                <text class="chart-text" x="\(x + 5)" y="\(y + 32)">\
                \(number(data.totals[place]))</text>
                """
        }
        return figure(data, height: max(1, data.names.count) * ChartSize.row, drawing)
    }

    /// A line for each series, names along it.
    public func lineChart(_ data: ChartData) -> HTML {
        var drawing = HTML()
        for (share, value) in [(0, data.most), (1, 0)] {
            let y = ChartSize.top + share * ChartSize.tall
            drawing += """
                <path class="chart-grid" d="M0 \(y)H\(ChartSize.width)"/>\
                <text class="chart-text chart-small" x="0" y="\(y - 4)">\(number(value))</text>
                """
        }
        for (number, line) in data.series.enumerated() {
            let points = line.values.enumerated().map { place, value in
                let y = ChartSize.top + ChartSize.tall - value * ChartSize.tall / data.most
                return "\(x(place, of: data.names.count)),\(y)"
            }
            drawing += """
                <polyline class="chart-line chart-line-\(number % ChartSize.colours)" \
                points="\(points.joined(separator: " "))"/>
                """
        }
        let base = ChartSize.top + ChartSize.tall + 18
        if let first = data.names.first, let last = data.names.last {
            drawing += """
                <text class="chart-text chart-small" x="0" y="\(base)">\(first)</text>\
                <text class="chart-text chart-small" x="\(ChartSize.width)" y="\(base)" \
                text-anchor="end">\(last)</text>
                """
        }
        return figure(data, height: base + 4, drawing, isLine: true)
    }

    /// A line as high as a word, for a cell of a table; its words say what it shows.
    public func sparkline(_ values: [Int], summary: String) -> HTML {
        let most = max(1, values.max() ?? 0)
        let points = values.enumerated().map { place, value in
            let x = values.count < 2 ? 0 : place * 96 / (values.count - 1)
            return "\(x + 2),\(22 - max(0, value) * 20 / most)"
        }
        return """
            <svg class="spark" viewBox="0 0 100 24" role="img" aria-label="\(summary)">\
            <polyline class="chart-line chart-line-0" \
            points="\(points.joined(separator: " "))"/></svg>
            """
    }

    private func x(_ place: Int, of count: Int) -> Int {
        count < 2 ? ChartSize.width / 2 : place * ChartSize.width / (count - 1)
    }

    private func figure(
        _ data: ChartData, height: Int, _ drawing: HTML, isLine: Bool = false
    ) -> HTML {
        let legend = HTML.when(
            data.series.count > 1,
            """
            <ul class="chart-legend">\(HTML.each(Array(data.series.enumerated())) { number, line in
                let key = isLine ? "line-\(number % ChartSize.colours)"
                    : "\(number % ChartSize.colours)"
                let mark: HTML = isLine
                    ? "<path class=\"chart-line chart-\(key)\" d=\"M0 7H24\"/>"
                    : "<rect class=\"chart-\(key)\" width=\"14\" height=\"14\"/>"
                return """
                    <li><svg class="chart-key" viewBox="0 0 24 14" aria-hidden="true">\
                    \(mark)</svg>\(line.name)</li>
                    """
            })</ul>
            """)
        return """
            <figure class="chart"><figcaption>\(data.title)</figcaption>\(legend)\
            <svg class="chart-drawing" viewBox="0 0 \(ChartSize.width) \(height)" role="img" \
            aria-labelledby="\(data.id)-name \(data.id)-says">\
            <title id="\(data.id)-name">\(data.title)</title>\
            <desc id="\(data.id)-says">\(data.summary)</desc>\(drawing)</svg>\
            \(details(words("web.asTable"), table(data)))</figure>
            """
    }

    private func table(_ data: ChartData) -> HTML {
        table(
            caption: data.title,
            columns: [TableColumn(data.label)]
                + data.series.map { TableColumn($0.name, isNumber: true) },
            rows: data.names.indices.map { place in
                TableRow(
                    ["\(data.names[place])"]
                        + data.series.map { "\(number($0.values[place]))" })
            })
    }

    private func number(_ value: Int) -> String { HumanText.number(value, language) }
}

private enum ChartSize {
    /// Of the drawing, in units that a phone of 320 pixels shows as pixels.
    static let width = 280
    /// The longest bar, leaving room for its number.
    static let bar = 220
    static let row = 42
    static let top = 18
    static let tall = 110
    static let colours = 5
}
