import Contracts
import Kernel
import Store

extension Ledger {
    /// What an act of erasure says of the keys that it destroyed: names that only this house can
    /// compute, so that the entry links nobody to a case once the case is unreadable. With them an
    /// audit accepts the entries of these keys, and of no others.
    ///
    /// They stand in the facts of the entry as `keys`; an empty list says that none was destroyed.
    public func erased(_ keys: [UUIDv7]) -> JSONValue {
        .array(keys.map { .string(erasureName(of: $0)) })
    }

    /// The name of a destroyed key in its act of erasure.
    func erasureName(of key: UUIDv7) -> String {
        Hexadecimal.text(vault.index(key.text, "ledger.erased"))
    }
}
