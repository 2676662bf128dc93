import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

/// Covers to lay before what is scanned: one for each document, and one for the rest.
struct CoverPaper {
    /// Of the draft or case.
    let id: CaseID
    let title: String
    /// The questions that the covers name.
    let documents: [Field]
    let hasRest: Bool
    let catalogue: Catalogue
    let ui: UI

    func document(at now: Instant) -> LetterDocument {
        let words = ui.words
        var blocks: [LetterBlock] = []
        let fields = documents.map { Optional($0) } + (hasRest ? [nil] : [])
        for (index, field) in fields.enumerated() {
            if index > 0 { blocks.append(.pageBreak) }
            let heading = field.map { words($0.label) } ?? words("counter.cover.rest")
            blocks += [
                .title(RichText(words("counter.cover"))),
                .centred(RichText(title)),
                .heading(RichText(heading)),
                .code(
                    LetterVerification(
                        url: Cover(draft: id, field: field?.id).code,
                        alt: words("counter.cover.code"), caption: heading)),
                .paragraph(RichText(words("counter.cover.text")), indented: false),
            ]
        }
        return LetterDocument(
            title: words("counter.cover"), author: catalogue.profile.name,
            language: ui.language, issued: now, zone: catalogue.profile.zone,
            body: LetterBody(blocks), words: ui.language == .id ? .indonesian : .english)
    }
}
