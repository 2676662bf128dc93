import Kernel

/// Why a secret could not be sealed, opened or loaded. No case carries secret bytes.
public enum SealingError: Error, Sendable, Hashable {
    /// The bytes were changed, moved to another place, or sealed under another key.
    case unreadable
    /// The key was destroyed; what it sealed is gone for good.
    case destroyed(UUIDv7)
    /// There is no such key.
    case unknownKey(UUIDv7)
    /// The key exists, but none of the master keys at hand wrapped it.
    case otherMasterKey(UUIDv7)
    /// The master key cannot be used; the text says why and how to mend it.
    case masterKey(String)
}
