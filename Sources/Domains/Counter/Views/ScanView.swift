import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

struct ScanModel: Sendable {
    let tray: [TrayPage]
    let batches: [Batch]
    let open: [OpenRow]
}

func scanView(
    _ model: ScanModel, _ form: FormState, _ catalogue: Catalogue, _ ui: UI
) -> HTML {
    let words = ui.words
    let isSending = form.problems.contains { $0.field == "pindaian" }
    let isNaming = form.problems.contains { $0.field == "nomor" }
    let send = ui.form(
        CounterURL.scans.filled(), isSending ? form : FormState(), hasFiles: true
    ) { field in
        """
        \(field.file("pindaian", words("counter.scan.files"),
            hint: words("counter.scan.files.hint"),
            accept: FileKind.allCases.map(\.mediaType).joined(separator: ","),
            isMultiple: true))\
        \(field.submit(words("counter.scan.send")))
        """
    }
    return """
        \(send)\(ui.section(
            words("counter.tray"),
            trayView(model, isSending || isNaming ? FormState() : form, catalogue, ui)
                + HTML.when(!model.tray.isEmpty, caseForm(isNaming ? form : FormState(), ui))))\
        \(ui.section(words("counter.batches"), batchesView(model, catalogue.profile.zone, ui)))\
        \(cameraView(ui))
        """
}

private func trayView(
    _ model: ScanModel, _ form: FormState, _ catalogue: Catalogue, _ ui: UI
) -> HTML {
    let words = ui.words
    guard !model.tray.isEmpty else { return "<p class=\"hint\">\(words("counter.tray.none"))</p>" }
    let targets = model.open.flatMap { row -> [FormView.Choice] in
        guard let service = catalogue.services[row.sitting.service] else { return [] }
        return service.form.fields.compactMap { field in
            guard case .file = field.kind else { return nil }
            let text = "\(row.name) · \(words(service.title)) · \(words(field.label))"
            return FormView.Choice("\(row.sitting.id):\(field.id)", text)
        }
    }
    return ui.form(CounterURL.tray.filled(), form) { field in
        """
        \(trayPages(model.tray, chosen: Set(form.values(of: "halaman")), ui))\
        \(field.select("tujuan", words("counter.scan.where"), targets))\
        <div class="buttons">\
        \(field.submit(words("counter.scan.file"), name: "aksi", value: "simpan", .primary))\
        \(field.submit(words("counter.scan.discard"), name: "aksi", value: "buang", .danger))\
        </div>
        """
    }
}

/// The pages, each to be ticked.
/// - Parameter chosen: the ids of those that are ticked already.
func trayPages(_ tray: [TrayPage], chosen: Set<String>, _ ui: UI) -> HTML {
    let words = ui.words
    let pages = HTML.each(tray) { page -> HTML in
        let id = "halaman-\(page.id.text)"
        let name = words("counter.tray.page", ["number": "\(page.number % 1_000 + 1)"])
        return """
            <li><input type="checkbox" id="\(id)" name="halaman" value="\(page.id.text)"\
            \(flag: "checked", chosen.contains(page.id.text))>\
            <label for="\(id)">\(name)</label>\
            <img src="\(url: CounterURL.trayPicture.filled(page.id.text))" loading="lazy" \
            width="\(page.width)" height="\(page.height)" alt="\(name)">\
            \(HTML.with(page.problem) { "<p class=\"hint\">\(words($0))</p>" })</li>
            """
    }
    return "<ul class=\"counter-tray\">\(pages)</ul>"
}

/// Which case that was sent pages of the tray are for.
private func caseForm(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(CounterURL.trayCase.filled(), form) { field in
        """
        \(field.text("nomor", words("counter.scan.case"), hint: words("counter.scan.case.hint"),
            autocomplete: "off", max: 200, width: .medium))\
        \(field.submit(words("counter.scan.case.go"), .secondary))
        """
    }
}

private func batchesView(_ model: ScanModel, _ zone: Zone, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: words("counter.batches"),
        columns: [
            .init(words("counter.batch.at")), .init(words("counter.sheet.state")),
            .init(words("counter.batch.pages"), isNumber: true),
            .init(words("counter.batch.left"), isNumber: true),
        ],
        rows: model.batches.map { batch in
            let state = words("counter.batch.\(batch.state.rawValue)")
            let tone: Tone =
                switch batch.state {
                case .waiting: .info
                case .read: .success
                case .failed: .danger
                }
            return TableRow([
                .text(HumanText.dateTime(batch.at, zone, ui.language)), ui.tag(state, tone),
                "\(batch.pages)", "\(batch.left)",
            ])
        }, empty: "<p class=\"hint\">\(words("counter.batches.none"))</p>")
}
