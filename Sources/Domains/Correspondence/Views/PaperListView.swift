import Cases
import Contracts
import Documents
import Kernel
import People
import Web

/// Folders of paper in their lists.
struct PaperListView {
    let papers: [Paper]
    let input: PaperPages.ListInput
    let office: Office

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }

    var page: Page {
        var body = correspondenceTabs(CorrespondenceURL.papers.filled(), ui)
        let number = input.caseNumber?.text
        let new =
            CorrespondenceURL.newPaper.filled() + (number.map { "?berkas=\($0)" } ?? "")
        body += ui.search(
            CorrespondenceURL.papers.filled(), name: "kode", value: input.typed ?? "",
            label: words("correspondence.paper.search"),
            hint: words("correspondence.paper.search.hint"))
        if input.typed != nil {
            body += ui.notice(.warning, text: words("correspondence.paper.wrong"))
        }
        body += ui.buttons(ui.linkButton(words("correspondence.paper.new"), new))
        if number == nil {
            body += ui.tabs(
                words("correspondence.lists"),
                PaperTab.allCases.map {
                    (
                        words("correspondence.papers.\($0.rawValue)"), PaperTab.address($0), nil
                    )
                }, current: PaperTab.address(input.tab))
            let days = "\(office.rules.restingDays)"
            let text = words("correspondence.papers.\(input.tab.rawValue).text", ["days": days])
            body += "<p class=\"hint\">\(text)</p>"
        }
        return Page(
            number.map { words("correspondence.papers.case", ["number": $0]) }
                ?? words("correspondence.papers"),
            lead: words("correspondence.papers.lead"),
            section: CorrespondenceURL.papers.filled(), isWide: true, body: body + table)
    }

    private var table: HTML {
        ui.table(
            caption: words("correspondence.papers"),
            columns: [
                TableColumn(words("correspondence.paper.code")),
                TableColumn(words("correspondence.paper.cover")),
                TableColumn(words("correspondence.paper.holder")),
                TableColumn(words("correspondence.paper.place")),
                TableColumn(words("correspondence.paper.days"), isNumber: true),
                TableColumn(words("correspondence.state")),
            ],
            rows: papers.map { paper in
                let days = workingDays(since: paper.since)
                return TableRow([
                    ui.link(paper.code.text, CorrespondenceURL.paper.filled(paper.code.text)),
                    "\(cover(paper, office))",
                    "\(office.who(paper.account, paper.position))", "\(paper.place ?? "–")",
                    "\(HumanText.workingDays(days, ui.language))", paperTag(paper, ui),
                ])
            },
            empty: ui.empty(
                words("correspondence.papers.none"), words("correspondence.papers.none.text")))
    }

    private func workingDays(since instant: Instant) -> Int {
        let day = Day(instant, in: office.zone)
        return (try? office.catalogue.calendar.workingDays(from: day, to: office.today)) ?? 0
    }
}

func paperTag(_ paper: Paper, _ ui: UI) -> HTML {
    let tone: Tone =
        switch paper.state {
        case .held: .info
        case .moving: .warning
        case .lost: .danger
        case .archived, .returned: .success
        }
    return ui.tag(ui.words("correspondence.paper.state.\(paper.state.rawValue)"), tone)
}

/// What stands on a cover, as far as it is not sealed away.
func cover(_ paper: Paper, _ office: Office) -> String {
    var parts: [String] = []
    if let number = paper.caseNumber {
        parts.append(office.words("correspondence.paper.ofCase", ["number": number.text]))
    } else if paper.mail != nil {
        parts.append(office.words("correspondence.paper.ofLetter"))
    }
    if let title = paper.title { parts.append(title) }
    return parts.isEmpty ? office.words("correspondence.erased") : parts.joined(separator: " · ")
}

/// The form of a new label.
struct NewPaperView {
    let office: Office
    let form: FormState

    var page: Page {
        let ui = office.ui
        let words = ui.words
        let seats = office.officer.authorities.map {
            FormView.Choice($0.position.text, $0.title.text(ui.language))
        }
        let letter = form.value("surat")
        let body = ui.form(CorrespondenceURL.newPaper.filled(), form) { field in
            """
            \(letter.isEmpty ? field.text("berkas", words("correspondence.case"),
                hint: words("correspondence.paper.case.hint"), isRequired: false,
                autocomplete: "off", max: 30, width: .medium) : field.hidden("surat", letter))\
            \(field.text("judul", words("correspondence.paper.title"),
                hint: words("correspondence.paper.title.hint"), isRequired: false,
                autocomplete: "off", max: 200))\
            \(field.text("tempat", words("correspondence.paper.place"),
                hint: words("correspondence.paper.place.hint"), isRequired: false,
                autocomplete: "off", max: 120))\
            \(seats.count == 1 ? field.hidden("jabatan", seats[0].value) : field.select(
                "jabatan", words("correspondence.as"), seats))\
            \(field.submit(words("correspondence.paper.new.send")))
            """
        }
        return Page(
            words("correspondence.paper.new"), lead: words("correspondence.paper.new.lead"),
            crumbs: [Crumb(words("correspondence.papers"), CorrespondenceURL.papers.filled())],
            section: CorrespondenceURL.papers.filled(), body: body)
    }
}

/// The label itself: a QR code that leads to the folder's page, and the code to be read aloud.
/// There is nothing personal on it.
struct PaperLabelView {
    let paper: Paper
    let address: String
    let office: Office

    /// The same as a document, for printers that are not the browser's.
    var document: LetterDocument {
        let words = office.words
        let url = address + CorrespondenceURL.paper.filled(paper.code.text)
        return LetterDocument(
            title: words("correspondence.label"),
            author: office.catalogue.profile.government, language: office.ui.language,
            issued: office.now, zone: office.zone,
            body: LetterBody([
                .title(RichText(paper.code.text)),
                .code(
                    LetterVerification(
                        url: url,
                        alt: words("correspondence.label.alt", ["code": paper.code.text]),
                        caption: [
                            paper.code.text, paper.code.spoken(office.ui.language),
                            office.unit(paper.unit),
                        ].joined(separator: "\n"))),
            ]), words: office.ui.language == .id ? .indonesian : .english)
    }

    var page: Page {
        let ui = office.ui
        let words = ui.words
        let path = CorrespondenceURL.paper.filled(paper.code.text)
        let picture: HTML = HTML.with(QRCode(address + path)) { code in
            ui.qr(
                code.modules, alt: words("correspondence.label.alt", ["code": paper.code.text]),
                caption: paper.code.text)
        }
        let body: HTML = """
            <div class="folder-label">\(picture)\
            <p>\(paper.code.spoken(ui.language))</p><p>\(office.unit(paper.unit))</p></div>\
            <p class="hint">\(words("correspondence.label.hint"))</p>\(ui.printButton)\
            \(ui.buttons(
                ui.linkButton(
                    words("correspondence.label.pdf"),
                    CorrespondenceURL.labelFile.filled(paper.code.text), .secondary)
                    + ui.linkButton(words("correspondence.label.paper"), path, .secondary)))
            """
        return Page(
            words("correspondence.label"),
            crumbs: [
                Crumb(words("correspondence.papers"), CorrespondenceURL.papers.filled()),
                Crumb(paper.code.text, path),
            ],
            section: CorrespondenceURL.papers.filled(), body: body)
    }
}
