import Contracts
import Kernel
import Store

extension Drafts {
    /// Saves what was typed into a group, understood or not. `revision` is the one the page was
    /// made from (`Draft.revision`). The same content again is not a conflict.
    public func save(
        _ id: CaseID, account: AccountID, group: String, content: SectionContent,
        revision: Int64, in tx: Transaction
    ) throws -> DraftSaving {
        try touch(id, account, in: tx)
        let key = try vault.key(id, in: tx)
        let sealed = try seal(content, key, id, group, .section)
        let changed =
            revision == 0
            ? try tx.execute(
                """
                INSERT INTO draft_sections (draft, section, sealed, revision, updated_at)
                VALUES (\(id), \(group), \(sealed), 1, \(world.now))
                ON CONFLICT (draft, section) DO NOTHING
                """)
            : try tx.execute(
                """
                UPDATE draft_sections
                SET sealed = \(sealed), revision = revision + 1, updated_at = \(world.now)
                WHERE draft = \(id) AND section = \(group) AND revision = \(revision)
                """)
        if changed == 1 { return .saved(revision + 1) }
        guard let theirs = try sections(id, key, in: tx)[group] else {
            throw Refusal(.conflict, "forms.draft.conflict")
        }
        if theirs.content == content { return .saved(theirs.revision) }
        try keepVariant(content, id, group, key, in: tx)
        return .conflict(theirs: theirs)
    }

    /// Ends a conflict: `keepOurs` makes the variant the section, otherwise it is dropped.
    /// Refuses with `forms.draft.conflict` when the section changed again meanwhile.
    public func resolve(
        _ id: CaseID, account: AccountID, group: String, keepVariant: Bool, revision: Int64,
        in tx: Transaction
    ) throws {
        try touch(id, account, in: tx)
        if keepVariant {
            let key = try vault.key(id, in: tx)
            guard let section = try sections(id, key, in: tx)[group],
                let variant = section.variant
            else { return }
            let sealed = try seal(variant, key, id, group, .section)
            let changed = try tx.execute(
                """
                UPDATE draft_sections
                SET sealed = \(sealed), revision = revision + 1, updated_at = \(world.now)
                WHERE draft = \(id) AND section = \(group) AND revision = \(revision)
                """)
            guard changed == 1 else { throw Refusal(.conflict, "forms.draft.conflict") }
        }
        try tx.execute("DELETE FROM draft_variants WHERE draft = \(id) AND section = \(group)")
    }

    private func keepVariant(
        _ content: SectionContent, _ id: CaseID, _ group: String, _ key: DataKey,
        in tx: Transaction
    ) throws {
        let sealed = try seal(content, key, id, group, .variant)
        try tx.execute(
            """
            INSERT INTO draft_variants (draft, section, sealed, created_at)
            VALUES (\(id), \(group), \(sealed), \(world.now))
            ON CONFLICT (draft, section) DO UPDATE
            SET sealed = excluded.sealed, created_at = excluded.created_at
            """)
    }

    func sections(
        _ id: CaseID, _ key: DataKey, in reader: Reader
    ) throws -> [String: DraftSection] {
        var sections: [String: DraftSection] = [:]
        let rows = try reader.rows(
            """
            SELECT s.section, s.sealed, s.revision, s.updated_at, v.sealed FROM draft_sections s
            LEFT JOIN draft_variants v ON v.draft = s.draft AND v.section = s.section
            WHERE s.draft = \(id)
            """)
        for row in rows {
            let group = row.text(0)
            sections[group] = DraftSection(
                content: try open(row.bytes(1), key, id, group, .section), revision: row.int(2),
                updatedAt: row.instant(3),
                variant: try row.optionalBytes(4).map { try open($0, key, id, group, .variant) })
        }
        return sections
    }

    private enum Shelf: String { case section = "draft_sections", variant = "draft_variants" }

    private func place(_ id: CaseID, _ group: String, _ shelf: Shelf) -> SealPlace {
        SealPlace(table: shelf.rawValue, row: id.bytes + Array(group.utf8), column: "sealed")
    }

    private func seal(
        _ content: SectionContent, _ key: DataKey, _ id: CaseID, _ group: String, _ shelf: Shelf
    ) throws -> [UInt8] {
        try vault.seal(content.json.canonical, with: key, at: place(id, group, shelf))
    }

    private func open(
        _ sealed: [UInt8], _ key: DataKey, _ id: CaseID, _ group: String, _ shelf: Shelf
    ) throws -> SectionContent {
        let plain = try vault.open(sealed, with: key, at: place(id, group, shelf))
        return try SectionContent(try JSONValue(parsing: plain))
    }
}
