public import Kernel

/// What can go wrong between a statement and its result.
///
/// Messages of the engines are kept for operators; they may name tables and columns, never values.
public enum StoreError: Error, Sendable, Equatable {
    /// More is waiting than the store takes; nothing was done.
    case overloaded
    /// The read took longer than allowed.
    case timeout
    /// The disk is full: reads go on, nothing was written.
    case diskFull
    /// The disk or file system failed; nothing was acknowledged.
    case io(String)
    /// The database file or an index is damaged.
    case corrupt(String)
    case unique(String)
    case foreignKey(String)
    case notNull(String)
    case check(String)
    /// Another process kept its lock too long.
    case busy
    /// PostgreSQL: the transactions of others kept getting in the way.
    case serialization
    /// The database cannot be reached.
    case unavailable(String)
    /// The connection broke during the commit: it may be stored or not. Never tried again blindly.
    case commitUnknown(String)
    case readOnly
    /// Text with a NUL character: PostgreSQL cannot store it, so neither engine does.
    case unstorableText
    /// A statement is wrong: SQLSTATE or SQLite code, and message.
    case statement(code: String, message: String)
    case migration(String)
    /// A read declared `short` is not (debug builds only).
    case notShort(String)
    case invalidURL
    case closed

    /// After these errors SQLite's transaction as a whole cannot be trusted.
    static func losesTransaction(_ error: any Error) -> Bool {
        switch error as? StoreError {
        case .diskFull, .io, .corrupt, .unavailable, .busy: true
        default: false
        }
    }

    /// What to tell people, when it is about the state of the store and not about their request.
    public var refusal: Refusal? {
        switch self {
        case .overloaded, .busy, .serialization, .timeout: Refusal(.tooMuch, "store.busy")
        case .diskFull: Refusal(.unavailable, "store.full")
        case .io, .corrupt, .unavailable, .closed: Refusal(.unavailable, "store.unavailable")
        case .commitUnknown: Refusal(.unavailable, "store.unknown")
        case .unstorableText: Refusal(.invalid, "store.text")
        default: nil
        }
    }
}
