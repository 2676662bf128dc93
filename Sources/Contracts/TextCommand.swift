import Kernel

/// What somebody sent by text message, behind its first word.
public struct TextQuestion: Sendable, Hashable {
    /// The gateway's id of the message; the same when it hands it over again.
    public let id: String
    /// Without the command, single-spaced.
    public let rest: String
    public let from: PhoneNumber
    public let language: Language
    public let at: Instant

    public init(id: String, rest: String, from: PhoneNumber, language: Language, at: Instant) {
        self.id = id
        self.rest = rest
        self.from = from
        self.language = language
        self.at = at
    }
}

/// A word that people send to the city's number, and what is answered. Domains bring theirs; City
/// hands them to whoever takes messages in.
public struct TextCommand: Sendable {
    /// In capitals; the first one is the one that help names.
    public let words: [String]
    /// A line of the answer to `BANTUAN`, such as `STATUS nomor: sampai di mana berkas Anda`.
    public let help: LocalizedText
    /// The answer: short, plain words, nothing personal. It may be asked twice with the same id.
    public let answer: @Sendable (TextQuestion) async throws -> String

    public init(
        _ words: [String], help: LocalizedText,
        answer: @escaping @Sendable (TextQuestion) async throws -> String
    ) {
        precondition(!words.isEmpty && words.allSatisfy { $0 == $0.uppercased() })
        self.words = words
        self.help = help
        self.answer = answer
    }
}
