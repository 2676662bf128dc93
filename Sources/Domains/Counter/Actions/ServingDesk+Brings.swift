import Contracts
import Forms
import Kernel
import People
import Store

/// A citizen brings an own draft to a counter by a code.
extension ServingDesk {
    private static let space = "counter.bring"

    /// The code of an own draft; made anew when the old one has run out.
    /// - Throws: `Refusal`: not the account's draft.
    func bringCode(
        of draft: CaseID, for account: AccountID
    ) async throws -> (text: String, until: Instant) {
        try await store.write("counter.bring") { [self] tx in
            guard try drafts.load(draft, account: account, in: tx) != nil else {
                throw Refusal(.notFound, "forms.draft.gone")
            }
            let key = try tools.vault.key(draft, in: tx)
            let old = try tx.row(
                """
                SELECT code, expires_at FROM counter_brings \
                WHERE draft = \(draft) AND expires_at > \(world.now)
                """)
            if let old {
                let symbols = try tools.vault.openText(
                    old.bytes(0), with: key, at: Self.place(draft))
                return (DeskCode.shown(symbols), old.instant(1))
            }
            let symbols = DeskCode.make(DeskCode.bring, world.random)
            let until = world.now.adding(hours: 24 * DeskCode.bringDays)
            try tx.execute("DELETE FROM counter_brings WHERE draft = \(draft)")
            try tx.execute(
                """
                INSERT INTO counter_brings (draft, account, code, code_index, expires_at) \
                VALUES (\(draft), \(account), \
                \(try tools.vault.seal(symbols, with: key, at: Self.place(draft))), \
                \(tools.vault.index(symbols, Self.space)), \(until))
                """)
            return (DeskCode.shown(symbols), until)
        }
    }

    /// An officer takes a draft by the code that its owner shows. Each try counts as a look.
    /// - Throws: `Refusal`: no such code; too many tries.
    func receive(_ symbols: String, by officer: Officer) async throws -> CaseID {
        let found = try await store.write("counter.receive") { [self] tx -> (CaseID, AccountID)? in
            _ = try walkins.post(of: officer, in: tx)
            return try tx.row(
                """
                SELECT draft, account FROM counter_brings \
                WHERE code_index = \(tools.vault.index(symbols, Self.space)) \
                AND expires_at > \(world.now)
                """
            ).map { ($0.id(0), $0.id(1)) }
        }
        // Each code that is tried is a look: it counts, and it is written down.
        let people = try await walkins.find(
            .accounts(found.map { [$0.1] } ?? []), by: officer)
        guard let (draft, account) = found, !people.isEmpty else {
            throw Refusal(.invalid, "counter.code.unknown", field: "cari", values: [:])
        }
        return try await store.write("counter.brought") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            guard let open = try drafts.load(draft, account: account, in: tx) else {
                throw Refusal(.invalid, "counter.code.unknown", field: "cari", values: [:])
            }
            if try SittingRows.find(draft, in: tx) != nil {
                try SittingRows.take(draft, by: officer.account, from: post.position, in: tx)
            } else {
                try SittingRows.insert(
                    Sitting(
                        draft: draft, person: account, officer: officer.account,
                        position: post.position, unit: post.unit, service: open.service,
                        begunAt: world.now, sheet: nil, receivedAt: nil, originals: [],
                        number: nil, endedAt: nil), in: tx)
            }
            try note(
                "counter.brought", by: officer.actor(post.position), unit: post.unit,
                service: open.service, ["draft": .string(draft.text)], in: tx)
            return draft
        }
    }

    private static func place(_ draft: CaseID) -> SealPlace {
        SealPlace(table: "counter_brings", row: draft, column: "code")
    }
}
