import Cases
import Contracts
import Kernel
import Ledger
import Store

extension KeepGranted {
    /// The term without the measure that stood when the objection was begun; a later measure has a
    /// contest of its own. Nothing where that measure is over.
    private func undone(
        _ permit: Permit, by objection: CaseID, in reader: Reader
    ) throws -> PermitTerm? {
        let draft = try reader.row("SELECT at FROM permit_drafts WHERE draft = \(objection)")
        let began =
            try tools.cases.contestBegan(by: objection, in: reader) ?? draft?.instant(0)
        let measures = try tools.events.all(of: permit.id, key: nil, in: reader).filter {
            $0.state == .done && ($0.kind == .suspend || $0.kind == .revoke)
        }
        let contested = measures.last { event in
            guard let began, let decided = event.decidedAt else { return true }
            return decided <= began
        }
        var term = permit.term
        // What an archive brought has no event.
        let kind = contested?.kind ?? (term.revoked == nil ? .suspend : .revoke)
        if kind == .revoke, term.revoked != nil {
            term.revoked = nil
            return term
        }
        let isLast = contested?.id == measures.last { $0.kind == .suspend }?.id
        guard kind == .suspend, isLast, term.suspendedFrom != nil else { return nil }
        term.suspendedFrom = nil
        term.suspendedUntil = nil
        return term
    }

    /// An objection against what was decided about a permit was granted: it holds as before.
    func restore(
        _ permit: Permit, _ objection: CaseID, at now: Instant, in tx: Transaction
    ) throws {
        guard let term = try undone(permit, by: objection, in: tx) else { return }
        try PermitRows.write(term, of: permit.id, in: tx)
        try tools.events.insert(
            PermitEvent(
                id: tools.world.uuid(), kind: .restore, state: .done,
                from: Day(now, in: try zone(in: tx)), until: nil, law: nil, reason: nil,
                answer: nil,
                askedBy: nil, askedFrom: nil, askedAt: now, decidedBy: nil, decidedAt: now,
                caseID: objection),
            of: permit.id, key: nil, in: tx)
        try tools.tellHolder(permit, "permit-restored", [:], key: objection.text, in: tx)
        try tools.ledger.append(
            LedgerEntry(
                type: "permit.restored", actor: .system("permits"), service: permit.kind.text,
                facts: [
                    "permit": .string(permit.id.text), "number": .string(permit.number),
                ], at: tools.world.now),
            key: nil, in: tx)
    }
}
