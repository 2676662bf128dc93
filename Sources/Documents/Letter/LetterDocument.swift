import Kernel

/// A letter ready for the press: everything that is printed, and nothing else. Equal documents
/// give equal bytes.
public struct LetterDocument: Sendable, Hashable {
    /// Shown by readers as the window's title and used in searches.
    public var title: String
    public var subject: String
    /// The issuing office.
    public var author: String
    public var language: Language
    /// The date written into the file; never the clock.
    public var issued: Instant
    public var zone: Zone
    public var letterhead: Letterhead?
    public var body: LetterBody
    public var signature: LetterSignature?
    public var verification: LetterVerification?
    /// A sentence at the foot of each page.
    public var footer: String
    /// Prints the watermark of `words.draft` across each page.
    public var isDraft: Bool
    public var words: LetterWords

    public init(
        title: String, subject: String = "", author: String, language: Language = .id,
        issued: Instant, zone: Zone = .wib, letterhead: Letterhead? = nil, body: LetterBody,
        signature: LetterSignature? = nil, verification: LetterVerification? = nil,
        footer: String = "", isDraft: Bool = false, words: LetterWords = .indonesian
    ) {
        self.title = title
        self.subject = subject
        self.author = author
        self.language = language
        self.issued = issued
        self.zone = zone
        self.letterhead = letterhead
        self.body = body
        self.signature = signature
        self.verification = verification
        self.footer = footer
        self.isDraft = isDraft
        self.words = words
    }
}

/// The few words the press itself prints.
public struct LetterWords: Sendable, Hashable {
    /// Watermark of drafts.
    public var draft: String
    /// With `{page}` and `{pages}`.
    public var page: String
    /// Before the employee number.
    public var nip: String

    public init(draft: String, page: String, nip: String = "NIP") {
        self.draft = draft
        self.page = page
        self.nip = nip
    }

    public static let indonesian = LetterWords(
        draft: "KONSEP", page: "Halaman {page} dari {pages}")
    public static let english = LetterWords(draft: "DRAFT", page: "Page {page} of {pages}")

    func page(_ page: Int, of pages: Int) -> String {
        self.page.split(separator: "{page}", omittingEmptySubsequences: false)
            .joined(separator: "\(page)")
            .split(separator: "{pages}", omittingEmptySubsequences: false)
            .joined(separator: "\(pages)")
    }
}
