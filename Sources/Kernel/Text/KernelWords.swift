/// The texts of the refusals and problems that the kernel itself makes.
public enum KernelWords {
    /// The kernel's locale files, one a language.
    public static let lists: [WordList] = Embedded.files.compactMap {
        WordList(file: $0.name, text: $0.text)
    }
}
