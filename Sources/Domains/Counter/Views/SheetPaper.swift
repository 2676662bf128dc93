import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

/// Sheets of a service, to be filled in by hand: the questions with room to write, the statement,
/// and a strip to tear off with the number.
struct SheetPaper {
    let sheets: [Sheet]
    let service: Service
    let catalogue: Catalogue
    let site: String
    let ui: UI

    private var words: Wording { ui.words }

    func document(at now: Instant) -> LetterDocument {
        var blocks: [LetterBlock] = []
        for (index, sheet) in sheets.enumerated() {
            if index > 0 { blocks.append(.pageBreak) }
            blocks += self.blocks(sheet)
        }
        return LetterDocument(
            title: "\(words("counter.paper")) \(words(service.title))",
            author: catalogue.profile.name, language: ui.language, issued: now,
            zone: catalogue.profile.zone, body: LetterBody(blocks),
            words: ui.language == .id ? .indonesian : .english)
    }

    private func blocks(_ sheet: Sheet) -> [LetterBlock] {
        let unit = catalogue.officeName(sheet.unit)
        var blocks: [LetterBlock] = [
            .centred(RichText("\(catalogue.profile.government) · \(unit)")),
            .title(RichText(words(service.title))),
            .centred(
                RichText(
                    "\(words("counter.paper.no")) \(sheet.serial) · \(sheet.number.text)",
                    bold: true)),
            code(sheet, "counter.paper.code"),
            .paragraph(RichText(words("counter.paper.received")), indented: false),
            .ruled(1),
        ]
        for group in service.form.groups {
            let title = words(group.title)
            let note =
                group.condition == nil ? title : "\(title) \(words("counter.paper.if"))"
            blocks.append(.heading(RichText(note)))
            for field in group.fields { blocks.append(.keep(question(field))) }
        }
        blocks += [
            .paragraph(RichText(words("counter.paper.privacy")), indented: false),
            .keep([
                .paragraph(RichText(words("counter.statement.text")), indented: false),
                .paragraph(RichText(words("counter.paper.sign")), indented: false), .ruled(2),
            ]),
            .keep([
                .centred(RichText("✂ - - - - - - - - - - - - - - - - - - - - - - - - - - -")),
                .centred(
                    RichText(
                        "\(words("counter.paper.strip")): \(words(service.title))", bold: true)),
                .centred(
                    RichText(
                        "\(words("counter.paper.no")) \(sheet.serial) · \(sheet.number.text)",
                        bold: true)),
                code(sheet, "counter.paper.track"),
            ]),
        ]
        return blocks
    }

    private func code(_ sheet: Sheet, _ key: String) -> LetterBlock {
        let url = site + CounterURL.tracking.filled(sheet.number.text)
        return .code(
            LetterVerification(
                url: url, alt: words("counter.receipt.qr"), caption: "\(words(key)) \(url)"))
    }

    private func question(_ field: Field) -> [LetterBlock] {
        let label =
            words(field.label)
            + (field.required ? "" : " (\(words("counter.paper.optional")))")
        let ask = LetterBlock.paragraph(RichText(label, bold: true), indented: false)
        return [ask] + room(field.kind)
    }

    private func room(_ kind: FieldKind) -> [LetterBlock] {
        switch kind {
        case .text(let max): [.ruled(max > 120 ? 2 : 1)]
        case .longText: [.ruled(4)]
        case .integer, .rupiah, .email, .phone: [.ruled(1)]
        case .date: [hint("counter.paper.date"), .boxes(8)]
        case .dateRange: [hint("counter.paper.range"), .boxes(8), .boxes(8)]
        case .choice(let options), .choices(let options):
            options.count > 30
                ? [.ruled(1)] : [.ticks(options.map { RichText(words($0.label)) })]
        case .yesNo: [.ticks([RichText(words("web.yes")), RichText(words("web.no"))])]
        case .nik: [.boxes(16)]
        case .region: [hint("counter.paper.region"), .ruled(1)]
        case .address: [hint("counter.paper.address"), .ruled(2)]
        case .point: [hint("counter.paper.point"), .ruled(2)]
        case .table(let rule): [table(rule)]
        case .computed: [hint("counter.paper.computed")]
        case .file: [.ticks([RichText(words("counter.paper.file"))])]
        }
    }

    private func hint(_ key: String) -> LetterBlock {
        .paragraph(RichText(words(key), italic: true), indented: false)
    }

    private func table(_ rule: TableRule) -> LetterBlock {
        let header = rule.columns.map { RichText(words($0.label)) }
        let row = [RichText](repeating: RichText("\n"), count: header.count)
        return .table(header: header, rows: [[RichText]](repeating: row, count: 5))
    }
}
