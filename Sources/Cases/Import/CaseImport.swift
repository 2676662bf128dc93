import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import Synchronization

/// Takes cases of older archives over, closed or open, with a plain history: sent, and how it
/// ended. The applicant must be there: a row of people of the same source, or an account with the
/// contact.
public final class CaseImport: RowImporter {
    let cases: Cases
    private let accounts: AccountStore
    private let catalogue: Catalogue
    private let source: String
    private let seen = Mutex(Set<[UInt8]>())
    private let reader: CaseRowReader

    /// - Parameter source: what the archive is called; keys of different sources are different.
    public init(cases: Cases, accounts: AccountStore, catalogue: Catalogue, source: String) {
        self.cases = cases
        self.accounts = accounts
        self.catalogue = catalogue
        self.source = source
        reader = CaseRowReader(catalogue: catalogue)
    }

    public var columns: [String] { CaseRowReader.columns }
    public var required: [String] { CaseRowReader.required }

    private struct Item: Sendable {
        let line: Int
        let draft: ImportedCase
        let key, digest: [UInt8]
        /// The hash of the applicant's key in the archive.
        let person: [UInt8]?
    }

    public func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount {
        var count = ImportCount()
        var items: [Item] = []
        for row in rows {
            let (draft, problems) = reader.read(row)
            count.problems += problems
            guard let draft else { continue }
            let item = Item(
                line: row.line, draft: draft,
                key: cases.vault.index("\(source)\u{1F}\(draft.key)", "cases.import"),
                digest: cases.vault.index(row.canonical, "cases.import.digest"),
                person: draft.person.map { accounts.importKey($0, of: source) })
            guard seen.withLock({ $0.insert(item.key).inserted }) else {
                count.problems.append(
                    problem(item, "kunci", "twice", "is the key of an earlier row"))
                continue
            }
            items.append(item)
        }
        guard !items.isEmpty else { return count }
        let ready = items
        let kept =
            isDry
            ? try await cases.store.read("case.import.dry") { reader in
                try self.sort(ready, in: reader).count
            }
            : try await CaseBlock.redrawing {
                try await cases.store.write("case.import") { tx in
                    let sorted = try self.sort(ready, in: tx)
                    try self.insert(sorted.new, in: tx)
                    return sorted.count
                }
            }
        count += kept
        return count
    }

    public func finish(isDry: Bool) async throws {}

    private func problem(
        _ item: Item, _ column: String, _ kind: String, _ text: String
    ) -> ImportProblem {
        ImportProblem(line: item.line, column: column, kind: kind, text: text)
    }

    private struct Sorted {
        var new: [(Item, AccountID)] = []
        var count = ImportCount()
    }

    private func sort(_ items: [Item], in reader: Reader) throws -> Sorted {
        var known: [[UInt8]: [UInt8]] = [:]
        for start in stride(from: 0, to: items.count, by: 500) {
            let part = items[start..<min(start + 500, items.count)]
            for row in try reader.rows(
                """
                SELECT source_key, digest FROM case_legacy \
                WHERE source_key IN \(list: part.map(\.key))
                """)
            {
                known[row.bytes(0)] = row.bytes(1)
            }
        }
        let people = try accounts.imported(items.compactMap(\.person), in: reader)
        let contacts = try accounts.accounts(
            of: items.compactMap { $0.person == nil ? $0.draft.contact : nil }, in: reader)
        var sorted = Sorted()
        for item in items {
            if let digest = known[item.key] {
                guard digest != item.digest else {
                    sorted.count.same += 1
                    continue
                }
                // Its history is written and may have gone on here.
                sorted.count.problems.append(
                    problem(
                        item, "", "changed",
                        "says something else than when it was imported: work on the case itself"))
                continue
            }
            let applicant =
                item.person.flatMap { people[$0] } ?? item.draft.contact.flatMap { contacts[$0] }
            guard let applicant else {
                let column = item.person == nil ? "kontak" : "pemohon"
                sorted.count.problems.append(
                    problem(item, column, "unknown", "names nobody: import people first"))
                continue
            }
            sorted.new.append((item, applicant))
            sorted.count.new += 1
        }
        return sorted
    }

    private func insert(_ items: [(Item, AccountID)], in tx: Transaction) throws {
        var block = CaseBlock()
        var legacy = RowBlock(
            "INSERT INTO case_legacy (source_key, case_id, number, number_key, digest, at)",
            width: 6)
        for (item, applicant) in items {
            guard let service = catalogue.services[item.draft.service] else { continue }
            let rules = CaseRules(
                catalogue: catalogue, service: service, calendar: catalogue.calendar)
            let id = try cases.add(item.draft, rules, applicant, to: &block)
            legacy.add([
                item.key.sqlValue, id.sqlValue, item.draft.number.sqlValue,
                LegacyNumber.key(item.draft.number).sqlValue, item.digest.sqlValue,
                cases.world.now.sqlValue,
            ])
        }
        guard block.count > 0 else { return }
        try cases.write(block, in: tx)
        try legacy.write(in: tx)
    }
}

/// The number that a case had in an older archive.
public enum LegacyNumber {
    /// One spelling: without blanks, capitals.
    static func key(_ typed: String) -> [UInt8] {
        Array(typed.uppercased().utf8.filter { $0 > 0x20 && $0 != 0x7F })
    }
}

extension Cases {
    /// The case that a row of another system became, and what tells whether the row says something
    /// else than it did then.
    public func taken(
        _ key: String, of source: String, in reader: Reader
    ) throws -> (id: CaseID, digest: [UInt8])? {
        try reader.row(
            """
            SELECT case_id, digest FROM case_legacy \
            WHERE source_key = \(vault.index("\(source)\u{1F}\(key)", "cases.import"))
            """
        ).map { ($0.id(0), $0.bytes(1)) }
    }

    /// Notes which number a case has in another system: each row becomes a case once.
    /// - Throws: `StoreError` where the row became another case already.
    public func note(
        _ key: String, of source: String, number: String, digest: [UInt8], as id: CaseID,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO case_legacy (source_key, case_id, number, number_key, digest, at) VALUES \
            (\(vault.index("\(source)\u{1F}\(key)", "cases.import")), \(id), \(number), \
            \(LegacyNumber.key(number)), \(digest), \(world.now))
            """)
    }

    /// Tells one row from another without keeping what it says.
    public func digest(of row: String) -> [UInt8] { vault.index(row, "cases.import.digest") }

    /// The case that had this number in an older archive; nothing where several had it.
    public func imported(_ typed: String) async throws -> TrackingCode? {
        let key = LegacyNumber.key(typed)
        guard !key.isEmpty, key.count <= 80 else { return nil }
        let found = try await store.read("case.legacy") { reader in
            try reader.rows(
                """
                SELECT c.number FROM case_legacy l JOIN cases c ON c.id = l.case_id \
                WHERE l.number_key = \(key) LIMIT 2
                """
            ).map { $0.text(0) }
        }
        return found.count == 1 ? try? TrackingCode(found[0]) : nil
    }

    /// The number that a case had before.
    public func legacyNumber(of id: CaseID, in reader: Reader) throws -> String? {
        try reader.row("SELECT number FROM case_legacy WHERE case_id = \(id)")?.text(0)
    }
}
