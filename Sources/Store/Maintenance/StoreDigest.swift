import Crypto

/// What a table holds, whatever the order of its rows and the engine.
public struct TableDigest: Sendable, Hashable {
    public let table: String
    public let rows: Int64
    /// The sum of the SHA-256 of all rows: four numbers, each added up by itself.
    let sum: [UInt64]
}

extension Store {
    /// The content of every table at one moment, but for the list of migrations. Equal on both
    /// engines for equal content; takes as long as reading everything.
    public func digests() async throws -> [TableDigest] {
        try await read("store.digests", timeout: .seconds(86_400)) { reader in
            try SchemaTable.all(reader).map { try StoreDigest.of($0, reader) }
        }
    }

    /// Whether nothing was ever stored in it but what migrations store.
    /// - Parameter tables: those that migrations fill.
    public func isEmpty(except tables: Set<String>) async throws -> Bool {
        try await read("store.empty") { reader in
            try SchemaTable.all(reader).filter { !tables.contains($0.name) }.allSatisfy {
                let name = SchemaName.quoted($0.name)
                return try reader.row(SQL(schemaText: "SELECT 1 FROM \(name) LIMIT 1")) == nil
            }
        }
    }
}

enum StoreDigest {
    static func of(_ table: SchemaTable, _ reader: Reader) throws -> TableDigest {
        let columns = table.columns.map { SchemaName.quoted($0.name) }.joined(separator: ", ")
        var count: Int64 = 0
        var sum: [UInt64] = [0, 0, 0, 0]
        let sql = SQL(schemaText: "SELECT \(columns) FROM \(SchemaName.quoted(table.name))")
        try reader.each(sql) { row in
            count += 1
            var hash = SHA256()
            for index in table.columns.indices { add(row.value(index), to: &hash) }
            hash.finalize().withUnsafeBytes { bytes in
                for place in 0..<4 {
                    let word = bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
                    sum[place] &+= UInt64(bigEndian: word)
                }
            }
        }
        return TableDigest(table: table.name, rows: count, sum: sum)
    }

    /// Kind, length and bytes, so that no two rows run together to the same bytes.
    private static func add(_ value: SQLValue, to hash: inout SHA256) {
        var kind: UInt8
        var bytes: [UInt8]
        switch value {
        case .null: (kind, bytes) = (0, [])
        case .integer(let number):
            (kind, bytes) = (1, [])
            bytes.append(bigEndian: number)
        case .double(let number):
            (kind, bytes) = (2, [])
            bytes.append(bigEndian: number.bitPattern)
        case .text(let text): (kind, bytes) = (3, Array(text.utf8))
        case .bytes(let content): (kind, bytes) = (4, content)
        }
        var head: [UInt8] = [kind]
        head.append(bigEndian: UInt64(bytes.count))
        hash.update(data: head)
        hash.update(data: bytes)
    }
}
