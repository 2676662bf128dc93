import Kernel

/// The locale files of this target: acts, states, refusals, notices, the catalogue.
public enum CaseWords {
    public static var lists: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
