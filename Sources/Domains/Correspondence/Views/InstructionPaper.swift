import Cases
import Contracts
import Documents
import Kernel
import People
import Web

/// The sheet (*lembar disposisi*) that goes with the paper: all orders of a chain and what came of
/// them.
struct InstructionPaper {
    let model: InstructionModel
    let office: Office

    private var words: Wording { office.words }

    var document: LetterDocument {
        let root = model.root
        let profile = office.catalogue.profile
        var facts: [LetterBlock.Fact] = [
            .init(RichText(words("correspondence.about")), RichText(root?.what ?? ""))
        ]
        if let letter = model.letter {
            facts += [
                .init(
                    RichText(words("correspondence.from")),
                    RichText(letter.text?.partner ?? words("correspondence.erased"))),
                .init(
                    RichText(words("correspondence.theirNumber")),
                    RichText(letter.text?.number ?? "–")),
                .init(
                    RichText(words("correspondence.theirDay")),
                    RichText(office.day(letter.letterDay))),
                .init(
                    RichText(words("correspondence.subject")),
                    RichText(letter.text?.subject ?? words("correspondence.erased"))),
                .init(
                    RichText(words("correspondence.security")),
                    RichText(words("correspondence.security.\(letter.security.rawValue)"))),
            ]
        }
        var blocks: [LetterBlock] = [
            .title(RichText(words("correspondence.sheet.title"))), .facts(facts),
        ]
        for instruction in model.chain { blocks += order(instruction) }
        return LetterDocument(
            title: words("correspondence.sheet.name"), author: profile.government,
            language: office.ui.language, issued: office.now, zone: office.zone,
            letterhead: root.map { office.catalogue.letterhead($0.unit) },
            body: LetterBody(blocks),
            footer: words("correspondence.sheet.footer", ["time": office.time(office.now)]),
            words: office.ui.language == .id ? .indonesian : .english)
    }

    private func order(_ one: Instruction) -> [LetterBlock] {
        let standard = one.standard.compactMap {
            office.rules.instruction($0)?.title.text(office.ui.language)
        }
        var blocks: [LetterBlock] = [
            .heading(
                RichText(
                    words(
                        "correspondence.instruction.of", ["who": office.title(one.position)]))),
            .facts([
                .init(
                    RichText(words("correspondence.entered")),
                    RichText(office.time(one.givenAt))),
                .init(RichText(words("correspondence.due")), RichText(office.day(one.due))),
                .init(
                    RichText(words("correspondence.urgency")),
                    RichText(words("correspondence.urgency.\(one.urgency.rawValue)"))),
            ]),
        ]
        if !standard.isEmpty { blocks.append(.list(.bullets, standard.map { RichText($0) })) }
        if let text = one.text, !text.isEmpty {
            blocks.append(.paragraph(RichText(text), indented: false))
        }
        let rows = one.recipients.map { told -> [RichText] in
            let answer = model.acts.last { $0.recipient == told.id && $0.kind == .answered }
            return [
                RichText(office.title(told.position)),
                RichText(words("correspondence.told.\(told.state.rawValue)")),
                RichText(answer?.text ?? ""),
            ]
        }
        blocks.append(
            .table(
                header: [
                    RichText(words("correspondence.addressees")),
                    RichText(words("correspondence.state")),
                    RichText(words("correspondence.answer")),
                ], rows: rows))
        return blocks
    }
}
