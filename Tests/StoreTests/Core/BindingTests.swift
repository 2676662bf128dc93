import Kernel
import Store
import TestKit
import Testing

@Suite struct BindingTests {
    @Test(
        "PostgreSQL takes part",
        .enabled(if: TestEngine.postgresURL != nil, "run with scripts/with-postgres"))
    func postgresTakesPart() async throws {
        try await withStore(.postgres, []) { #expect($0.engine == .postgres) }
    }

    @Test("values of every type come back as they went in", arguments: TestEngine.available)
    func valuesComeBack(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let world = World(
                clock: .fixed(Instant(milliseconds: 1_000)), random: .seeded(1))
            let id: Identifier<Never> = world.id()
            let bytes = (0...255).map { UInt8($0) }
            try await store.write("put") { tx in
                try tx.execute(
                    """
                    INSERT INTO thing (id, n, t, b, d)
                    VALUES (\(id), \(Int64.min), \("teks"), \(bytes), \(-0.125))
                    """)
            }
            let row = try #require(
                try await store.read("get", short: true) { reader in
                    try reader.row("SELECT id, n, t, b, d FROM thing WHERE id = \(id)")
                })
            #expect(row.id(0) == id)
            #expect(row.int(1) == .min)
            #expect(row.text(2) == "teks")
            #expect(row.bytes(3) == bytes)
            #expect(row.double(4) == -0.125)
        }
    }

    static let hostile = [
        "", "'", "\"; DROP TABLE box; --", "? $1 :a @b", "%_\\", "\u{202E}terbalik", "é e\u{301}",
        "👨‍👩‍👧‍👦", "\u{FEFF}bom", "a\r\nb\tc", String(repeating: "x", count: 100_000),
    ]

    @Test("hostile text is only text", arguments: TestEngine.available)
    func hostileText(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            for (index, text) in Self.hostile.enumerated() {
                try await store.write("put") { try Shelf.put(index, text, in: $0) }
                let found = try await store.read("get") { reader in
                    try reader.rows("SELECT id, label FROM box WHERE label = \(text)")
                }
                #expect(found.map { $0.int(0) } == [Int64(index)])
                #expect(found.first.map { Array($0.text(1).utf8) } == Array(text.utf8))
            }
            #expect(try await Shelf.count(store) == Int64(Self.hostile.count))
        }
    }

    @Test("text with a NUL is refused, not cut off", arguments: TestEngine.available)
    func textWithNul(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            await #expect(throws: StoreError.unstorableText) {
                try await store.write("put") { try Shelf.put(1, "a\u{0}b", in: $0) }
            }
            let count = try await Shelf.count(store)
            #expect(count == 0)
        }
    }

    @Test("NULL of every type comes back as nil", arguments: TestEngine.available)
    func nulls(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let none: (Int64?, String?, [UInt8]?, Double?) = (nil, nil, nil, nil)
            let row = try await store.read("get") { reader in
                try reader.row(
                    """
                    SELECT \(none.0), \(none.1), \(none.2), \(none.3)
                    WHERE \(none.0) IS NULL AND \(none.1) IS NULL
                    """)
            }
            let found = try #require(row)
            #expect(found.optionalInt(0) == nil)
            #expect(found.optionalText(1) == nil)
            #expect(found.optionalBytes(2) == nil)
            #expect(found.optionalDouble(3) == nil)
            #expect((0..<4).allSatisfy { found.isNull($0) })
        }
    }

    @Test("lists and composed parts bind in order", arguments: TestEngine.available)
    func listsAndParts(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.write("put") { tx in
                for id in 1...5 { try Shelf.put(id, "kotak \(id)", in: tx) }
            }
            let none: [Int64] = []
            let ids = try await store.read("get") { reader in
                let condition: SQL = "id IN \(list: [2, 3, 4]) AND label <> \("kotak 3")"
                let most: SQL = .joined([condition, "id < \(10)"], by: " AND ")
                let rows = try reader.rows("SELECT id FROM box WHERE \(sql: most) ORDER BY id")
                let empty = try reader.rows("SELECT id FROM box WHERE id IN \(list: none)")
                return (rows.map { $0.int(0) }, empty.count)
            }
            #expect(ids.0 == [2, 4])
            #expect(ids.1 == 0)
        }
    }

    @Test("sums, counts and averages are numbers", arguments: TestEngine.available)
    func aggregates(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.write("put") { tx in
                for id in [1, 20_000, -50_000, 90_000_001] { try Shelf.put(id, "\(id)", in: tx) }
            }
            let row = try #require(
                try await store.read("sum") { reader in
                    try reader.row(
                        """
                        SELECT SUM(id), COUNT(*), MIN(id), AVG(id), SUM(id) - SUM(id),
                            COALESCE(SUM(id), 0) FROM box
                        """)
                })
            #expect(row.int(0) == 89_970_002)
            #expect(row.int(1) == 4)
            #expect(row.int(2) == -50_000)
            #expect(abs(row.double(3) - 22_492_500.5) < 0.001)
            #expect(row.int(4) == 0)
            #expect(row.int(5) == 89_970_002)
        }
    }

    @Test("inside a loop other statements run, also the same one", arguments: TestEngine.available)
    func nestedLoops(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.write("put") { tx in
                for id in 1...600 { try Shelf.put(id, "kotak \(id)", in: tx) }
            }
            let sum = try await store.read("loop") { reader in
                var sum: Int64 = 0
                try reader.each("SELECT id FROM box WHERE id <= \(600)") { outer in
                    guard outer.int(0) > 598 else { return }
                    try reader.each("SELECT id FROM box WHERE id <= \(3)") { sum += $0.int(0) }
                }
                try reader.eachWhile("SELECT id FROM box ORDER BY id") { row in
                    sum += 1000
                    return row.int(0) < 3
                }
                return sum
            }
            #expect(sum == 3012)
        }
    }
}
