import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// Reports in numbers. What only a few reports say is not said: it may be about one person.
struct FiguresView {
    let figures: CityFigures
    /// The first day that counts, and how many months do.
    let first: Day
    let months: Int
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.figures"), lead: words("complaints.figures.lead"),
            crumbs: [
                Crumb(words("complaints.crumb.home"), "/"),
                Crumb(words("complaints.list"), ComplaintURL.list.filled()),
            ],
            section: ComplaintURL.list.filled(), isWide: true, isIndexed: true,
            body: """
                \(tiles)<div class="report-board"><div>\(trend)\(again)</div>\(heat)</div>\
                \(fairness)\(units)\(files)
                """)
    }

    private var all: ReportFigures {
        figures.units.values.reduce(into: ReportFigures()) { sum, one in
            sum.received += one.received
            sum.answered += one.answered
            sum.inTime += one.inTime
            sum.answerHours.add(one.answerHours)
            sum.repairHours.add(one.repairHours)
        }
    }

    private var tiles: HTML {
        let all = all
        let isFew = all.received < FigurePages.least
        return ui.tiles([
            ui.tile(
                words("complaints.figures.received"),
                HumanText.number(all.received, ui.language),
                note: words("complaints.figures.months", ["count": "\(months)"])),
            ui.tile(
                words("complaints.board.kept"),
                isFew ? "–" : all.inTimeShare.map { "\($0) %" } ?? "–"),
            tile("complaints.board.toAnswer", all.answerHours),
            tile("complaints.board.toRepair", all.repairHours),
        ])
    }

    private func tile(_ key: String, _ counts: HourCounts) -> HTML {
        ui.tile(words(key), hoursText(known(counts), ui), note: words("complaints.figures.median"))
    }

    /// The middle, where enough reports say it.
    private func known(_ counts: HourCounts) -> Int64? {
        counts.total < FigurePages.least ? nil : counts.median
    }

    /// How many, or that they are few.
    private func count(_ count: Int) -> HTML {
        guard count < FigurePages.least else { return "\(HumanText.number(count, ui.language))" }
        return count == 0 ? "0" : "&lt; \(FigurePages.least)"
    }

    // MARK: Months

    private var trend: HTML {
        var counts = Array(repeating: 0, count: months)
        let starts = (0..<months).map { first.adding(months: $0) }
        for (day, count) in figures.days {
            let date = first.adding(days: day)
            guard let month = starts.lastIndex(where: { $0 <= date }) else { continue }
            counts[month] += count
        }
        let names = starts.map {
            "\(HumanText.monthName($0.month, ui.language)) \($0.year)"
        }
        return ui.barChart(
            ChartData(
                id: "bulan", title: words("complaints.figures.trend"),
                summary: words(
                    "complaints.figures.trend.says", ["count": "\(counts.reduce(0, +))"]),
                label: words("complaints.figures.month"), names: names,
                series: [.init(words("complaints.figures.received"), counts)]))
    }

    // MARK: Places

    /// Few, some, many: a fifth of the largest number each.
    private func level(_ count: Int, of most: Int) -> Int {
        count < FigurePages.least || most == 0 ? 0 : 1 + (count - 1) * 4 / most
    }

    private var heat: HTML {
        let outlines = catalogue.places.outlines.sorted { $0.key < $1.key }
        let rings = outlines.map { ($0.key, $0.value.compactMap(\.geo)) }
        guard let box = GeoBox(rings.flatMap(\.1)) else { return HTML() }
        let frame = MapFrame(box, width: 640, height: 720)
        let most = figures.regions.values.map(\.received).max() ?? 0
        return """
            <figure class="report-map" role="group" \
            aria-label="\(words("complaints.figures.heat"))">\
            <svg viewBox="0 0 \(frame.width) \(frame.height)">\(HTML.each(rings) { code, ring in
                let received = figures.regions[code.text]?.received ?? 0
                let name = "\(catalogue.placeName(code)): \(few(received))"
                let address = ComplaintURL.list([("wilayah", code.text)])
                let path = GeoRing(ring).map { frame.path($0) } ?? ""
                return """
                    <a href="\(url: address)" aria-label="\(name)"><title>\(name)</title>\
                    <path class="report-area report-heat-\(level(received, of: most))" \
                    d="\(path)"/></a>
                    """
            })</svg><figcaption>\(words("complaints.figures.heat.text"))</figcaption></figure>
            """
    }

    private func few(_ count: Int) -> String {
        count > 0 && count < FigurePages.least
            ? words("complaints.figures.few", ["count": "\(FigurePages.least)"])
            : HumanText.number(count, ui.language)
    }

    private var again: HTML {
        let rows = figures.repeats.map { place -> TableRow in
            let region = place.region.flatMap { RegionCode($0) }
            let name = region.map(catalogue.placeName) ?? "–"
            let centre = ClusterCell(key: place.key)?.box.centre
            let point = centre.map {
                "\(ReportTable.degrees($0.latitude)), \(ReportTable.degrees($0.longitude))"
            }
            return TableRow([
                "\(name)", "\(point ?? "–")", "\(HumanText.number(place.count, ui.language))",
            ])
        }
        return ui.section(
            words("complaints.figures.again"), id: "berulang",
            """
            <p>\(words(
                "complaints.figures.again.text", ["count": "\(FigurePages.leastAgain)"]))</p>\
            \(ui.table(
                caption: words("complaints.figures.again"),
                columns: [
                    .init(words("complaints.region")), .init(words("complaints.figures.point")),
                    .init(words("complaints.figures.received"), isNumber: true),
                ], rows: rows, empty: "<p>\(words("complaints.figures.again.none"))</p>"))
            """)
    }

    // MARK: Who waits how long

    /// The longest first: whether the city answers all its parts alike.
    private var fairness: HTML {
        let rows = figures.regions.compactMap { text, one in
            RegionCode(text).map { (code: $0, figures: one) }
        }.sorted { one, other in
            let (left, right) = (known(one.figures.repairHours), known(other.figures.repairHours))
            return (left ?? -1, other.code) > (right ?? -1, one.code)
        }
        return ui.section(
            words("complaints.figures.fair"), id: "adil",
            "<p>\(words("complaints.figures.fair.text", ["count": "\(FigurePages.least)"]))</p>"
                + times(
                    "complaints.figures.fair", words("complaints.region"),
                    rows.map { row in
                        let address = ComplaintURL.list([("wilayah", row.code.text)])
                        return (ui.link(catalogue.placeName(row.code), address), row.figures)
                    }))
    }

    private var units: HTML {
        let rows = figures.units.compactMap { text, one in
            UnitCode(text).map { (code: $0, figures: one) }
        }.sorted { $0.code < $1.code }
        return ui.section(
            words("complaints.figures.units"), id: "unit",
            times(
                "complaints.figures.units", words("complaints.unit"),
                rows.map { ("\(catalogue.unitName($0.code, ui.language))", $0.figures) }))
    }

    private func times(
        _ caption: String, _ label: String, _ rows: [(name: HTML, figures: ReportFigures)]
    ) -> HTML {
        ui.table(
            caption: words(caption),
            columns: [
                .init(label), .init(words("complaints.figures.received"), isNumber: true),
                .init(words("complaints.board.toAnswer"), isNumber: true),
                .init(words("complaints.board.toRepair"), isNumber: true),
                .init(words("complaints.board.kept"), isNumber: true),
            ],
            rows: rows.map { row in
                let one = row.figures
                let kept = one.answered < FigurePages.least ? nil : one.inTimeShare
                return TableRow([
                    row.name, count(one.received), hours(known(one.answerHours), ui),
                    hours(known(one.repairHours), ui),
                    HTML.with(kept) { "\($0) %" } + HTML.when(kept == nil, "–"),
                ])
            }, empty: "<p>\(words("complaints.none.found"))</p>")
    }

    private var files: HTML {
        ui.section(
            words("complaints.figures.files"), id: "unduh",
            """
            <p>\(words("complaints.figures.files.text"))</p><ul class="links">\
            <li>\(ui.link(words("complaints.download"), ComplaintURL.table.filled()))</li>\
            <li>\(ui.link(
                words("complaints.download.points"), ComplaintURL.geoTable.filled()))</li></ul>
            """)
    }
}
