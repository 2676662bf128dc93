import Kernel

/// The front door of `OpenID`: people of other houses sign in. `RelyingParty` is its one room.
public enum OpenIDWords {
    /// The words of this target: the refusals of sign-in through a provider.
    public static var lists: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
