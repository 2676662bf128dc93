import Kernel
import Store

/// Words of businesses and places (`permit_words`), by which a permit is found from the middle of
/// a name. They are written in the transaction that writes the permit.
enum PermitWords {
    /// Words of a permit at most, and letters of a word that are compared.
    private static let most = 12
    private static let longest = 24
    static let shortest = 3

    static let block: SQL = "INSERT INTO permit_words (number_key, word)"

    /// The words of public lines, each once.
    static func words(_ lines: [String?]) -> [[UInt8]] {
        var seen: Set<[UInt8]> = []
        var words: [[UInt8]] = []
        for line in lines {
            for word in PublicName.parts(line ?? "") {
                let key = Array(word.utf8.prefix(longest))
                guard key.count >= shortest, words.count < most, seen.insert(key).inserted else {
                    continue
                }
                words.append(key)
            }
        }
        return words
    }

    static func add(_ number: [UInt8], _ lines: [String?], to block: inout RowBlock) {
        for word in words(lines) { block.add([number.sqlValue, word.sqlValue]) }
    }

    /// Writes the words of one permit anew, under the number that it has now.
    static func write(_ id: PermitID, in tx: Transaction) throws {
        let row = try tx.row(
            "SELECT number_key, business, place FROM permits WHERE id = \(id)")
        guard let row else { return }
        let number = row.bytes(0)
        try tx.execute("DELETE FROM permit_words WHERE number_key = \(number)")
        var block = RowBlock(Self.block, width: 2)
        add(number, [row.optionalText(1), row.optionalText(2)], to: &block)
        try block.write(in: tx)
        try tx.execute("UPDATE permits SET worded = 1 WHERE id = \(id)")
    }

    /// Words that were not written yet, of a register that is older than they are.
    /// - Returns: how many permits were looked at.
    static func catchUp(_ limit: Int, in tx: Transaction) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT id, number_key, business, place FROM permits WHERE worded = 0 LIMIT \(limit)
            """)
        guard !rows.isEmpty else { return 0 }
        var block = RowBlock(Self.block, width: 2)
        for row in rows {
            add(row.bytes(1), [row.optionalText(2), row.optionalText(3)], to: &block)
        }
        let numbers = rows.map { $0.bytes(1) }
        for start in stride(from: 0, to: numbers.count, by: 500) {
            let part = numbers[start..<min(start + 500, numbers.count)]
            try tx.execute("DELETE FROM permit_words WHERE number_key IN \(list: Array(part))")
            try tx.execute("UPDATE permits SET worded = 1 WHERE number_key IN \(list: Array(part))")
        }
        try block.write(in: tx)
        return rows.count
    }
}

extension PermitTools {
    /// Writes words that are missing, of a register that is older than they are; for a timer.
    func keepWords() async throws {
        while try await store.write("permit.words", { try PermitWords.catchUp(1_000, in: $0) })
            == 1_000
        {}
    }
}
