import Cases
import Contracts
import Kernel
import People
import Web

/// Instructions in their lists, and letters that wait for one.
struct InstructionListView {
    let model: InstructionListModel
    let office: Office

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }

    var page: Page {
        var body = correspondenceTabs(CorrespondenceURL.inbox.filled(), ui)
        if let number = model.caseNumber { return ofCase(number) }
        body += ui.tabs(
            words("correspondence.lists"),
            InstructionTab.allCases.map {
                (
                    words("correspondence.list.\($0.rawValue)"), InstructionTab.address($0),
                    model.counts[$0]
                )
            }, current: InstructionTab.address(model.tab))
        body += "<p class=\"hint\">\(words("correspondence.list.\(model.tab.rawValue).text"))</p>"
        body += model.tab == .letters ? letters : table
        if model.hasMore, let last = model.found.last {
            let address =
                CorrespondenceURL.inbox.filled()
                + "?daftar=\(model.tab.rawValue)&sebelum=\(last.id.text)"
            body += "<p>\(ui.link(words("correspondence.older"), address))</p>"
        }
        if office.officer.may("case.lead") {
            let link = ui.link(
                words("correspondence.figures"), CorrespondenceURL.figures.filled())
            body += "<p>\(link)</p>"
        }
        return Page(
            words("correspondence.instructions"), lead: words("correspondence.instructions.lead"),
            section: CorrespondenceURL.inbox.filled(), isWide: true, body: body)
    }

    private func ofCase(_ number: TrackingCode) -> Page {
        let new = CorrespondenceURL.newInstruction.filled() + "?berkas=\(number.text)"
        let button = HTML.when(
            model.mayInstruct, ui.buttons(ui.linkButton(words("correspondence.instruct"), new)))
        return Page(
            words("correspondence.instructions.case", ["number": number.text]),
            crumbs: [
                Crumb(words("correspondence.instructions"), CorrespondenceURL.inbox.filled()),
                Crumb(number.text, CorrespondenceURL.caseFile(number)),
            ],
            section: CorrespondenceURL.inbox.filled(), isWide: true, body: button + table)
    }

    private var table: HTML {
        ui.table(
            caption: words("correspondence.instructions"),
            columns: [
                TableColumn(words("correspondence.about")),
                TableColumn(words("correspondence.instruction")),
                TableColumn(words("correspondence.giver")),
                TableColumn(words("correspondence.addressees")),
                TableColumn(words("correspondence.due")),
                TableColumn(words("correspondence.state")),
            ],
            rows: model.found.map { instruction in
                let isLate = instruction.isOverdue(at: office.now)
                let due = HumanText.relativeDay(instruction.due, to: office.today, ui.language)
                let urgency =
                    instruction.urgency == .usual ? HTML() : office.urgency(instruction.urgency)
                return TableRow(
                    [
                        ui.link(
                            instruction.what,
                            CorrespondenceURL.instruction.filled(instruction.id.text)),
                        "\(standard(instruction)) \(urgency)",
                        "\(office.title(instruction.position))",
                        "\(addressees(instruction))", "\(due)",
                        instructionTag(instruction, office),
                    ], tone: isLate ? .danger : nil)
            },
            empty: ui.empty(
                words("correspondence.instructions.none.title"),
                words("correspondence.instructions.none.text")))
    }

    private func standard(_ instruction: Instruction) -> String {
        let titles = instruction.standard.compactMap {
            office.rules.instruction($0)?.title.text(ui.language)
        }
        return titles.isEmpty
            ? words("correspondence.free") : titles.joined(separator: ", ")
    }

    private func addressees(_ instruction: Instruction) -> String {
        instruction.recipients.map { office.title($0.position) }.joined(separator: ", ")
    }

    private var letters: HTML {
        ui.table(
            caption: words("correspondence.list.surat"),
            columns: [
                TableColumn(words("correspondence.agenda")),
                TableColumn(words("correspondence.subject")),
                TableColumn(words("correspondence.from")),
                TableColumn(words("correspondence.urgency")),
                TableColumn(words("correspondence.received")),
            ],
            rows: model.letters.map { mail in
                TableRow([
                    ui.link(mail.label, CorrespondenceURL.mail.filled(mail.id.text)),
                    "\(office.subject(mail))", "\(office.partner(mail))",
                    office.urgency(mail.urgency),
                    "\(HumanText.shortDay(mail.receivedDay ?? mail.letterDay, ui.language))",
                ])
            },
            empty: ui.empty(
                words("correspondence.letters.none.title"),
                words("correspondence.letters.none.text")))
    }
}

func instructionTag(_ instruction: Instruction, _ office: Office) -> HTML {
    if instruction.isOverdue(at: office.now) {
        return office.ui.tag(office.words("correspondence.instruction.late"), .danger)
    }
    let tone: Tone =
        switch instruction.state {
        case .open: .info
        case .done: .success
        case .closed, .withdrawn: .neutral
        }
    return office.ui.tag(
        office.words("correspondence.instruction.\(instruction.state.rawValue)"), tone)
}

/// What positions of the units that one leads have open.
struct FiguresView {
    let figures: [PositionFigure]
    let office: Office

    var page: Page {
        let ui = office.ui
        let words = ui.words
        let calendar = office.catalogue.calendar
        let open = figures.map(\.open).reduce(0, +)
        let late = figures.map(\.late).reduce(0, +)
        let tiles = ui.tiles([
            ui.tile(words("correspondence.figures.open"), HumanText.number(open, ui.language)),
            ui.tile(
                words("correspondence.figures.late"), HumanText.number(late, ui.language),
                tone: late > 0 ? .danger : .success),
        ])
        let table = ui.table(
            caption: words("correspondence.figures"),
            columns: [
                TableColumn(words("correspondence.position")),
                TableColumn(words("correspondence.figures.open"), isNumber: true),
                TableColumn(words("correspondence.figures.late"), isNumber: true),
                TableColumn(words("correspondence.figures.oldest"), isNumber: true),
            ],
            rows: figures.map { figure in
                let given = Day(figure.oldest, in: office.zone)
                let days = (try? calendar.workingDays(from: given, to: office.today)) ?? 0
                return TableRow(
                    [
                        """
                        \(office.title(figure.position))<br><span class="hint">\
                        \(office.short(figure.unit))</span>
                        """, "\(figure.open)", "\(figure.late)",
                        "\(HumanText.workingDays(days, ui.language))",
                    ], tone: figure.late > 0 ? .danger : nil)
            },
            empty: ui.empty(
                words("correspondence.figures.none"), words("correspondence.figures.none.text")))
        return Page(
            words("correspondence.figures"), lead: words("correspondence.figures.lead"),
            crumbs: [
                Crumb(words("correspondence.instructions"), CorrespondenceURL.inbox.filled())
            ],
            section: CorrespondenceURL.inbox.filled(), isWide: true, body: tiles + table)
    }
}
