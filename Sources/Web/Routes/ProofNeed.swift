/// What a form that decides needs, once it was looked at and what came with it is kept.
public enum ProofNeed: Sendable {
    /// Its sender shows again who is there, unless that was done a moment ago.
    case needed
    /// The button that was pressed decides nothing.
    case notNeeded
    /// It cannot be acted on as it is; this is what its sender sees instead.
    case answered(Reply)
}
