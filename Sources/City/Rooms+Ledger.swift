import Cases
import Contracts
import Kernel
import Ledger
import Outbound
import PublicLedger
import Store

extension House {
    var ledgerDesk: LedgerDesk {
        LedgerDesk(
            log: ledgerLog, ledger: ledger, store: store, shelf: shelf, world: world, zone: zone)
    }

    /// Computes the ledger again each night, and compares it with all cases.
    package var nightlyAudit: NightlyAudit {
        NightlyAudit(
            desk: ledgerDesk, comparers: [CaseAudit(store: store, blobs: blobs).comparer],
            directory: directory, notices: notices, address: settings.address)
    }

    /// Has the ledger cosigned; for one run, with threads of its own.
    var cosigning: Cosigning { Cosigning(desk: ledgerDesk, outbound: Self.witnesses(settings)) }

    /// Witnesses stand in a published file, so that the city's own machines are out of reach in a
    /// real house. Threads of their own: one that does not answer holds nothing else up.
    static func witnesses(_ settings: Settings) -> Outbound {
        .curl(
            limits: OutboundLimits(
                connectTimeout: 5_000, timeout: 10_000, maxBody: 1 << 16,
                allowsPrivateAddresses: settings.mode == .demo),
            threads: BlockingThreads(name: "witnesses", count: 4, waiting: 64))
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
