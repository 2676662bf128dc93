import Cases
import Contracts
import Documents
import Kernel

/// The notification of a breach (UU 27/2022 art. 46 (2)), to be signed and sent by the city.
struct BreachPaper {
    let breach: Breach
    let catalogue: Catalogue
    let words: Wording
    let now: Instant

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, catalogue.profile.zone, words.language)
    }

    var document: LetterDocument {
        let profile = catalogue.profile
        let facts: [(String, String)] = [
            (words("privacy.breach.found"), time(breach.foundAt)),
            (words("privacy.breach.due"), time(breach.dueAt)),
            (words("privacy.breach.people"), HumanText.number(breach.people, words.language)),
        ]
        let texts = [
            ("privacy.breach.data", breach.text.data),
            ("privacy.breach.course", breach.text.course),
            ("privacy.breach.measures", breach.text.measures),
        ]
        let blocks: [LetterBlock] =
            [
                .title(RichText(words("privacy.breach.paper"))),
                .paragraph(RichText(words("privacy.breach.paper.lead")), indented: false),
                .facts(facts.map { .init(RichText($0.0), RichText($0.1)) }),
            ]
            + texts.flatMap { key, text -> [LetterBlock] in
                [.heading(RichText(words(key))), .paragraph(RichText(text), indented: false)]
            } + [
                .heading(RichText(words("privacy.breach.contact"))),
                .paragraph(
                    RichText("\(profile.contact.phone), \(profile.contact.email)"),
                    indented: false),
            ]
        return LetterDocument(
            title: words("privacy.breach.paper"), author: profile.government,
            language: words.language, issued: now, zone: profile.zone,
            letterhead: Letterhead(
                emblem: nil, government: profile.government.uppercased(), office: nil,
                address: [profile.contact.address]),
            body: LetterBody(blocks),
            words: words.language == .id ? .indonesian : .english)
    }
}
