import Kernel
import Store

/// What a person is told when it is the house that cannot, and not the request that is wrong: a
/// full or failing disk, a database that is away or has too much to do.
enum StoreRefusal {
    /// Nothing for an error that is nobody's state: a fault of the program.
    static func of(_ error: any Error) -> Refusal? {
        switch error {
        case let refusal as Refusal: refusal
        case let error as StoreError: error.refusal
        // The key was destroyed on purpose: there is nothing to show, and nothing is broken.
        case SealingError.destroyed, BlobError.erased: Refusal(.notFound, "web.erased")
        case is FileError: Refusal(.unavailable, "store.unavailable")
        default: nil
        }
    }
}
