import Contracts
import Kernel
import Store

extension KeepGranted {
    /// The letter that is the permit was taken back: the register says so too. A permit that a
    /// newer one has replaced stays replaced.
    func revoke(_ id: CaseID, at now: Instant, in tx: Transaction) throws {
        guard let permit = try tools.rows.find(case: id, in: tx), permit.term.revoked == nil
        else { return }
        var term = permit.term
        term.apply(.revoke, from: Day(now, in: try zone(in: tx)), until: nil)
        try PermitRows.write(term, of: permit.id, in: tx)
        try tools.note("permit.revoked", permit, .revoke, .system("permits"), in: tx)
    }
}
