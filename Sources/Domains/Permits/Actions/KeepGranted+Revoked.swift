import Cases
import Contracts
import Kernel
import Ledger
import Store

extension KeepGranted {
    /// The letter that is the permit was taken back: the register says so too. A permit that a
    /// newer one has replaced stays replaced.
    func revoke(_ id: CaseID, at now: Instant, in tx: Transaction) throws {
        guard let permit = try tools.rows.find(case: id, in: tx), permit.term.revoked == nil
        else { return }
        let version = try tools.shelf.versions.currentVersion(in: tx)
        let zone = try version.map { try tools.shelf.versions.catalogue($0, in: tx).profile.zone }
        var term = permit.term
        term.apply(.revoke, from: Day(now, in: zone ?? .wib), until: nil)
        try PermitRows.write(term, of: permit.id, in: tx)
        try tools.ledger.append(
            LedgerEntry(
                type: "permit.revoked", actor: .system("permits"), service: permit.kind.text,
                facts: [
                    "permit": .string(permit.id.text), "number": .string(permit.number),
                    "measure": .string("revoke"),
                ], at: tools.world.now),
            key: nil, in: tx)
    }
}
