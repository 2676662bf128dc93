import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Web

/// What was answered, with the statement below it, to be signed by hand.
struct StatementPaper {
    let open: OpenSitting
    let person: ServedPerson
    let ui: UI

    func document(at now: Instant) -> LetterDocument {
        let words = ui.words
        let answers = open.form.relevant(open.draft.answers, now: open.today)
        let writer = AnswerText(catalogue: open.catalogue)
        var blocks: [LetterBlock] = [
            .title(RichText(words("counter.statement"))),
            .centred(RichText(words(open.service.title))),
        ]
        for group in open.groups {
            let facts = group.fields.map { field in
                let text = answers[field.id].map { writer.text($0, of: field, ui.language) }
                return LetterBlock.Fact(
                    RichText(words(field.label)), RichText(text ?? "–"))
            }
            blocks += [.heading(RichText(words(group.title))), .facts(facts)]
        }
        let day = Day(now, in: open.catalogue.profile.zone)
        blocks += [
            .keep([
                .paragraph(RichText(words("counter.statement.text")), indented: false),
                .paragraph(RichText(HumanText.day(day, ui.language)), indented: false),
                .ruled(3), .paragraph(RichText(person.name, bold: true), indented: false),
            ])
        ]
        return LetterDocument(
            title: words("counter.statement"), author: open.catalogue.profile.name,
            language: ui.language, issued: now, zone: open.catalogue.profile.zone,
            letterhead: open.catalogue.letterhead(open.service.owner), body: LetterBody(blocks),
            words: ui.language == .id ? .indonesian : .english)
    }
}
