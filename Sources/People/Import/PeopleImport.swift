import Contracts
import Kernel
import Ledger
import Store
import Synchronization

/// Takes people of older archives over: accounts without a password, of whom nothing is proven.
/// Whoever is meant claims the account by the code that is sent to the contact, and proves the NIK
/// as everybody does.
public final class PeopleImport: RowImporter {
    private let accounts: AccountStore
    private let ledger: Ledger
    private let source: String
    private let seen = Mutex(Seen())

    private struct Seen {
        var keys: Set<[UInt8]> = []
        var contacts: Set<[UInt8]> = []
    }

    /// - Parameter source: what the archive is called; keys of different sources are different.
    public init(accounts: AccountStore, ledger: Ledger, source: String) {
        self.accounts = accounts
        self.ledger = ledger
        self.source = source
    }

    public let columns = ["kunci", "nama", "kontak", "nik", "bahasa"]
    public let required = ["kunci", "nama", "kontak"]

    private struct Item: Sendable {
        let line: Int
        let record: CitizenRecord
        let nik: NIK?
        let key, digest, contact: [UInt8]
    }

    private static let languages: [String: Language] = ["id": .id, "en": .en]

    public func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount {
        var count = ImportCount()
        var items: [Item] = []
        for row in rows {
            let (item, problems) = read(row)
            count.problems += problems
            if let item { items.append(item) }
        }
        guard !items.isEmpty else { return count }
        let ready = items
        let kept =
            isDry
            ? try await accounts.store.read("people.import.dry") { reader in
                try self.sort(ready, in: reader).count
            }
            : try await accounts.store.write("people.import") { tx in
                let sorted = try self.sort(ready, in: tx)
                try self.insert(sorted.new, in: tx)
                for (item, account) in sorted.changed { try self.change(account, item, in: tx) }
                try self.note(sorted.count, in: tx)
                return sorted.count
            }
        count += kept
        return count
    }

    public func finish(isDry: Bool) async throws {}

    private func read(_ row: ImportRow) -> (Item?, [ImportProblem]) {
        var fields = ImportFields(row)
        let key = fields.text("kunci", max: 100)
        let name = fields.text("nama", max: 120)
        if row["kontak"] == nil {
            fields.note(
                "kontak", "missing", "is empty: the account is claimed by a code sent there")
        }
        let contact = fields.value(
            "kontak", "malformed", "is neither an e-mail address nor a phone number"
        ) { try Contact(typed: $0) }
        let nik = fields.value(
            "nik", "malformed", "is no NIK: sixteen digits with a day of birth"
        ) { try NIK($0) }
        let language = fields.word("bahasa", Self.languages) ?? .id
        guard fields.isRight, let contact else { return (nil, fields.problems) }
        let item = Item(
            line: row.line,
            record: CitizenRecord(
                name: name, contact: contact, language: language, passwordHash: nil),
            nik: nik, key: accounts.importKey(key, of: source),
            digest: accounts.vault.index(row.canonical, "people.import.digest"),
            contact: accounts.contactIndex(contact))
        let twice = seen.withLock { seen -> String? in
            guard seen.keys.insert(item.key).inserted else { return "kunci" }
            return seen.contacts.insert(item.contact).inserted ? nil : "kontak"
        }
        guard let twice else { return (item, []) }
        return (nil, [problem(item, twice, "twice", "is that of an earlier row")])
    }

    private func problem(
        _ item: Item, _ column: String, _ kind: String, _ text: String
    ) -> ImportProblem {
        ImportProblem(line: item.line, column: column, kind: kind, text: text)
    }

    private struct Sorted {
        var new: [Item] = []
        var changed: [(Item, AccountID)] = []
        var count = ImportCount()
    }

    private func sort(_ items: [Item], in reader: Reader) throws -> Sorted {
        var known: [[UInt8]: (account: AccountID, digest: [UInt8])] = [:]
        var contacts: [[UInt8]: AccountID] = [:]
        for start in stride(from: 0, to: items.count, by: 500) {
            let part = items[start..<min(start + 500, items.count)]
            for row in try reader.rows(
                """
                SELECT source_key, account, digest FROM people_imports \
                WHERE source_key IN \(list: part.map(\.key))
                """)
            {
                known[row.bytes(0)] = (row.id(1), row.bytes(2))
            }
            let wanted = part.map(\.contact)
            for row in try reader.rows(
                """
                SELECT id, contact_index, second_index FROM people_accounts \
                WHERE contact_index IN \(list: wanted) OR second_index IN \(list: wanted)
                """)
            {
                for index in [1, 2] {
                    if let contact = row.optionalBytes(index) { contacts[contact] = row.id(0) }
                }
            }
        }
        var sorted = Sorted()
        for item in items {
            let before = known[item.key]
            if let owner = contacts[item.contact], owner != before?.account {
                sorted.count.problems.append(
                    problem(item, "kontak", "taken", "is that of another account"))
            } else if let before {
                guard before.digest != item.digest else {
                    sorted.count.same += 1
                    continue
                }
                sorted.changed.append((item, before.account))
                sorted.count.changed += 1
            } else {
                sorted.new.append(item)
                sorted.count.new += 1
            }
        }
        return sorted
    }

    // MARK: Writing

    private func insert(_ items: [Item], in tx: Transaction) throws {
        let now = accounts.world.now
        var keys = Vault.keyBlock
        var rows = RowBlock(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, contact_kind, \
            contact, contact_index, password_at, created_at)
            """, width: 11)
        var imports = RowBlock(
            "INSERT INTO people_imports (source_key, account, digest, nik, nik_key, at)", width: 6)
        for item in items {
            let id: AccountID = accounts.world.id()
            let key = DataKey.random(id.value)
            try accounts.vault.add(key, to: &keys)
            let seal = PersonalSeal(
                vault: accounts.vault, key: key, table: "people_accounts", row: id.value)
            let record = item.record
            rows.add([
                id.sqlValue, "citizen".sqlValue, "active".sqlValue,
                IdentityLevel.contact.rawValue.sqlValue, record.language.rawValue.sqlValue,
                try seal.close(record.name, "name").sqlValue, record.contact.kind.sqlValue,
                try seal.close(record.contact.address, "contact").sqlValue,
                item.contact.sqlValue, now.sqlValue, now.sqlValue,
            ])
            imports.add([
                item.key.sqlValue, id.sqlValue, item.digest.sqlValue,
                try seal.close(item.nik?.text, "imported_nik").sqlValue,
                item.nik.map(accounts.nikIndex).sqlValue, now.sqlValue,
            ])
        }
        try keys.write(in: tx)
        try rows.write(in: tx)
        try imports.write(in: tx)
    }

    /// An account that nobody has claimed says what the archive says now; one that was claimed is
    /// its owner's.
    private func change(_ account: AccountID, _ item: Item, in tx: Transaction) throws {
        guard let row = try AccountRow.find(account, in: tx), row.isActive else { return }
        let seal = try row.seal(accounts.vault)
        if row.password == nil, row.level == .contact {
            try tx.execute(
                """
                UPDATE people_accounts SET name = \(try seal.close(item.record.name, "name")), \
                contact_kind = \(item.record.contact.kind), \
                contact = \(try seal.close(item.record.contact.address, "contact")), \
                contact_index = \(item.contact), language = \(item.record.language.rawValue) \
                WHERE id = \(account)
                """)
        }
        try tx.execute(
            """
            UPDATE people_imports SET digest = \(item.digest), \
            nik = \(try seal.close(item.nik?.text, "imported_nik")), \
            nik_key = \(item.nik.map(accounts.nikIndex)) WHERE source_key = \(item.key)
            """)
    }

    private func note(_ count: ImportCount, in tx: Transaction) throws {
        guard count.new + count.changed > 0 else { return }
        try ledger.append(
            LedgerEntry(
                type: "account.imported", actor: .system("import"),
                facts: [
                    "source": .string(source), "new": .integer(Int64(count.new)),
                    "changed": .integer(Int64(count.changed)),
                ], at: accounts.world.now),
            key: nil, in: tx)
    }
}

extension AccountStore {
    /// The keyed hash of a row's key in its archive.
    public func importKey(_ key: String, of source: String) -> [UInt8] {
        vault.index("\(source)\u{1F}\(key)", "people.import")
    }

    /// Accounts that came with rows of archives, by the hashes of their keys.
    public func imported(
        _ keys: [[UInt8]], in reader: Reader
    ) throws -> [[UInt8]: AccountID] {
        var found: [[UInt8]: AccountID] = [:]
        for start in stride(from: 0, to: keys.count, by: 500) {
            let part = Array(keys[start..<min(start + 500, keys.count)])
            for row in try reader.rows(
                """
                SELECT source_key, account FROM people_imports WHERE source_key IN \(list: part)
                """)
            {
                found[row.bytes(0)] = row.id(1)
            }
        }
        return found
    }

    /// Accounts by their contact, first or second.
    public func accounts(
        of contacts: [Contact], in reader: Reader
    ) throws -> [Contact: AccountID] {
        let indexes = Dictionary(contacts.map { (contactIndex($0), $0) }) { first, _ in first }
        var found: [Contact: AccountID] = [:]
        let keys = Array(indexes.keys)
        for start in stride(from: 0, to: keys.count, by: 500) {
            let part = Array(keys[start..<min(start + 500, keys.count)])
            for row in try reader.rows(
                """
                SELECT id, contact_index FROM people_accounts WHERE contact_index IN \(list: part) \
                AND kind = 'citizen' AND state = 'active'
                """)
            {
                if let contact = indexes[row.bytes(1)] { found[contact] = row.id(0) }
            }
        }
        return found
    }
}

extension AccountStore {
    /// The account that stands for another system where a case needs somebody: it has no contact
    /// and never signs in.
    public func system(_ name: String, in tx: Transaction) throws -> AccountID {
        let key = importKey(name, of: "\u{1F}system")
        if let known = try imported([key], in: tx)[key] { return known }
        let id: AccountID = world.id()
        let seal = try PersonalSeal.newAccount(id, vault, in: tx)
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, created_at) \
            VALUES (\(id), 'citizen', 'active', \(IdentityLevel.contact.rawValue), \
            \(Language.id.rawValue), \(try seal.close(name, "name")), \(world.now))
            """)
        try tx.execute(
            """
            INSERT INTO people_imports (source_key, account, digest, at) VALUES \
            (\(key), \(id), \([UInt8]()), \(world.now))
            """)
        return id
    }
}
