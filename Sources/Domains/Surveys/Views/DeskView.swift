import Cases
import Contracts
import Kernel
import Web

/// What leaders of units see: figures, suggestions, plans.
struct DeskModel: Sendable {
    let figures: SurveyFigures
    /// The units in reach that people judged.
    let units: [UnitCode]
    let plans: [FollowUp]
    let traits: [Trait: [String: Int]]
    let suggestions: [(month: Int64, text: String)]
    let isMore: Bool
    let page: Int
    let period: SurveyPeriod
    let catalogue: Catalogue
    let today: Day

    func name(_ unit: UnitCode, _ ui: UI) -> String {
        catalogue.unit(unit).map { ui.words($0.name) } ?? unit.text
    }
}

func deskView(_ model: DeskModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let isOfPlan = form.values["unsur"] != nil
    var body = HTML.when(!isOfPlan, ui.problems(form.problems))
    if model.units.isEmpty {
        body += ui.empty(words("surveys.desk.none"), words("surveys.desk.none.text"))
    } else {
        body += ui.section(words("surveys.units"), units(model, ui))
        body += ui.section(words("surveys.suggestions"), suggestions(model, ui))
        body += ui.details(words("surveys.traits.desk"), traits(model, ui))
        body += ui.section(
            words("surveys.plans"), id: "rencana",
            planList(model.plans, ui) { finishForm($0, ui) })
        body += ui.section(
            words("surveys.plan.new"), planForm(model, isOfPlan ? form : FormState(), ui))
    }
    return Page(
        words("surveys.desk"), lead: words("surveys.desk.lead"),
        caption: model.period.text(ui.language), section: SurveyURL.desk.filled(), isWide: true,
        body: body)
}

private func units(_ model: DeskModel, _ ui: UI) -> HTML {
    ui.table(
        caption: ui.words("surveys.units"), columns: standingColumns("surveys.unit", ui),
        rows: model.units.map { unit in
            let standing = model.figures.units[unit] ?? SurveyFigures.Standing()
            return standingRow(
                ui.link(model.name(unit, ui), SurveyURL.unit.filled(unit.text)), standing, ui)
        })
}

private func suggestions(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard !model.suggestions.isEmpty else {
        return ui.empty(words("surveys.suggestions.none"), words("surveys.suggestions.none.text"))
    }
    let list = HTML.each(model.suggestions) { said in
        let month = SurveyPeriod(from: said.month, until: said.month).text(ui.language)
        return "<li><p>\(HTML.lines(said.text))</p><p class=\"hint\">\(month)</p></li>"
    }
    func step(_ key: String, _ page: Int) -> HTML {
        ui.linkButton(words(key), "\(SurveyURL.desk.filled())?hal=\(page)", .secondary)
    }
    return """
        <ul class="said">\(list)</ul><div class="buttons">\
        \(HTML.when(model.page > 1, step("web.previous", model.page - 1)))\
        \(HTML.when(model.isMore, step("web.next", model.page + 1)))</div>
        """
}

private func traits(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    return HTML.each(Trait.allCases) { trait in
        let counts = model.traits[trait] ?? [:]
        return ui.table(
            caption: words("surveys.\(trait.rawValue)"),
            columns: [
                TableColumn(words("surveys.\(trait.rawValue)")),
                TableColumn(words("surveys.people"), isNumber: true),
            ],
            rows: trait.values.map { value in
                TableRow([
                    HTML.text(words("surveys.\(trait.rawValue).\(value)")),
                    HTML.text(HumanText.number(counts[value] ?? 0, ui.language)),
                ])
            })
    }
}

private func finishForm(_ plan: FollowUp, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.details(
        words("surveys.plan.finish"),
        ui.form(SurveyURL.finish.filled(plan.id.text)) { field in
            """
            <div class="field"><label for="hasil-\(plan.id.text)">\(words("surveys.plan.result"))\
            </label><textarea id="hasil-\(plan.id.text)" name="hasil" rows="3" required>\
            </textarea></div>\(field.submit(words("surveys.plan.finish"), .secondary))
            """
        })
}

private func planForm(_ model: DeskModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(SurveyURL.plan.filled(), form, warnsUnsaved: true) { field in
        """
        \(field.select("unit", words("surveys.unit"),
            model.units.map { .init($0.text, model.name($0, ui)) }))\
        \(field.select("unsur", words("surveys.element"),
            SurveyElement.allCases.map {
                .init($0.rawValue, words("surveys.\($0.rawValue)"))
            }))\
        \(field.textarea("tindakan", words("surveys.plan.action"),
            hint: words("surveys.plan.action.hint"), rows: 3, max: FollowUp.longest))\
        \(field.date("tanggal", words("surveys.plan.due")))\
        \(field.text("penanggung", words("surveys.plan.responsible"),
            hint: words("surveys.plan.responsible.hint")))\
        \(field.submit(words("surveys.plan.publish")))
        """
    }
}
