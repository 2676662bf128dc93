import Cases
import Contracts
import Kernel
import Web

/// Printing new sheets, and the series so far.
func sheetsView(
    _ series: [SheetSeries], _ form: FormState, _ catalogue: Catalogue, _ ui: UI
) -> HTML {
    let words = ui.words
    let choices = catalogue.services.values
        .filter { $0.isPublic && !catalogue.carriesObjections($0.code) }
        .map { FormView.Choice($0.code.text, words($0.title)) }
        .sorted { $0.text < $1.text }
    let issue = ui.form(CounterURL.sheets.filled(), form) { field in
        """
        \(field.select("layanan", words("counter.service.choose"), choices))\
        \(field.number("jumlah", words("counter.sheet.count.label"),
            hint: words("counter.sheet.count.hint", ["most": "\(Sheet.most)"])))\
        \(field.submit(words("counter.sheets.issue")))
        """
    }
    let rows = series.map { one -> TableRow in
        let title = catalogue.services[one.service].map { words($0.title) } ?? one.service.text
        let day = HumanText.day(Day(one.printedAt, in: catalogue.profile.zone), ui.language)
        return TableRow([
            ui.link("\(one.first)–\(one.last)", CounterURL.series.filled(one.id.text)),
            .text(title), .text(catalogue.officeName(one.unit)), .text(day),
            "\(one.open)", "\(one.used)", "\(one.void)",
        ])
    }
    let list = ui.table(
        caption: words("counter.sheets.register"),
        columns: [
            .init(words("counter.sheet.serial")), .init(words("counter.service.column")),
            .init(words("counter.unit")), .init(words("counter.sheet.printed")),
            .init(words("counter.sheet.state.open"), isNumber: true),
            .init(words("counter.sheet.state.used"), isNumber: true),
            .init(words("counter.sheet.state.void"), isNumber: true),
        ], rows: rows, empty: "<p class=\"hint\">\(words("counter.sheets.none"))</p>")
    return issue + ui.section(words("counter.sheets.register"), list)
}

/// The sheets of a series: what is still out there is a gap that anybody sees.
func seriesView(
    _ id: String, _ sheets: [Sheet], _ form: FormState, _ zone: Zone, _ ui: UI
) -> HTML {
    let words = ui.words
    let reasons = Sheet.Reason.allCases.map {
        FormView.Choice($0.rawValue, words("counter.sheet.reason.\($0.rawValue)"))
    }
    let rows = sheets.map { sheet -> TableRow in
        let state = words("counter.sheet.state.\(sheet.state.rawValue)")
        let tone: Tone =
            switch sheet.state {
            case .open: .warning
            case .used: .success
            case .void: .neutral
            }
        return TableRow([
            "\(sheet.serial)", .text(sheet.number.text), ui.tag(state, tone),
            detail(sheet, id, reasons, zone, ui),
        ])
    }
    let hasOpen = sheets.contains { $0.state == .open }
    let button = HTML.when(
        hasOpen,
        """
        <p>\(ui.linkButton(
            words("counter.sheets.print"), CounterURL.seriesPDF.filled(id)))</p>
        """)
    return """
        \(ui.problems(form.problems))\(button)\(ui.table(
            caption: words("counter.series"),
            columns: [
                .init(words("counter.sheet.serial")), .init(words("counter.number")),
                .init(words("counter.sheet.state")), .init(words("counter.sheet.what")),
            ], rows: rows))
        """
}

private func detail(
    _ sheet: Sheet, _ series: String, _ reasons: [FormView.Choice], _ zone: Zone, _ ui: UI
) -> HTML {
    let words = ui.words
    switch sheet.state {
    case .open:
        let action = CounterURL.voidSheet.filled(series, sheet.number.text)
        let id = "alasan-\(sheet.serial)"
        let enter = sheetAddress(CounterURL.desk.filled(), sheet.number)
        return """
            <p>\(ui.link(words("counter.sheet.enter"), enter))</p>\
            \(ui.emptyForm("batal-\(sheet.serial)", action))<div class="counter-void">\
            <label class="hidden" for="\(id)">\(words("counter.sheet.why")) \
            \(sheet.serial)</label><select id="\(id)" name="alasan" \
            form="batal-\(sheet.serial)"><option value="">\(words("counter.sheet.why"))</option>\
            \(HTML.each(reasons) { "<option value=\"\($0.value)\">\($0.text)</option>" })\
            </select><button type="submit" form="batal-\(sheet.serial)" \
            class="button button-quiet">\(words("counter.sheet.void.go"))\
            <span class="hidden"> \(sheet.serial)</span></button></div>
            """
    case .used:
        let at = sheet.receivedAt.map { HumanText.dateTime($0, zone, ui.language) } ?? ""
        return """
            \(ui.link(
                sheet.number.text, CounterURL.receipt.filled(sheet.number.text))) · \(at)
            """
    case .void:
        return .text(sheet.reason.map { words("counter.sheet.reason.\($0.rawValue)") } ?? "–")
    }
}
