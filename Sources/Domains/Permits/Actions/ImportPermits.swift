import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Synchronization

/// Takes permits of older archives into the register. Every row has a key of its source: the same
/// row twice is one permit, and one that says something else the next time changes it.
public final class PermitImport: RowImporter {
    private let tools: PermitTools
    private let catalogue: Catalogue
    private let source: String
    private let reader: PermitRowReader
    /// Keys and numbers of the rows so far, and the highest serial of each series.
    private let seen = Mutex(Seen())

    private struct Seen {
        var keys: Set<[UInt8]> = []
        var numbers: Set<[UInt8]> = []
    }

    /// - Parameter source: what the archive is called; keys of different sources are different.
    public init(tools: PermitTools, catalogue: Catalogue, source: String) {
        self.tools = tools
        self.catalogue = catalogue
        self.source = source
        reader = PermitRowReader(catalogue: catalogue)
    }

    public var columns: [String] { PermitRowReader.columns }
    public var required: [String] { PermitRowReader.required }

    /// A row that can be read.
    private struct Item: Sendable {
        let line: Int
        let draft: ImportedPermit
        let key, digest, number: [UInt8]
    }

    private struct Known: Sendable {
        let id: PermitID
        let digest: [UInt8]?
        let number: [UInt8]
    }

    public func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount {
        var count = ImportCount()
        var items: [Item] = []
        for row in rows {
            let (draft, problems) = reader.read(row)
            guard let draft else {
                count.problems += problems
                continue
            }
            let item = Item(
                line: row.line, draft: draft,
                key: tools.vault.index("\(source)\u{1F}\(draft.key)", "permits.source"),
                digest: tools.vault.index(draft.said(in: row), "permits.digest"),
                number: PermitNumber.key(draft.number))
            if let problem = twice(item) {
                count.problems.append(problem)
            } else {
                items.append(item)
            }
        }
        return count + (try await keep(items, isDry: isDry))
    }

    public func finish(isDry: Bool) async throws {}

    /// A key or a number that the file had before.
    private func twice(_ item: Item) -> ImportProblem? {
        seen.withLock { seen in
            guard !seen.keys.contains(item.key) else {
                return problem(item, "kunci", "twice", "is the key of an earlier row")
            }
            guard !seen.numbers.contains(item.number) else {
                return problem(item, "nomor", "twice", "is the number of an earlier row")
            }
            seen.keys.insert(item.key)
            seen.numbers.insert(item.number)
            return nil
        }
    }

    private func problem(
        _ item: Item, _ column: String, _ kind: String, _ text: String
    ) -> ImportProblem {
        ImportProblem(line: item.line, column: column, kind: kind, text: text)
    }

    private func keep(_ items: [Item], isDry: Bool) async throws -> ImportCount {
        guard !items.isEmpty else { return ImportCount() }
        guard !isDry else {
            return try await tools.store.read("permit.import.dry") { reader in
                try self.sort(items, in: reader).count
            }
        }
        return try await tools.store.write("permit.import") { tx in
            let sorted = try self.sort(items, in: tx)
            try self.insert(sorted.new, in: tx)
            for (item, known) in sorted.changed { try self.change(known, item, in: tx) }
            try self.raiseSeries(sorted.new + sorted.changed.map(\.0), in: tx)
            try self.note(sorted.count, in: tx)
            return sorted.count
        }
    }

    private struct Sorted {
        var new: [Item] = []
        var changed: [(Item, Known)] = []
        var count = ImportCount()
    }

    /// Which rows are new, which say something else than before, and whose number is taken.
    private func sort(_ items: [Item], in reader: Reader) throws -> Sorted {
        var byKey: [[UInt8]: Known] = [:]
        var taken: Set<[UInt8]> = []
        for start in stride(from: 0, to: items.count, by: 500) {
            let part = items[start..<min(start + 500, items.count)]
            for row in try reader.rows(
                """
                SELECT source_key, id, source_digest, number_key FROM permits \
                WHERE source_key IN \(list: part.map(\.key))
                """)
            {
                byKey[row.bytes(0)] = Known(
                    id: row.id(1), digest: row.optionalBytes(2), number: row.bytes(3))
            }
            for row in try reader.rows(
                "SELECT number_key FROM permits WHERE number_key IN \(list: part.map(\.number))")
            {
                taken.insert(row.bytes(0))
            }
        }
        var sorted = Sorted()
        for item in items {
            let known = byKey[item.key]
            if taken.contains(item.number), known?.number != item.number {
                sorted.count.problems.append(
                    problem(
                        item, "nomor", "taken", "is in the register already, from another source"))
            } else if let known {
                guard known.digest != item.digest else {
                    sorted.count.same += 1
                    continue
                }
                sorted.changed.append((item, known))
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
        var keys = Vault.keyBlock
        var rows = PermitRows.importBlock
        let now = tools.world.now
        let today = Day(now, in: catalogue.profile.zone)
        var words = RowBlock(PermitWords.block, width: 2)
        for item in items {
            let id: PermitID = tools.world.id()
            let key = DataKey.random(id.value)
            try tools.vault.add(key, to: &keys)
            try tools.rows.add(
                item.draft, id, key, source: (item.key, item.digest), at: now, on: today,
                to: &rows)
            PermitWords.add(item.number, [item.draft.business, item.draft.place], to: &words)
        }
        try keys.write(in: tx)
        try rows.write(in: tx)
        try words.write(in: tx)
    }

    private func change(_ known: Known, _ item: Item, in tx: Transaction) throws {
        guard let key = try tools.rows.key(of: known.id, in: tx) else { return }
        try tools.rows.update(
            known.id, item.draft, key, digest: item.digest, number: item.number,
            formerly: known.number, in: tx)
        try tools.events.insert(
            PermitEvent(
                id: tools.world.uuid(), kind: .correct, state: .done, from: nil, until: nil,
                law: nil, reason: nil, answer: nil, askedBy: nil, askedFrom: nil,
                askedAt: tools.world.now, decidedBy: nil, decidedAt: tools.world.now, caseID: nil),
            of: known.id, key: nil, in: tx)
    }

    /// Numbers of new letters go on behind those of the archive.
    private func raiseSeries(_ items: [Item], in tx: Transaction) throws {
        var highest: [ServiceCode: [Int: Int64]] = [:]
        for item in items {
            guard let rule = catalogue.services[item.draft.kind]?.letter,
                let found = rule.serial(of: item.draft.number)
            else { continue }
            let known = highest[item.draft.kind]?[found.year] ?? 0
            highest[item.draft.kind, default: [:]][found.year] = max(known, found.serial)
        }
        for (kind, years) in highest {
            guard let rule = catalogue.services[kind]?.letter else { continue }
            for (year, serial) in years {
                try tools.cases.raiseSeries(rule.register, year: year, to: serial, in: tx)
            }
        }
    }

    private func note(_ count: ImportCount, in tx: Transaction) throws {
        guard count.new + count.changed > 0 else { return }
        try tools.ledger.append(
            LedgerEntry(
                type: "permit.imported", actor: .system("import"),
                facts: [
                    "source": .string(source), "new": .integer(Int64(count.new)),
                    "changed": .integer(Int64(count.changed)),
                ], at: tools.world.now),
            key: nil, in: tx)
    }
}

extension ImportCount {
    fileprivate static func + (left: ImportCount, right: ImportCount) -> ImportCount {
        var sum = left
        sum += right
        return sum
    }
}

extension ImportedPermit {
    /// What tells whether a row says something else than the last time. A row without a risk says
    /// what it said before there were columns for it.
    fileprivate func said(in row: ImportRow) -> String {
        risk.isEmpty ? String(row.canonical.dropLast(2)) : row.canonical
    }
}
