import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// One letter: what it says, its scans, what was ordered about it, and what can be done.
struct MailView {
    let model: MailModel
    let office: Office
    let form: FormState

    private var mail: Mail { model.mail }
    private var ui: UI { office.ui }
    private var words: Wording { ui.words }
    private var mayRegister: Bool { office.registers.contains(mail.unit) }
    private var isLeader: Bool { office.officer.leader(of: mail) != nil }

    var page: Page {
        let list = mail.way == .incoming ? "incoming" : "outgoing"
        let title =
            mail.number.map { words("correspondence.letter", ["number": $0]) }
            ?? words("correspondence.letter.draft")
        var body = ui.problems(form.problems.filter { $0.field == nil })
        body += "<div class=\"columns\"><div>"
        body += acts + ui.card(nil, ui.facts(facts)) + scans + instructed + registering
        body += "</div><aside>\(related)\(looks)</aside></div>"
        return Page(
            title, caption: words("correspondence.\(list).one"),
            crumbs: [Crumb(words("correspondence.\(list)"), CorrespondenceURL.list(mail.way))],
            section: CorrespondenceURL.incoming.filled(), isWide: true, hasScript: mayRegister,
            body: body)
    }

    private var facts: [(name: String, value: HTML)] {
        let isIncoming = mail.way == .incoming
        let erased = words("correspondence.erased")
        var facts: [(name: String, value: HTML)] = [
            (words("correspondence.state"), stateTag(mail, ui)),
            (words("correspondence.subject"), "\(mail.text?.subject ?? erased)"),
            (
                words(isIncoming ? "correspondence.from" : "correspondence.to"),
                "\(mail.text?.partner ?? erased)"
            ),
        ]
        if let number = mail.text?.number {
            facts.append((words("correspondence.theirNumber"), "\(number)"))
        }
        facts.append(
            (
                words(isIncoming ? "correspondence.theirDay" : "correspondence.ownDay"),
                "\(office.day(mail.letterDay))"
            ))
        if let received = mail.receivedDay {
            let key = isIncoming ? "correspondence.received" : "correspondence.sentDay"
            facts.append((words(key), "\(office.day(received))"))
        }
        facts += [
            (
                words("correspondence.classification"),
                "\(office.classification(mail.classification))"
            ),
            (words("correspondence.kind"), "\(office.kind(mail.kind))"),
            (words("correspondence.urgency"), office.urgency(mail.urgency)),
            (words("correspondence.security"), office.security(mail.security)),
            (words("correspondence.unit"), "\(office.unit(mail.unit))"),
        ]
        if let target = mail.target {
            facts.append((words("correspondence.target"), "\(office.title(target))"))
        }
        if let note = mail.text?.note {
            facts.append((words("correspondence.note"), HTML.lines(note)))
        }
        if let word = mail.text?.word {
            facts.append(
                mail.state == .sent
                    ? (words("correspondence.way"), "\(words("correspondence.way.\(word)"))")
                    : (words("correspondence.void.reason"), HTML.lines(word)))
        }
        facts.append(
            (
                words("correspondence.entered"),
                """
                \(office.time(mail.registeredAt)) · \(office.who(mail.account, mail.position))
                """
            ))
        return facts
    }

    /// What comes next, above everything.
    private var acts: HTML {
        let id = mail.id.text
        switch (mail.way, mail.state) {
        case (.incoming, .filed) where isLeader:
            let new = CorrespondenceURL.newInstruction.filled() + "?surat=\(id)"
            return "<p>\(ui.link(words("correspondence.instruct.again"), new))</p>"
        case (.incoming, .registered) where isLeader:
            let new = CorrespondenceURL.newInstruction.filled() + "?surat=\(id)"
            let mayFile = !model.instructions.contains { $0.state == .open }
            return ui.buttons(
                ui.linkButton(words("correspondence.instruct"), new),
                HTML.when(
                    mayFile,
                    ui.action(
                        words("correspondence.file"), CorrespondenceURL.file.filled(id),
                        .secondary)))
        case (.outgoing, .draft) where mayRegister:
            return ui.card(
                nil,
                """
                <p>\(words("correspondence.number.hint"))</p>\(ui.action(
                    words("correspondence.number.send"), CorrespondenceURL.number.filled(id),
                    .primary))
                """)
        case (.outgoing, .numbered) where mayRegister: return sending
        default: return HTML()
        }
    }

    private var sending: HTML {
        var state = form
        if state.values["dikirim"] == nil { state.values["dikirim"] = [office.today.iso] }
        let ways = SendingWay.allCases.map {
            FormView.Choice($0.rawValue, words("correspondence.way.\($0.rawValue)"))
        }
        return ui.card(
            words("correspondence.send"),
            ui.form(CorrespondenceURL.send.filled(mail.id.text), state) { field in
                """
                <p class="hint">\(words("correspondence.send.hint"))</p>\
                \(field.radios("cara", words("correspondence.way"), ways))\
                \(field.date("dikirim", words("correspondence.sentDay")))\
                \(field.submit(words("correspondence.send.send")))
                """
            })
    }

    private var scans: HTML {
        ui.section(
            words("correspondence.scans"), id: "pindaian",
            model.files.isEmpty
                ? "<p class=\"hint\">\(words("correspondence.scans.none"))</p>"
                : KeptFilesView(files: model.files, checks: model.checks, ui: ui).html {
                    CorrespondenceURL.mailFile.filled(mail.id.text, $0.blob.text)
                } picture: {
                    CorrespondenceURL.mailPicture.filled(mail.id.text, $0.blob.text, "\($1)")
                })
    }

    /// What is there, beside the input: the script renews it when a scan has come.
    private var scanNames: HTML {
        """
        <ul class="upload-list">\(HTML.each(model.files) { file in
            "<li><span class=\"upload-name\">\(file.name)</span></li>"
        })</ul>
        """
    }

    private var instructed: HTML {
        guard mail.way == .incoming else { return HTML() }
        let rows = model.instructions.map { instruction in
            let to = instruction.recipients.map { office.title($0.position) }
            return TableRow([
                ui.link(
                    words(
                        "correspondence.instruction.of", ["who": office.title(instruction.position)]
                    ),
                    CorrespondenceURL.instruction.filled(instruction.id.text)),
                "\(to.joined(separator: ", "))",
                "\(HumanText.shortDay(instruction.due, ui.language))",
                instructionTag(instruction, office),
            ])
        }
        return ui.section(
            words("correspondence.instructions"), id: "disposisi",
            ui.table(
                caption: words("correspondence.instructions"),
                columns: [
                    TableColumn(words("correspondence.instruction")),
                    TableColumn(words("correspondence.addressees")),
                    TableColumn(words("correspondence.due")),
                    TableColumn(words("correspondence.state")),
                ], rows: rows,
                empty: "<p class=\"hint\">\(words("correspondence.instructions.none"))</p>"))
    }

    /// What the register does more rarely.
    private var registering: HTML {
        guard mayRegister, mail.state != .void else { return HTML() }
        let id = mail.id.text
        let upload = ui.form(
            CorrespondenceURL.scan.filled(id), form, hasFiles: true
        ) { field in
            """
            \(ui.pieces(
                "pindaian", to: CorrespondenceURL.scanUploads.filled(id),
                page: CorrespondenceURL.mail.filled(id), field.file(
                    "pindaian", words("correspondence.scans"),
                    hint: words("correspondence.scans.hint"),
                    accept: "application/pdf,image/jpeg,image/png", isMultiple: true,
                    kept: model.files.isEmpty ? nil : scanNames)
                    + field.submit(
                        words("correspondence.scan.send"), name: "aksi", value: "unggah",
                        .secondary)))
            """
        }
        let failed = Set(form.problems.compactMap(\.field))
        var body = ui.details(
            words("correspondence.scan.add"), upload,
            isOpen: failed.contains("pindaian")
                || (mail.state == .numbered && model.files.isEmpty))
        if mail.state != .sent {
            let void = ui.form(CorrespondenceURL.void.filled(id), form) { field in
                """
                <p class="hint">\(words("correspondence.void.hint"))</p>\
                \(field.textarea("alasan", words("correspondence.void.reason"), rows: 2,
                    max: 1_000))\(field.submit(words("correspondence.void.send"), .danger))
                """
            }
            body += ui.details(
                words("correspondence.void"), void, isOpen: failed.contains("alasan"))
        }
        return ui.section(words("correspondence.keep"), id: "kelola", body)
    }

    private var related: HTML {
        var items = HTML()
        if let number = mail.caseNumber {
            items += item(
                words("correspondence.case"), number.text, CorrespondenceURL.caseFile(number))
        }
        if let answered = model.answered {
            items += item(
                words("correspondence.answersTo"), answered.label,
                CorrespondenceURL.mail.filled(answered.id.text))
        }
        for answer in model.answering {
            items += item(
                words("correspondence.answeredBy"),
                answer.number ?? words("correspondence.numberless"),
                CorrespondenceURL.mail.filled(answer.id.text))
        }
        for paper in model.papers {
            items += item(
                words("correspondence.paper"), paper.code.text,
                CorrespondenceURL.paper.filled(paper.code.text))
        }
        let new = CorrespondenceURL.newPaper.filled() + "?surat=\(mail.id.text)"
        var links: HTML = "<p>\(ui.link(words("correspondence.paper.new"), new))</p>"
        if mayRegister, mail.way == .incoming, mail.state != .void {
            let reply = CorrespondenceURL.newOutgoing.filled() + "?balasan=\(mail.id.text)"
            links += "<p>\(ui.link(words("correspondence.reply"), reply))</p>"
        }
        return ui.card(
            words("correspondence.related"),
            HTML.when(!items.isEmpty, "<ul class=\"letter-links\">\(items)</ul>") + links)
    }

    private func item(_ name: String, _ text: String, _ address: String) -> HTML {
        "<li>\(name): \(ui.link(text, address))</li>"
    }

    private var looks: HTML {
        guard !model.looks.isEmpty else { return HTML() }
        return ui.card(
            words("correspondence.looks"),
            """
            <ul class="letter-links">\(HTML.each(model.looks) { look in
                "<li>\(office.time(look.at)) · \(office.who(look.account, look.position))</li>"
            })</ul>
            """)
    }
}
