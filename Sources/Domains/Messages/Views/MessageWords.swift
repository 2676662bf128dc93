import Cases
import Kernel

/// Words for what is no page: text messages, feeds, calendars.
enum MessageWords {
    private static let vocabulary = Vocabulary(
        KernelWords.lists + CaseWords.lists + WordList.embeddedOwn)

    static func wording(_ language: Language) -> Wording { Wording(vocabulary, language) }
}

extension WordList {
    fileprivate static var embeddedOwn: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
