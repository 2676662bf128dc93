import Kernel

/// The front door of `Forms`: questions, answers, conditions, drafts.
public enum Forms {
    /// The sentences of this target, in all languages.
    public static var words: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
