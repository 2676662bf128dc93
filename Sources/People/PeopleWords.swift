import Kernel

/// The front door of `People`: who people are, what they may see, and how they get in.
/// `AccountStore`, `Sessions`, `OfficerDirectory`, `Delegations` and `AccessScope` are its rooms.
public enum PeopleWords {
    /// The words of this target: the refusals of accounts, passwords and delegations.
    public static var lists: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
