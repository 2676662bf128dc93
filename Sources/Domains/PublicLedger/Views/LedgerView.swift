import Cases
import Contracts
import Kernel
import Ledger
import TransparencyLog
import Web

/// What the ledger is, how it stands, and how one checks it.
func ledgerView(_ model: LedgerModel, _ ui: UI) -> Page {
    let words = ui.words
    var body = tiles(model, ui)
    body += ui.section(
        words("ledger.how"),
        """
        <p>\(words("ledger.how.1"))</p>\(ledgerDrawing(ui))<p>\(words("ledger.how.2"))</p>\
        <p>\(words("ledger.how.3"))</p>
        """)
    body += ui.section(
        words("ledger.private"),
        """
        <p>\(words("ledger.private.1"))</p><p>\(words("ledger.private.2"))</p>
        """)
    body += ui.section(words("ledger.newest"), id: "terbaru", newest(model, ui))
    body += ui.section(
        words("ledger.check"), id: "periksa",
        """
        <ol><li>\(words("ledger.check.1"))</li><li>\(words("ledger.check.2"))</li>\
        <li>\(words("ledger.check.3"))</li></ol>\
        <pre class="log-text" tabindex="0">pendopo ledger verify tanda.json</pre>\
        <p>\(ui.link(words("ledger.check.page"), LedgerURL.checkPage.filled()))</p>
        """)
    body += ui.section(words("ledger.audit"), id: "pemeriksaan", auditView(model, ui))
    body += ui.section(words("ledger.witnesses"), id: "saksi", witnesses(model, ui))
    body += ui.section(words("ledger.counts"), id: "angka", counts(model, ui))
    body += ui.section(words("ledger.programs"), programs(ui))
    return Page(
        words("ledger.title"), lead: words("ledger.lead"), isIndexed: true, body: body)
}

private func tiles(_ model: LedgerModel, _ ui: UI) -> HTML {
    let words = ui.words
    let size = model.checkpoint?.size ?? 0
    let at = model.checkpoint.map { model.moments.full($0.at) } ?? words("ledger.none")
    return ui.tiles([
        ui.tile(words("ledger.size"), HumanText.number(size, ui.language)),
        ui.tile(words("ledger.today"), HumanText.number(model.today, ui.language)),
    ]) + "<p>\(words("ledger.signed")): <strong>\(at)</strong></p>"
}

private func newest(_ model: LedgerModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard let checkpoint = model.checkpoint else {
        return ui.empty(words("ledger.none"), words("ledger.none.text"))
    }
    return """
        <p>\(words("ledger.newest.text"))</p>\
        <pre class="log-text" tabindex="0">\(checkpoint.note.whole)</pre>\
        <p>\(words("ledger.key"))</p>\
        <pre class="log-text" tabindex="0">\(model.key.text)</pre>
        """
}

private func witnesses(_ model: LedgerModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard !model.witnesses.isEmpty else {
        return """
            <p>\(words("ledger.witnesses.text"))</p>\
            <p class="hint">\(words("ledger.witnesses.none"))</p>
            """
    }
    let items = HTML.each(model.witnesses) { witness in
        "<li>\(witness.name): \(signed(witness, model, ui))</li>"
    }
    return "<p>\(words("ledger.witnesses.text"))</p><ul>\(items)</ul>"
}

private func signed(
    _ witness: LedgerModel.Witness, _ model: LedgerModel, _ ui: UI
) -> String {
    guard let signed = witness.signed else { return ui.words("ledger.witnesses.waiting") }
    let at = Instant(milliseconds: signed.seconds * 1_000)
    return ui.words(
        "ledger.witnesses.signed",
        ["count": HumanText.number(signed.size, ui.language), "at": model.moments.full(at)])
}

private func counts(_ model: LedgerModel, _ ui: UI) -> HTML {
    let words = ui.words
    let text: HTML = "<p>\(words("ledger.counts.text"))</p>"
    guard let month = model.month, !month.lines.isEmpty else {
        return text + ui.empty(words("ledger.counts.none"), words("ledger.counts.none.text"))
    }
    var rows = month.lines.prefix(25).map { line in
        TableRow([
            HTML.text(name(line.type, ui)),
            HTML.text(service(line.service, model, ui)), HTML.text(unit(line.unit, model, ui)),
            HTML.text(HumanText.number(line.count, ui.language)),
        ])
    }
    let others = month.lines.dropFirst(25).reduce(month.rest) { $0 + $1.count }
    if others > 0 {
        rows.append(
            TableRow([
                HTML.text(words("ledger.others")), "–", "–",
                HTML.text(HumanText.number(others, ui.language)),
            ]))
    }
    let title = words(
        "ledger.counts.month",
        [
            "month": HumanText.monthName(month.month.month, ui.language),
            "year": "\(month.month.year)",
        ])
    let table = ui.table(
        caption: title,
        columns: [
            TableColumn(words("ledger.act")), TableColumn(words("ledger.service")),
            TableColumn(words("ledger.unit")),
            TableColumn(words("ledger.number"), isNumber: true),
        ], rows: rows, showsCaption: true)
    let link = ui.link(words("ledger.counts.file"), LedgerURL.counts.filled())
    return text + table + "<p>\(link)</p>"
}

/// The name of an act; of one without a name of its own, that of its kind.
private func name(_ type: String, _ ui: UI) -> String {
    let family = "ledger.family.\(type.prefix { $0 != "." })"
    if ui.words.vocabulary.has("act.\(type)") { return ui.words("act.\(type)") }
    return ui.words.vocabulary.has(family) ? "\(ui.words(family)) (\(type))" : type
}

private func service(_ code: String, _ model: LedgerModel, _ ui: UI) -> String {
    guard let known = ServiceCode(code), let service = model.catalogue.services[known] else {
        return code.isEmpty ? "–" : code
    }
    return ui.words(service.title)
}

private func unit(_ code: String, _ model: LedgerModel, _ ui: UI) -> String {
    guard let known = UnitCode(code), let unit = model.catalogue.unit(known) else {
        return code.isEmpty ? "–" : code
    }
    return ui.words(unit.name)
}

private func programs(_ ui: UI) -> HTML {
    let words = ui.words
    return """
        <p>\(words("ledger.programs.text"))</p><ul>\
        <li>\(ui.link("/ledger/checkpoint", LedgerURL.checkpoint.filled()))</li>\
        <li>\(ui.link("/ledger/vkey", LedgerURL.key.filled()))</li>\
        <li><code>/ledger/tile/…</code></li><li><code>/ledger/tile/entries/…</code></li>\
        <li><code>/ledger/proof?index=…</code></li></ul>
        """
}
