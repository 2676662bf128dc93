import Cases
import Kernel
import Web

/// A table of units, or of the services of one: each number opens to its cases.
func units(_ model: FiguresModel, _ ui: UI) -> HTML {
    let words = ui.words
    let isOfServices = model.showsServices
    let names =
        isOfServices
        ? model.figures.services(of: model.unit) : model.figures.units
    let rows = names.map { name -> TableRow in
        var filter = model.filter
        if isOfServices { filter.service = name } else { filter.unit = name }
        let standing = model.figures.standing(filter)
        let sums = model.figures.sums(filter)
        let verdict = Verdict.ofPromises(kept: sums.inTime, of: sums.promised)
        let title: HTML =
            isOfServices
            ? "\(model.serviceName(name, ui.language))"
            : ui.link(model.unitName(name, short: true), model.door.page(model.period, unit: name))
        func number(_ kind: FigureKind, _ count: Int64) -> HTML {
            count == 0
                ? "0"
                : ui.link(
                    HumanText.number(count, ui.language),
                    model.door.list(kind, filter, model.period))
        }
        let kept: HTML =
            sums.promised == 0
            ? "\(words("leadership.none"))"
            : """
            \(sums.inTime * 100 / sums.promised)% \
            \(ui.tag(words("leadership.verdict.\(verdict.rawValue)"), tone(verdict)))
            """
        return TableRow(
            [
                title, kept, number(.late, sums.late), number(.overdue, standing.overdue),
                number(.correction, standing.cases[.correction] ?? 0),
                number(.payment, standing.cases[.payment] ?? 0),
                number(.working, standing.cases[.open] ?? 0),
            ] + (isOfServices ? [pace(model.paces[name], ui)] : []),
            tone: verdict == .urgent ? .danger : nil)
    }
    let title = words(isOfServices ? "leadership.byService" : "leadership.byUnit")
    return ui.section(
        title,
        ui.table(
            caption: title,
            columns: [
                TableColumn(words(isOfServices ? "leadership.service" : "leadership.unitName")),
                TableColumn(words("leadership.promise"), isNumber: true),
                TableColumn(words("leadership.kind.terlambat"), isNumber: true),
                TableColumn(words("leadership.overdue"), isNumber: true),
                TableColumn(words("leadership.kind.perbaikan"), isNumber: true),
                TableColumn(words("leadership.kind.pembayaran"), isNumber: true),
                TableColumn(words("leadership.kind.dikerjakan"), isNumber: true),
            ] + (isOfServices ? [TableColumn(words("leadership.pace"))] : []), rows: rows,
            empty: ui.empty(words("leadership.empty"), words("leadership.empty.text"))))
}

/// How long the newest decided cases of a service took; nothing while they are few.
private func pace(_ pace: Pace?, _ ui: UI) -> HTML {
    guard let pace else { return "–" }
    return """
        \(ui.words("leadership.pace.said", [
            "usual": HumanText.workingDays(pace.usual, ui.language),
            "most": HumanText.workingDays(pace.most, ui.language),
        ]))
        """
}

func tone(_ verdict: Verdict) -> Tone {
    switch verdict {
    case .good: .success
    case .attention: .warning
    case .urgent: .danger
    case .nothing: .neutral
    }
}
