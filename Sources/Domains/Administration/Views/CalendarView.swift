import Cases
import Contracts
import Kernel
import People
import Web

/// Exceptions that were decreed while the house was open, the form for one, and what the files say.
func calendarView(_ model: CalendarModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let isTyped = form.values["tanggal"] != nil
    let years = model.calendar.years
    var body = ui.notice(.neutral, text: words("administration.calendar.rule"))
    body += ui.section(words("administration.calendar.exceptions"), exceptions(model, ui))
    body += ui.section(
        words("administration.calendar.new"), id: "baru",
        ui.form(
            AdministrationURL.calendar.filled(), isTyped ? form : FormState(), warnsUnsaved: true
        ) { field in
            """
            \(field.date("tanggal", words("administration.calendar.day"),
                hint: words("administration.calendar.day.hint", [
                    "first": String(years.lowerBound), "last": String(years.upperBound),
                ])))\
            \(field.radios("jenis", words("administration.calendar.kind"), [
                .init("tutup", words("administration.calendar.closed"),
                    hint: words("administration.calendar.closed.hint")),
                .init("buka", words("administration.calendar.open"),
                    hint: words("administration.calendar.open.hint")),
            ]))\
            \(field.text("jam", words("administration.calendar.hours"),
                hint: words("administration.calendar.hours.hint"), isRequired: false, max: 20,
                width: .short))\
            \(field.text("nama", words("administration.calendar.name"),
                hint: words("administration.calendar.name.hint"), max: 200))\
            \(field.text("dasar", words("administration.calendar.source"),
                hint: words("administration.calendar.source.hint"), max: 300))\
            \(field.submit(words("administration.calendar.add")))
            """
        })
    body += ui.section(words("administration.calendar.holidays"), holidays(model, ui))
    return room.page(
        "calendar", .both, problems: isTyped ? HTML() : ui.problems(form.problems), body)
}

private func exceptions(_ model: CalendarModel, _ ui: UI) -> HTML {
    let words = ui.words
    func name(_ account: AccountID?) -> String {
        account.flatMap { model.names.accounts[$0] } ?? words("administration.unknown")
    }
    let rows = model.kept.map { kept in
        let dated = kept.dated
        let kind =
            dated.hours.map { words("administration.calendar.open") + ", \($0)" }
            ?? words("administration.calendar.closed")
        let isComing = kept.endedAt == nil && dated.day > model.today
        var state: HTML =
            kept.endedAt != nil
            ? ui.tag(words("administration.calendar.withdrawn"))
            : ui.tag(words("administration.active"), .success)
        if let count = model.promises[dated.day], isComing, count > 0 {
            let text = words(
                "administration.calendar.promises",
                ["count": HumanText.number(count, ui.language)])
            state += "<p class=\"hint\">\(text)</p>"
        }
        return TableRow([
            "\(HumanText.weekdayAndDay(dated.day, ui.language))", "\(kind)", "\(dated.name)",
            "\(dated.source)", "\(name(kept.endedBy ?? kept.addedBy))", state,
            isComing
                ? ui.action(
                    words("administration.calendar.withdraw"),
                    AdministrationURL.withdraw.filled(kept.id.text), .quiet) : "–",
        ])
    }
    return ui.table(
        caption: words("administration.calendar.exceptions"),
        columns: [
            TableColumn(words("administration.calendar.day")),
            TableColumn(words("administration.calendar.kind")),
            TableColumn(words("administration.calendar.name")),
            TableColumn(words("administration.calendar.source")),
            TableColumn(words("administration.calendar.by")),
            TableColumn(words("administration.state")), TableColumn(words("administration.act")),
        ], rows: rows,
        empty: ui.empty(
            words("administration.calendar.none"), words("administration.calendar.none.text")))
}

/// Everything that closes offices, or would, from today on.
private func holidays(_ model: CalendarModel, _ ui: UI) -> HTML {
    let words = ui.words
    let days = model.calendar.holidays.values.filter { $0.day >= model.today }
        .sorted { $0.day < $1.day }
    return ui.table(
        caption: words("administration.calendar.holidays"),
        columns: [
            TableColumn(words("administration.calendar.day")),
            TableColumn(words("administration.calendar.name")),
            TableColumn(words("administration.calendar.kind")),
        ],
        rows: days.map { holiday in
            TableRow([
                "\(HumanText.weekdayAndDay(holiday.day, ui.language))", "\(holiday.name)",
                "\(words("administration.holiday.\(holiday.kind)"))",
            ])
        },
        empty: "<p>\(words("administration.calendar.holidays.none"))</p>")
}
