import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

extension CorrespondenceTools {
    private static let step = 50

    /// Destroys the keys of letters, and of folders with a key of their own, whose time of keeping
    /// is over: text, scans, instructions and answers become unreadable; numbers, days and the way
    /// of papers stay. What an open instruction needs is kept.
    /// - Returns: how many letters went.
    @discardableResult
    package func letGo() async throws -> Int {
        let catalogue = try await shelf.published()
        let zone = catalogue.profile.zone
        let years = catalogue.correspondence.keptYears
        let before = Day(world.now, in: zone).adding(months: -12 * years).start(in: zone)
        var count = 0
        while true {
            let gone = try await store.write("letters.letgo") { [self] tx in
                try letGo(before: before, in: tx)
            }
            count += gone
            if gone < Self.step { return count }
        }
    }

    private func letGo(before: Instant, in tx: Transaction) throws -> Int {
        let letters = try tx.rows(
            """
            SELECT m.id FROM correspondence_mail m JOIN data_keys k ON k.id = m.id \
            WHERE k.wrapped IS NOT NULL AND m.registered_at < \(before) AND NOT EXISTS \
            (SELECT 1 FROM correspondence_instructions i WHERE i.mail = m.id \
            AND i.state = 'open') ORDER BY m.registered_at LIMIT \(Self.step)
            """
        ).map { $0.id(0) as MailID }
        for id in letters {
            for file in try files.all(where: "f.owner = \(id)", in: tx) {
                try files.checks.erase(file.blob, in: tx)
            }
            try tx.execute("DELETE FROM correspondence_files WHERE owner = \(id)")
            try tx.execute("DELETE FROM correspondence_tokens WHERE mail = \(id)")
            try tx.execute("DELETE FROM correspondence_looks WHERE mail = \(id)")
            try vault.destroyKey(id, in: tx)
        }
        let papers = try tx.rows(
            """
            SELECT p.id FROM correspondence_papers p JOIN data_keys k ON k.id = p.owner \
            WHERE p.owner = p.id AND k.wrapped IS NOT NULL AND p.since < \(before) \
            AND p.state IN ('archived', 'returned') LIMIT \(Self.step)
            """
        ).map { $0.id(0) as PaperID }
        for id in papers { try vault.destroyKey(id, in: tx) }
        guard !letters.isEmpty || !papers.isEmpty else { return 0 }
        try ledger.append(
            LedgerEntry(
                type: "letter.retention", actor: .system("correspondence"),
                facts: [
                    "letters": .integer(Int64(letters.count)),
                    "papers": .integer(Int64(papers.count)),
                ], at: world.now),
            key: nil, in: tx)
        return max(letters.count, papers.count)
    }
}
