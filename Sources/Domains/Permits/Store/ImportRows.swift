import Contracts
import Kernel
import Store

/// Rows of permits that come from older archives.
extension PermitRows {
    static var importBlock: RowBlock {
        RowBlock(
            """
            INSERT INTO permits (id, number, number_key, kind, business, business_key, place, \
            place_key, region, object, issued, until_day, superseded_on, successor, \
            suspended_from, suspended_until, revoked_on, key_id, holder, has_contact, name_key, \
            nik_key, nib_key, source, source_key, source_digest, at, worded, ended, risk)
            """, width: 30)
    }

    func add(
        _ draft: ImportedPermit, _ id: PermitID, _ key: DataKey,
        source: (key: [UInt8], digest: [UInt8]), at now: Instant, on day: Day,
        to block: inout RowBlock
    ) throws {
        let holder = draft.holder
        let sealed = try vault.seal(holder.json.canonical, with: key, at: Self.place(id))
        let nik = holder.nik.flatMap { try? NIK($0) }.map(nikKey)
        let contact: Int64 = holder.contact == nil ? 0 : 1
        let ended: Int64 = draft.until.map { $0 < day } ?? false ? 1 : 0
        let source: [SQLValue] = [
            Permit.Source.imported.rawValue.sqlValue, source.key.sqlValue, source.digest.sqlValue,
        ]
        let sealedPart: [SQLValue] = [
            key.id.sqlValue, sealed.sqlValue, contact.sqlValue,
            holder.name.map(nameKey).sqlValue, nik.sqlValue, holder.nib.map(nibKey).sqlValue,
        ]
        block.add(
            [id.sqlValue] + Self.plain(draft) + sealedPart + source
                + [now.sqlValue, 1.sqlValue, ended.sqlValue, draft.risk.sqlValue])
    }

    /// The columns that say what is public, in their order.
    private static func plain(_ draft: ImportedPermit) -> [SQLValue] {
        let term = draft.term
        return [
            draft.number.sqlValue, PermitNumber.key(draft.number).sqlValue,
            draft.kind.text.sqlValue, draft.business.sqlValue,
            draft.business.map(PublicName.key).sqlValue, draft.place.sqlValue,
            draft.place.map(PublicName.key).sqlValue, (draft.region?.text).sqlValue,
            draft.object.sqlValue, draft.issued.sqlValue, draft.until.sqlValue,
            term.superseded.sqlValue, draft.successor.sqlValue, term.suspendedFrom.sqlValue,
            term.suspendedUntil.sqlValue, term.revoked.sqlValue,
        ]
    }

    /// Writes what an archive says now. What was decided here since stays: a measure of this house
    /// is newer than its archive.
    func update(
        _ id: PermitID, _ draft: ImportedPermit, _ key: DataKey, digest: [UInt8],
        number: [UInt8], formerly former: [UInt8], in tx: Transaction
    ) throws {
        if former != number {
            try tx.execute("DELETE FROM permit_words WHERE number_key = \(former)")
        }
        let holder = draft.holder
        let sealed = try vault.seal(holder.json.canonical, with: key, at: Self.place(id))
        let nik = holder.nik.flatMap { try? NIK($0) }.map(nikKey)
        let term = draft.term
        try tx.execute(
            """
            UPDATE permits SET number = \(draft.number), number_key = \(number), \
            kind = \(draft.kind.text), business = \(draft.business), \
            business_key = \(draft.business.map(PublicName.key)), place = \(draft.place), \
            place_key = \(draft.place.map(PublicName.key)), region = \(draft.region?.text), \
            object = \(draft.object), issued = \(draft.issued), until_day = \(draft.until), \
            holder = \(sealed), has_contact = \(holder.contact == nil ? 0 : 1), \
            name_key = \(holder.name.map(nameKey)), nik_key = \(nik), \
            nib_key = \(holder.nib.map(nibKey)), source_digest = \(digest), \
            risk = \(draft.risk), ended = 0 WHERE id = \(id)
            """)
        try tx.execute(
            """
            UPDATE permits SET superseded_on = \(term.superseded), \
            successor = \(draft.successor), suspended_from = \(term.suspendedFrom), \
            suspended_until = \(term.suspendedUntil), revoked_on = \(term.revoked) \
            WHERE id = \(id) AND NOT EXISTS (SELECT 1 FROM permit_events e \
            WHERE e.permit = \(id) AND e.state = 'done' AND e.kind <> 'correct' \
            AND e.kind <> 'visit' AND e.kind <> 'copy')
            """)
        try PermitWords.write(id, in: tx)
    }
}
