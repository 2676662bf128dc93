import Cases
import Kernel
import Web

/// The page of a mayor, a secretary, a head: one column, the most pressing first, each figure with
/// its word, its way of counting and the way to its cases.
func figuresView(_ model: FiguresModel, _ ui: UI) -> Page {
    let words = ui.words
    var body = stateNotice(model, ui)
    body += ui.tabs(
        words("leadership.period"),
        FigurePeriod.allCases.map {
            (words("leadership.period.\($0.rawValue)"), model.door.page($0, unit: model.unit), nil)
        }, current: model.door.page(model.period, unit: model.unit))
    body += silence(model, ui) + promise(model, ui) + overdue(model, ui) + waiting(model, ui)
    body += forecast(model, ui) + trend(model, ui) + ended(model, ui) + units(model, ui)
    let isCity = model.door == .city
    var crumbs = [Crumb(words("leadership.desk"), "/meja")]
    if model.unit != nil {
        crumbs.append(
            Crumb(
                words(isCity ? "leadership.city" : "leadership.unit"),
                model.door.page(model.period)))
    }
    return Page(
        model.unit.map { model.unitName($0) }
            ?? words(isCity ? "leadership.city" : "leadership.unit"),
        lead: words(
            "leadership.lead",
            [
                "period": HumanText.period(
                    model.days.lowerBound, model.days.upperBound, ui.language)
            ]),
        crumbs: crumbs, section: model.door.page.filled(), body: body)
}

private func stateNotice(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    if !model.regions.isEmpty {
        return ui.notice(
            .info,
            text: words(
                "leadership.regions",
                ["regions": model.regions.map(model.regionName).joined(separator: ", ")]))
            + builtNotice(model, ui)
    }
    return builtNotice(model, ui)
}

private func builtNotice(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    if !model.state.isBuilt { return ui.notice(.warning, text: words("leadership.building")) }
    guard model.state.drift > 0, let rebuilt = model.state.rebuiltAt else { return HTML() }
    return ui.notice(
        .warning,
        text: words(
            "leadership.rebuilt",
            [
                "count": "\(model.state.drift)",
                "at": HumanText.dateTime(rebuilt, model.zone, ui.language),
            ]))
}

/// A figure: big, with a word, a link to its cases, and how it is counted.
private func figure(
    _ ui: UI, _ key: String, _ value: String, _ verdict: Verdict?, note: String,
    address: String?, values: [String: String] = [:], _ more: HTML = HTML()
) -> HTML {
    let words = ui.words
    let tag = HTML.with(verdict) { verdict in
        let tone: Tone =
            switch verdict {
            case .good: .success
            case .attention: .warning
            case .urgent: .danger
            case .nothing: .neutral
            }
        return ui.tag(words("leadership.verdict.\(verdict.rawValue)"), tone)
    }
    let number: HTML = address.map { "<a href=\"\(url: $0)\">\(value)</a>" } ?? "\(value)"
    return """
        <section class="figure figure-\(verdict?.rawValue ?? "plain")" \
        id="angka-\(key)"><h2>\(words("leadership.\(key)"))</h2>\
        <p class="figure-value">\(number) \(tag)</p><p class="figure-note">\(note)</p>\
        \(more)\(ui.details(words("leadership.how"),
            "<p>\(words("leadership.\(key).how", values))</p>"))</section>
        """
}

private func silence(_ model: FiguresModel, _ ui: UI) -> HTML {
    guard !model.figures.silent.isEmpty else { return HTML() }
    let count = model.figures.count(.silence, model.filter)
    return figure(
        ui, "silence", HumanText.number(count, ui.language), count == 0 ? .good : .urgent,
        note: ui.words("leadership.silence.note"),
        address: model.door.list(.silence, model.filter, model.period),
        values: ["days": "\(Figures.near)"])
}

private func promise(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    let sums = model.figures.sums(model.filter)
    let value =
        sums.promised == 0
        ? words("leadership.none") : "\(sums.inTime * 100 / sums.promised)%"
    return figure(
        ui, "promise", value, .ofPromises(kept: sums.inTime, of: sums.promised),
        note: words(
            "leadership.promise.note",
            [
                "kept": HumanText.number(sums.inTime, ui.language),
                "all": HumanText.number(sums.promised, ui.language),
            ]), address: nil,
        links(
            [(.inTime, sums.inTime), (.late, sums.late), (.undated, sums.undated)], model, ui))
}

/// Links to lists, each with its number.
private func links(
    _ kinds: [(FigureKind, Int64)], _ model: FiguresModel, _ ui: UI, unit: String? = nil
) -> HTML {
    let filter = unit.map { Figures.Filter(unit: $0) } ?? model.filter
    return """
        <ul class="figure-links">\(HTML.each(kinds) { kind, count in
            let text = ui.words("leadership.kind.\(kind.rawValue)")
            return """
                <li><a href="\(url: model.door.list(kind, filter, model.period))">\(text)</a> \
                <strong>\(HumanText.number(count, ui.language))</strong></li>
                """
        })</ul>
        """
}

private func overdue(_ model: FiguresModel, _ ui: UI) -> HTML {
    let standing = model.figures.standing(model.filter)
    return figure(
        ui, "overdue", HumanText.number(standing.overdue, ui.language),
        .ofLate(standing.overdue, of: standing.open),
        note: ui.words("leadership.overdue.note"),
        address: model.door.list(.overdue, model.filter, model.period),
        links([(.open, standing.open)], model, ui))
}

private func waiting(_ model: FiguresModel, _ ui: UI) -> HTML {
    let kinds: [FigureKind] = [
        .correction, .payment, .confirmation, .pause, .merged, .working, .decided,
    ]
    let counts = kinds.map { ($0, model.figures.count($0, model.filter)) }
    let forApplicant = counts[0].1 + counts[1].1
    return figure(
        ui, "waiting", HumanText.number(forApplicant, ui.language), nil,
        note: [
            ui.words("leadership.waiting.note"),
            model.waitingSince.map { since in
                let day = HumanText.day(Day(since, in: model.zone), ui.language)
                return ui.words("leadership.waiting.since", ["day": day])
            },
        ].compactMap(\.self).joined(separator: " "),
        address: model.door.list(.waiting, model.filter, model.period),
        links(counts, model, ui))
}

private func forecast(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard !model.horizon.isEmpty else { return HTML() }
    let days = model.horizon.map { Day($0, in: model.zone) }
    let counts = days.indices.map {
        model.figures.count(.forecast, model.filter, ahead: $0 + 1)
    }
    let names = days.map { HumanText.weekdayAndDay($0, ui.language) }
    let chart = ui.barChart(
        ChartData(
            id: "prakiraan", title: words("leadership.forecast.chart"),
            summary: words(
                "leadership.forecast.says",
                ["first": "\(counts.first ?? 0)", "last": "\(counts.last ?? 0)"]),
            label: words("leadership.until"), names: names,
            series: [.init(words("leadership.cases"), counts.map { Int($0) })]))
    let list = HTML.each(Array(zip(days, counts).enumerated())) { place, pair in
        let address = model.door.list(
            .forecast, model.filter, model.period, ahead: place + 1)
        return """
            <li><a href="\(url: address)">\(HumanText.shortDay(pair.0, ui.language))</a> \
            <strong>\(HumanText.number(pair.1, ui.language))</strong></li>
            """
    }
    return figure(
        ui, "forecast", HumanText.number(counts.last ?? 0, ui.language), nil,
        note: words("leadership.forecast.note", ["days": "\(counts.count)"]),
        address: model.door.list(
            .forecast, model.filter, model.period, ahead: counts.count),
        "\(chart)<ul class=\"figure-links\">\(list)</ul>")
}

private func trend(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    let first = model.weeks.dropLast()
    let came = first.reduce(0) { $0 + $1.received }
    let went = first.reduce(0) { $0 + $1.ended }
    return ui.section(
        words("leadership.trend"),
        ui.lineChart(
            ChartData(
                id: "arus", title: words("leadership.trend.chart"),
                summary: words(
                    "leadership.trend.says",
                    [
                        "came": HumanText.number(came, ui.language),
                        "went": HumanText.number(went, ui.language),
                    ]),
                label: words("leadership.week"),
                names: model.weeks.map { HumanText.shortDay($0.monday, ui.language) },
                series: [
                    .init(words("leadership.came"), model.weeks.map { Int($0.received) }),
                    .init(words("leadership.went"), model.weeks.map { Int($0.ended) }),
                ]))
            + ui.details(words("leadership.how"), "<p>\(words("leadership.trend.how"))</p>"))
}

private func ended(_ model: FiguresModel, _ ui: UI) -> HTML {
    let sums = model.figures.sums(model.filter)
    return figure(
        ui, "received", HumanText.number(sums.received, ui.language), nil,
        note: ui.words("leadership.received.note"),
        address: model.door.list(.received, model.filter, model.period),
        links(
            [
                (.returned, sums.returned), (.ended, sums.ended), (.granted, sums.granted),
                (.refused, sums.refused), (.answered, sums.answered),
                (.withdrawn, sums.withdrawn), (.lapsed, sums.lapsed),
            ], model, ui))
}
