import Cases
import Contracts
import Kernel
import People
import Web

/// Letters that wait for an officer, each in a few lines, with a box to tick.
func batchView(_ model: BatchModel, _ ui: UI) -> Page {
    let words = ui.words
    let body: HTML
    if model.letters.isEmpty {
        body = ui.empty(
            words("workspace.batch.empty"), words(model.press.key("none.text")),
            ui.link(words("workspace.batch.back"), WorkspaceURL.inbox.filled()))
    } else {
        body =
            tickLink(model, ui) + list(model, ui) + backForms(model, ui)
            + ui.pages(current: model.page, of: model.hasMore ? model.page + 1 : model.page)
    }
    return batchPage(
        words(model.press.key("title")), lead: words(model.press.key("lead")), body, ui)
}

private func batchPage(_ title: String, lead: String?, _ body: HTML, _ ui: UI) -> Page {
    Page(
        title, lead: lead,
        crumbs: [Crumb(ui.words("workspace.inbox"), WorkspaceURL.inbox.filled())],
        section: WorkspaceURL.inbox.filled(), isWide: true, body: body)
}

/// Ticking many needs no script: it is the same page with the boxes ticked.
private func tickLink(_ model: BatchModel, _ ui: UI) -> HTML {
    let count = model.unopposed.count
    guard count > 0 else { return HTML() }
    let address = model.press.path.filled() + "?centang=mendukung&hal=\(model.page)"
    let text = ui.words("workspace.batch.tick", ["count": "\(count)"])
    return "<p>\(ui.linkButton(text, address, .secondary))</p>"
}

private func list(_ model: BatchModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(model.press.path.filled(), model.form) { field in
        let chosen = Set(field.state.values(of: "surat"))
        let problems = field.state.problems(of: "surat")
        return """
            \(field.hidden("hal", "\(model.page)"))\
            <div class="field\(problems.isEmpty ? "" : " field-wrong")" id="f-surat" \
            tabindex="-1">\(HTML.each(problems) { "<p class=\"error\">\(ui.words($0))</p>" })\
            <ul class="batch">\(HTML.each(model.letters) {
                row($0, chosen.contains($0.seen.text), model, ui)
            })</ul></div>\
            \(field.checkbox("sudah_baca", words("workspace.batch.read"),
                hint: words(model.press.key("final"))))\
            \(model.signing.html(field, ui))\
            \(field.submit(words(model.press.key("send"))))
            """
    }
}

private func row(
    _ letter: WaitingLetter, _ isChosen: Bool, _ model: BatchModel, _ ui: UI
) -> HTML {
    let words = ui.words
    let item = letter.item
    let number = item.number.text
    let id = "surat-\(item.number.symbols)"
    let title = model.catalogue.services[item.service]?.title.text(ui.language)
    let name = model.names[letter.applicant].map { PersonName.masked($0) }
    let holder = model.holder(letter).map {
        model.names[$0] ?? words("workspace.colleague")
    }
    let promise = Deadline(
        from: item.submittedAt, to: item.caseDueAt, isPaused: false, now: model.now,
        calendar: model.catalogue.calendar)
    let kind: HTML = HTML.when(
        letter.kind == .refusal, " " + ui.tag(words("workspace.batch.refusal"), .warning))
    return """
        <li class="batch-letter"><div class="tick"><input type="checkbox" id="\(id)" \
        name="surat" value="\(letter.seen.text)"\(flag: "checked", isChosen) \
        aria-describedby="\(id)-isi">\
        <label for="\(id)"><span class="case-number">\(number)</span> \
        \(title ?? item.service.text)\(kind)</label></div>\
        <div class="batch-text" id="\(id)-isi">\
        \(HTML.with(name) { "<p>\(words("workspace.batch.for", ["who": $0]))</p>" })\
        \(facts(letter, ui))\(voices(letter, model, ui))\
        \(HTML.with(holder) {
            "<p>\(ui.tag(words("workspace.claimedBy", ["who": $0]), .warning))</p>"
        })</div>\
        <div class="batch-text">\(backInputs(letter, ui))</div>\
        <div class="batch-side">\(promise.meter(ui))\
        <p class="batch-links"><a href="\(url: WorkspaceURL.file(item.number))">\
        \(words("workspace.batch.open"))<span class="hidden"> \(number)</span></a> \
        <a href="\(url: WorkspaceURL.draftPDF.filled(number))">\
        \(words("workspace.batch.pdf"))<span class="hidden"> \(number)</span></a></p></div></li>
        """
}

/// Takes one letter out: back to its drafter, with a reason. Its inputs belong to a form of their
/// own that stands behind the list, for forms do not nest.
private func backInputs(_ letter: WaitingLetter, _ ui: UI) -> HTML {
    let id = "kembali-\(letter.item.number.symbols)"
    let inputs: HTML = """
        <div class="field"><label for="\(id)-alasan">\(ui.words("workspace.sendBack.reason"))</label>\
        <p class="hint" id="\(id)-hint">\(ui.words("workspace.sendBack.hint"))</p>\
        <textarea id="\(id)-alasan" name="\(SendBackText.name)" form="\(id)" rows="3" required \
        aria-describedby="\(id)-hint"></textarea></div>\
        <button type="submit" form="\(id)" class="button button-secondary">\
        \(ui.words("workspace.sendBack.send"))\
        <span class="hidden"> \(letter.item.number.text)</span></button>
        """
    return ui.details(ui.words("workspace.sendBack"), inputs)
}

private func backForms(_ model: BatchModel, _ ui: UI) -> HTML {
    HTML.each(model.letters) { letter in
        ui.emptyForm(
            "kembali-\(letter.item.number.symbols)",
            WorkspaceURL.sendBack.filled(letter.item.number.text),
            values: [
                "revisi": "\(letter.item.revision)", "tugas": letter.item.task.id.text,
                "dari": model.press.name,
            ])
    }
}

/// The two rows of the letter that say most of its matter: a title rather than a register number.
private func facts(_ letter: WaitingLetter, _ ui: UI) -> HTML {
    let longest = letter.facts.indices.sorted {
        (-letter.facts[$0].value.count, $0) < (-letter.facts[$1].value.count, $1)
    }.prefix(2).sorted()
    return HTML.each(longest.map { letter.facts[$0] }) { fact in
        "<p><span class=\"hint\">\(fact.label):</span> <span lang=\"id\">\(fact.value)</span></p>"
    }
}

private func voices(_ letter: WaitingLetter, _ model: BatchModel, _ ui: UI) -> HTML {
    guard !letter.voices.isEmpty else { return HTML() }
    let tags = HTML.each(letter.voices) { voice -> HTML in
        let kind = voice.kind.rawValue
        let says = ui.words("workspace.opinion.\(kind).\(voice.isFavourable ? "yes" : "no")")
        let unit = voice.unit.flatMap { model.catalogue.unit($0)?.short }
        let text = unit.map { "\($0): \(says)" } ?? says
        return "\(ui.tag(text, voice.isFavourable ? .success : .danger)) "
    }
    return "<p class=\"batch-voices\">\(tags)</p>"
}

/// What became of each letter.
func batchResultView(_ letters: [SignedLetter], _ press: LetterPress, _ ui: UI) -> Page {
    let words = ui.words
    let signed = letters.filter { if case .signed = $0.fate { true } else { false } }.count
    let rest = letters.count - signed
    var body = ui.notice(
        rest == 0 ? .success : .warning,
        text: words(press.key("done"), ["signed": "\(signed)", "rest": "\(rest)"]))
    body += ui.table(
        caption: words(press.key("result")),
        columns: [
            TableColumn(words("workspace.column.number")),
            TableColumn(words("workspace.batch.fate")),
        ],
        rows: letters.map { letter in
            let number = letter.letter.number
            let link = ui.link(number.text, WorkspaceURL.file(number))
            return TableRow(
                ["<span class=\"case-number\">\(link)</span>", fate(letter.fate, press, ui)])
        })
    body += ui.buttons(
        ui.linkButton(words("workspace.batch.more"), press.path.filled()),
        ui.linkButton(words("workspace.batch.back"), WorkspaceURL.inbox.filled(), .secondary))
    return batchPage(words(press.key("result")), lead: nil, body, ui)
}

private func fate(_ fate: SignedLetter.Fate, _ press: LetterPress, _ ui: UI) -> HTML {
    switch fate {
    case .signed(let number):
        """
        \(ui.tag(ui.words(press.key("yes")), .success)) \
        <span class="letter-number">\(ui.words("workspace.batch.number", ["number": number]))</span>
        """
    case .refused(let refusal) where refusal.problems.contains { $0.key == changed }:
        """
        \(ui.tag(ui.words("workspace.batch.changedTag"), .warning)) \
        \(ui.words(press.key("changed")))
        """
    case .refused(let refusal):
        """
        \(ui.tag(ui.words(press.key("no")), .danger)) \
        \(refusal.problems.map { ui.words($0) }.joined(separator: " "))
        """
    case .failed:
        """
        \(ui.tag(ui.words(press.key("no")), .danger)) \
        \(ui.words("workspace.batch.failed"))
        """
    }
}

private let changed = "case.changed_meanwhile"
