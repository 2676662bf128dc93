import Cases
import Contracts
import Kernel
import People
import Web

/// An instruction with all that came of it, as a tree, and what the reader may do.
struct InstructionView {
    let model: InstructionModel
    let office: Office

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }
    private var form: FormState { model.form }

    var page: Page {
        var body = ui.problems(form.problems.filter { $0.field == nil })
        body += "<div class=\"columns\"><div>"
        if let root = model.root {
            body += "<ol class=\"instruction-tree\">\(node(root))</ol>"
        }
        body += ui.section(words("correspondence.history"), id: "riwayat", history)
        body += "</div><aside>\(ground)</aside></div>"
        return Page(
            words("correspondence.instruction.title"), caption: model.root?.what,
            crumbs: [
                Crumb(words("correspondence.instructions"), CorrespondenceURL.inbox.filled())
            ],
            section: CorrespondenceURL.inbox.filled(), isWide: true, body: body)
    }

    private var ground: HTML {
        guard let root = model.root else { return HTML() }
        var facts: [(name: String, value: HTML)] = []
        if root.mail != nil {
            if let letter = model.letter {
                facts.append(
                    (
                        words("correspondence.incoming.one"),
                        ui.link(root.what, CorrespondenceURL.mail.filled(letter.id.text))
                    ))
                facts.append(
                    (words("correspondence.subject"), "\(letter.text?.subject ?? "")"))
                facts.append((words("correspondence.from"), "\(letter.text?.partner ?? "")"))
                facts.append(
                    (words("correspondence.security"), office.security(letter.security)))
            } else {
                facts.append(
                    (words("correspondence.incoming.one"), "\(words("correspondence.notOpen"))"))
            }
        } else if let number = try? TrackingCode(root.what) {
            let value: HTML =
                model.opensCase
                ? ui.link(number.text, CorrespondenceURL.caseFile(number))
                : "\(number.text)<br><span class=\"hint\">\(words("correspondence.notOpen"))</span>"
            facts.append((words("correspondence.case"), value))
        }
        let sheet = CorrespondenceURL.sheet.filled(model.shown.text)
        return ui.card(
            words("correspondence.about"),
            ui.facts(facts)
                + ui.buttons(
                    ui.linkButton(words("correspondence.sheet"), sheet, .secondary)))
    }

    // MARK: The tree

    private func node(_ one: Instruction) -> HTML {
        let standard = one.standard.compactMap {
            office.rules.instruction($0)?.title.text(ui.language)
        }
        let marks = one.urgency == .usual ? HTML() : office.urgency(one.urgency)
        let text: HTML = HTML.with(one.text.flatMap { $0.isEmpty ? nil : $0 }) {
            "<div class=\"instruction-text\">\(HTML.lines($0))</div>"
        }
        let erased: HTML = HTML.when(
            one.text == nil, "<p class=\"hint\">\(words("correspondence.erased"))</p>")
        return """
            <li class="instruction-node"\(attribute: "id", "d-\(one.id.text)")>\
            <div class="instruction-head"><p><strong>\(office.title(one.position))</strong> \
            <span class="hint">\(office.name(one.account) ?? "") · \(office.time(one.givenAt))\
            </span></p><p>\(instructionTag(one, office)) \(marks) \
            \(words("correspondence.due")): <strong>\(office.day(one.due))</strong></p></div>\
            \(HTML.when(
                !standard.isEmpty,
                "<p class=\"instruction-standard\">\(standard.joined(separator: " · "))</p>"))\
            \(text)\(erased)<ul class="instruction-told">\(HTML.each(one.recipients) {
                recipient($0, one)
            })</ul>\(moreTime(one))\(ending(one))</li>
            """
    }

    private func recipient(_ told: Recipient, _ one: Instruction) -> HTML {
        let isMine = office.officer.authority(told.position) != nil
        let isOpen = told.state.isOpen && one.state == .open
        let tone: Tone =
            switch told.state {
            case .sent: .warning
            case .seen: .info
            case .answered: .info
            case .accepted: .success
            case .ended: .neutral
            }
        let moment = told.acceptedAt ?? told.answeredAt ?? told.seenAt
        let when: HTML = HTML.with(moment) { " <span class=\"hint\">\(office.time($0))</span>" }
        let below = model.below(told.id)
        var body: HTML = """
            <p>→ <strong>\(office.title(told.position))</strong> \
            \(ui.tag(words("correspondence.told.\(told.state.rawValue)"), tone))\(when)</p>
            """
        body += answers(told)
        if isMine, isOpen { body += answering(told, one) }
        if told.state == .answered, one.state == .open, model.giving.contains(one.id) {
            body += judging(told, one)
        }
        if !below.isEmpty {
            body += "<ol class=\"instruction-tree\">\(HTML.each(below, node))</ol>"
        }
        return "<li>\(body)</li>"
    }

    private func answers(_ told: Recipient) -> HTML {
        HTML.each(model.acts.filter { $0.recipient == told.id && $0.text != nil }) { act -> HTML in
            let files = model.files.filter { $0.act == act.id }
            let list = HTML.when(
                !files.isEmpty,
                KeptFilesView(files: files, checks: [:], ui: ui).html(
                    address: {
                        CorrespondenceURL.instructionFile.filled(model.shown.text, $0.blob.text)
                    }, picture: nil))
            let kind = words("correspondence.act.\(act.kind.rawValue)")
            return """
                <blockquote class="instruction-answer"><p class="hint">\(kind) · \
                \(office.who(act.account, act.position)) · \(office.time(act.at))</p>\
                <div>\(HTML.lines(act.text ?? ""))</div>\(list)</blockquote>
                """
        }
    }

    private func isTried(_ told: Recipient, _ field: String) -> Bool {
        form.value("penerima") == told.id.text && form.values[field] != nil
    }

    private func answering(_ told: Recipient, _ one: Instruction) -> HTML {
        let isTried = isTried(told, "jawaban")
        let hasOpenBelow = model.below(told.id).contains { $0.state == .open }
        let pass = CorrespondenceURL.newInstruction.filled() + "?dari=\(told.id.text)"
        let answer = ui.form(
            CorrespondenceURL.answer.filled(one.id.text), isTried ? form : FormState(),
            hasFiles: true, warnsUnsaved: true
        ) { field in
            """
            \(field.hidden("penerima", told.id.text))\
            \(field.textarea("jawaban", words("correspondence.answer"),
                hint: words("correspondence.answer.hint"), rows: 4, max: 4_000))\
            \(field.file("lampiran", words("correspondence.attachments"),
                hint: words("correspondence.scans.hint"), isRequired: false,
                accept: "application/pdf,image/jpeg,image/png", isMultiple: true))\
            \(field.submit(words("correspondence.answer.send")))
            """
        }
        let waits: HTML = HTML.when(
            hasOpenBelow, "<p class=\"hint\">\(words("correspondence.answer.below"))</p>")
        return """
            <div class="instruction-act">\(waits)\(ui.details(
                words("correspondence.answer"), answer, isOpen: isTried || !hasOpenBelow))\
            <p>\(ui.link(words("correspondence.pass"), pass))</p></div>
            """
    }

    private func judging(_ told: Recipient, _ one: Instruction) -> HTML {
        let isTried = isTried(told, "kekurangan")
        let back = ui.form(
            CorrespondenceURL.sendBack.filled(one.id.text), isTried ? form : FormState()
        ) { field in
            """
            \(field.hidden("penerima", told.id.text))\
            \(field.textarea("kekurangan", words("correspondence.sendBack.reason"), rows: 2,
                max: 2_000))\(field.submit(words("correspondence.sendBack.send"), .secondary))
            """
        }
        return """
            <div class="instruction-act">\(ui.action(
                words("correspondence.accept"), CorrespondenceURL.accept.filled(one.id.text),
                .primary, values: ["penerima": told.id.text]))\
            \(ui.details(words("correspondence.sendBack"), back, isOpen: isTried))</div>
            """
    }

    private func moreTime(_ one: Instruction) -> HTML {
        guard one.state == .open, model.giving.contains(one.id),
            one.recipients.contains(where: \.state.isOpen)
        else { return HTML() }
        let isTried =
            form.value("disposisi") == one.id.text && form.values["alasan_waktu"] != nil
        let body = ui.form(
            CorrespondenceURL.extend.filled(one.id.text), isTried ? form : FormState()
        ) { field in
            """
            \(field.date(CorrespondenceTools.moreTime, words("correspondence.extend.due"),
                hint: words("correspondence.extend.hint")))\
            \(field.textarea("alasan_waktu", words("correspondence.extend.reason"), rows: 2,
                max: 2_000))\(field.submit(words("correspondence.extend.send"), .secondary))
            """
        }
        return ui.details(words("correspondence.extend"), body, isOpen: isTried)
    }

    private func ending(_ one: Instruction) -> HTML {
        guard one.state == .open, model.giving.contains(one.id) else { return HTML() }
        let isTried =
            form.value("disposisi") == one.id.text && form.values["alasan_akhir"] != nil
        let choices = [InstructionState.closed, .withdrawn].map {
            FormView.Choice(
                $0.rawValue, words("correspondence.end.\($0.rawValue)"),
                hint: words("correspondence.end.\($0.rawValue).hint"))
        }
        let body = ui.form(
            CorrespondenceURL.end.filled(one.id.text), isTried ? form : FormState()
        ) { field in
            """
            \(field.radios("akhir", words("correspondence.end.how"), choices))\
            \(field.textarea("alasan_akhir", words("correspondence.end.reason"), rows: 2,
                max: 2_000))\(field.submit(words("correspondence.end.send"), .danger))
            """
        }
        return ui.details(words("correspondence.end"), body, isOpen: isTried)
    }

    private var history: HTML {
        ui.timeline(
            model.acts.reversed().map { act in
                TimelineEntry(
                    words("correspondence.act.\(act.kind.rawValue)"),
                    when: office.time(act.at), iso: office.iso(act.at),
                    who: act.account == nil
                        ? words("correspondence.house") : office.who(act.account, act.position),
                    body: toWhom(act))
            })
    }

    private func toWhom(_ act: InstructionAct) -> HTML {
        if act.kind == .given {
            let one = model.chain.first { $0.id == act.instruction }
            let to = (one?.recipients ?? []).map { office.title($0.position) }
            return "<p>→ \(to.joined(separator: ", "))</p>"
        }
        // What an addressee or the giver says to the other stands in the tree.
        if act.recipient == nil, let text = act.text {
            let until = HTML.with(act.due) {
                "<p>\(words("correspondence.due")): <strong>\(office.day($0))</strong></p>"
            }
            return "\(until)<p>\(HTML.lines(text))</p>"
        }
        let told = model.chain.flatMap(\.recipients).first { $0.id == act.recipient }
        guard let told, told.position != act.position else { return HTML() }
        return "<p>\(office.title(told.position))</p>"
    }
}
