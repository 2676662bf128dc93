import Contracts
import Kernel
import Ledger
import PublicLedger
import Store

extension House {
    var ledgerDesk: LedgerDesk {
        LedgerDesk(
            log: ledgerLog, ledger: ledger, store: store, shelf: shelf, world: world, zone: zone)
    }

    /// The receipt of an act as a file, for whoever may see its case; nil while it is not signed.
    /// - Throws: `Refusal` after the erasure of the case.
    func proof(of act: CaseActNumber, on id: CaseID) async throws -> [UInt8]? {
        do {
            return try await store.read("act.proof") { reader in
                try ledgerLog.receipt(of: act, on: id, in: reader)?.bytes
            }
        } catch SealingError.destroyed {
            throw Refusal(.conflict, "case.erased")
        }
    }
}
