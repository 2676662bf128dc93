import Cases
import Contracts
import Kernel
import Web

/// How satisfied people are with the city, by unit.
func cityIndexView(_ model: IndexModel, _ ui: UI) -> Page {
    let words = ui.words
    let data = SurveyURL.data.filled() + "?periode=\(model.choice)"
    var body = periods(model, ui)
    let city = model.figures.city
    if city.index != nil {
        body += standingTiles(city, model.before.city.index, ui)
        body += ui.section(words("surveys.units"), unitTable(model, ui))
        body += ui.section(words("surveys.elements"), elementList(city, ui))
    } else {
        body += ui.empty(words("surveys.few"), words("surveys.few.text"))
    }
    body += explanation(ui)
    body += "<p>\(ui.link(words("surveys.data"), data))</p>"
    return Page(
        words("surveys.title"), lead: words("surveys.lead"),
        caption: model.period.text(ui.language), isWide: true, isIndexed: true, body: body)
}

/// One unit: its services, its elements, and what it does about them.
func unitIndexView(_ unit: UnitEntry, _ model: IndexModel, _ plans: [FollowUp], _ ui: UI) -> Page {
    let words = ui.words
    var body = HTML()
    if let standing = model.units.first(where: { $0.code == unit.code })?.standing {
        body += standingTiles(standing, model.before.units[unit.code]?.index, ui)
        body += ui.section(words("surveys.elements"), elementList(standing, ui))
        body += ui.section(words("surveys.services"), serviceTable(unit.code, model, ui))
    } else {
        body += ui.empty(words("surveys.few"), words("surveys.few.text"))
    }
    body += ui.section(words("surveys.plans"), id: "rencana", planList(plans, ui))
    return Page(
        words(unit.name), lead: words("surveys.unit.lead"),
        caption: model.period.text(ui.language), crumbs: crumbs(ui), isWide: true,
        isIndexed: true, body: body + explanation(ui))
}

func serviceIndexView(_ service: Service, _ model: IndexModel, _ ui: UI) -> Page {
    let words = ui.words
    var body = HTML()
    if let standing = model.standing(of: service.code) {
        body += standingTiles(standing, nil, ui)
        body += ui.section(words("surveys.elements"), elementList(standing, ui))
    } else {
        body += ui.empty(words("surveys.few"), words("surveys.few.text"))
    }
    body += ui.buttons(
        ui.linkButton(
            words("surveys.about"), SurveyURL.about(service.code.text), .secondary))
    return Page(
        words(service.title), lead: words("surveys.service.lead"),
        caption: model.period.text(ui.language), crumbs: crumbs(ui), isIndexed: true,
        body: body + explanation(ui))
}

private func crumbs(_ ui: UI) -> [Crumb] {
    [Crumb(ui.words("surveys.title"), SurveyURL.overview.filled())]
}

private func periods(_ model: IndexModel, _ ui: UI) -> HTML {
    let address = SurveyURL.overview.filled()
    return ui.tabs(
        ui.words("surveys.period"),
        model.choices.map { choice in
            let isFirst = choice.value == model.choices.first?.value
            let title =
                isFirst ? ui.words("surveys.period.year") : choice.period.text(ui.language)
            return (title, isFirst ? address : "\(address)?periode=\(choice.value)", nil)
        },
        current: model.choice == model.choices.first?.value
            ? address : "\(address)?periode=\(model.choice)")
}

/// The index in words: grade, how many answered, whether they are enough.
func standingTiles(
    _ standing: SurveyFigures.Standing, _ before: SatisfactionIndex?, _ ui: UI
) -> HTML {
    let words = ui.words
    guard let index = standing.index else { return HTML() }
    let isEnough = standing.people >= standing.needed
    let change = before.map { before in
        words(
            index.hundredths >= before.hundredths ? "surveys.better" : "surveys.worse",
            ["points": points(abs(index.hundredths - before.hundredths), ui.language)])
    }
    return ui.tiles([
        ui.tile(
            words("surveys.index"), points(index.hundredths, ui.language), note: change,
            tone: index.grade.tone),
        ui.tile(
            words("surveys.grade"), index.grade.rawValue.uppercased(),
            note: words("surveys.grade.\(index.grade.rawValue)"), tone: index.grade.tone),
        ui.tile(
            words("surveys.people"), HumanText.number(standing.people, ui.language),
            note: words(
                isEnough ? "surveys.enough" : "surveys.needed",
                ["needed": HumanText.number(standing.needed, ui.language)]),
            tone: isEnough ? .neutral : .warning),
    ])
}

private func unitTable(_ model: IndexModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: words("surveys.units"), columns: standingColumns("surveys.unit", ui),
        rows: model.units.map { unit in
            let name = model.catalogue.unit(unit.code).map { words($0.name) } ?? unit.code.text
            return standingRow(
                ui.link(name, SurveyURL.unit.filled(unit.code.text)), unit.standing, ui)
        })
}

private func serviceTable(_ unit: UnitCode, _ model: IndexModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: words("surveys.services"), columns: standingColumns("surveys.service", ui),
        rows: model.services(of: unit).map { service in
            let name =
                model.catalogue.services[service.code].map { words($0.title) }
                ?? service.code.text
            return standingRow(
                ui.link(name, SurveyURL.service.filled(service.code.text)), service.standing, ui)
        }, empty: ui.empty(words("surveys.few"), words("surveys.few.text")))
}

func standingColumns(_ first: String, _ ui: UI) -> [TableColumn] {
    let words = ui.words
    return [
        TableColumn(words(first)), TableColumn(words("surveys.index"), isNumber: true),
        TableColumn(words("surveys.grade")), TableColumn(words("surveys.people"), isNumber: true),
        TableColumn(words("surveys.weakest")),
    ]
}

func standingRow(_ name: HTML, _ standing: SurveyFigures.Standing, _ ui: UI) -> TableRow {
    let words = ui.words
    let index = standing.index
    return TableRow([
        name, HTML.text(index.map { points($0.hundredths, ui.language) } ?? "–"),
        index.map {
            ui.tag(gradeText($0.grade, ui), $0.grade.tone)
        } ?? "–",
        HTML.text(HumanText.number(standing.people, ui.language)),
        HTML.text(standing.weakest.map { words("surveys.\($0.rawValue)") } ?? "–"),
    ])
}

private func gradeText(_ grade: SatisfactionGrade, _ ui: UI) -> String {
    "\(grade.rawValue.uppercased()) · \(ui.words("surveys.grade.\(grade.rawValue)"))"
}

/// The mean of each element as a bar of its scale from 1 to 4, and as a number.
func elementList(_ standing: SurveyFigures.Standing, _ ui: UI) -> HTML {
    let facts = SurveyElement.allCases.map { element in
        (
            name: ui.words("surveys.\(element.rawValue)"),
            value: meter(standing.elements[element]?.hundredths, ui)
        )
    }
    return "<p class=\"hint\">\(ui.words("surveys.mean"))</p>\(ui.facts(facts))"
}

private func meter(_ mean: Int64?, _ ui: UI) -> HTML {
    guard let mean else { return "–" }
    let text = points(mean, ui.language)
    return """
        <span class="score"><svg viewBox="0 0 120 10" aria-hidden="true" focusable="false">\
        <rect class="score-frame" width="120" height="10" rx="3"/>\
        <rect class="score-bar" width="\(max(2, (mean - 100) * 120 / 300))" height="10" rx="3"/>\
        </svg> \(text)</span>
        """
}

func planList(_ plans: [FollowUp], _ ui: UI, _ more: (FollowUp) -> HTML = { _ in HTML() }) -> HTML {
    let words = ui.words
    guard !plans.isEmpty else {
        return ui.empty(words("surveys.plans.none"), words("surveys.plans.none.text"))
    }
    return HTML.each(plans) { plan in
        var facts: [(name: String, value: HTML)] = [
            (words("surveys.element"), HTML.text(words("surveys.\(plan.element.rawValue)"))),
            (words("surveys.plan.due"), HTML.text(HumanText.day(plan.due, ui.language))),
            (words("surveys.plan.responsible"), HTML.text(plan.responsible)),
        ]
        if let done = plan.done, let result = plan.result {
            facts.append((words("surveys.plan.done"), HTML.text(HumanText.day(done, ui.language))))
            facts.append((words("surveys.plan.result"), HTML.lines(result)))
        }
        return ui.card(
            plan.action, ui.facts(facts) + HTML.when(plan.done == nil, more(plan)))
    }
}

private func explanation(_ ui: UI) -> HTML {
    let words = ui.words
    return ui.details(
        words("surveys.how"),
        """
        <p>\(words("surveys.how.1"))</p><p>\(words("surveys.how.2"))</p>\
        <p>\(words("surveys.how.3"))</p>
        """)
}

/// Hundredths as people write them: 8661 is `86,61`.
func points(_ hundredths: Int64, _ language: Language) -> String {
    let rest = hundredths % 100
    let whole = HumanText.number(hundredths / 100, language)
    return "\(whole)\(language == .id ? "," : ".")\(rest < 10 ? "0" : "")\(rest)"
}

extension SatisfactionGrade {
    var tone: Tone {
        switch self {
        case .a, .b: .success
        case .c: .warning
        case .d: .danger
        }
    }
}

/// The public figures as a file.
func indexRows(_ model: IndexModel) -> [[String]] {
    var rows = [
        ["unit", "layanan", "responden", "dilayani", "ikm", "mutu"]
            + SurveyElement.allCases.map(\.rawValue)
    ]
    func row(_ unit: String, _ service: String, _ standing: SurveyFigures.Standing) -> [String] {
        [
            unit, service, "\(standing.people)", "\(standing.asked)",
            standing.index.map { points($0.hundredths, .en) } ?? "",
            standing.index?.grade.rawValue.uppercased() ?? "",
        ]
            + SurveyElement.allCases.map { element in
                standing.elements[element]?.hundredths.map { points($0, .en) } ?? ""
            }
    }
    for unit in model.units {
        rows.append(row(unit.code.text, "", unit.standing))
        for service in model.services(of: unit.code) {
            rows.append(row(unit.code.text, service.code.text, service.standing))
        }
    }
    return rows
}
