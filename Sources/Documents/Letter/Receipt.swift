import Kernel

/// The receipt of a submitted case: one page with what was handed in and where to follow it.
/// All words are the caller's, in the reader's language.
public struct Receipt: Sendable, Hashable {
    public var letterhead: Letterhead
    /// “Tanda Terima”.
    public var title: String
    /// “Nomor: BGR-2026-…”.
    public var numberLine: String
    /// Rows as “Layanan : …”.
    public var facts: [LetterBlock.Fact]
    /// Attachments handed in; the heading stands above them when there are any.
    public var listHeading: String
    public var list: [String]
    /// What happens now, by when, where to ask.
    public var paragraphs: [String]
    public var tracking: LetterVerification
    public var footer: String
    public var language: Language
    public var issued: Instant
    public var zone: Zone
    public var words: LetterWords

    public init(
        letterhead: Letterhead, title: String, numberLine: String, facts: [LetterBlock.Fact],
        listHeading: String = "", list: [String] = [], paragraphs: [String] = [],
        tracking: LetterVerification, footer: String = "", language: Language, issued: Instant,
        zone: Zone = .wib, words: LetterWords = .indonesian
    ) {
        self.letterhead = letterhead
        self.title = title
        self.numberLine = numberLine
        self.facts = facts
        self.listHeading = listHeading
        self.list = list
        self.paragraphs = paragraphs
        self.tracking = tracking
        self.footer = footer
        self.language = language
        self.issued = issued
        self.zone = zone
        self.words = words
    }

    /// The receipt for the press: `PDFRenderer().render(receipt.document)`.
    public var document: LetterDocument {
        var blocks: [LetterBlock] = [
            .title(RichText(title)), .centred(RichText(numberLine)), .facts(facts),
        ]
        if !list.isEmpty {
            blocks.append(
                .keep([
                    .paragraph(RichText(listHeading, bold: true), indented: false),
                    .list(.numbers, list.map { RichText($0) }),
                ]))
        }
        blocks += paragraphs.map { .paragraph(RichText($0), indented: false) }
        blocks.append(.signature)
        return LetterDocument(
            title: "\(title) \(numberLine)", subject: title, author: letterhead.government,
            language: language, issued: issued, zone: zone, letterhead: letterhead,
            body: LetterBody(blocks), verification: tracking, footer: footer, words: words)
    }
}
