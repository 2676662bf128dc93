import Testing

@testable import Kernel

/// What may keep an expression from having a value, found before anybody is charged.
@Suite("Gaps in expressions")
struct ExpressionGapTests {
    static let environment = ExpressionEnvironment(
        [
            "jenis": .optional(.string), "luas": .optional(.int), "jarak": .optional(.int),
            "tingkat": .optional(.int), "nilai": .optional(.int), "ya": .optional(.bool),
            "alamat": .optional(.record(["rt": .optional(.string)])), "minat": .list(.string),
        ],
        codes: ["jenis": ["baru", "ulang", "ganti"], "minat": ["air", "tanah"]])

    /// `jarak` is asked for when `ya`, `luas` when the kind is not `ulang`, `nilai` perhaps.
    static func known() throws -> ExpressionKnowledge {
        let far = try Expression.compile("ya", environment)
        let wide = try Expression.compile("jenis != 'ulang'", environment)
        return ExpressionKnowledge(
            uncertain: ["jarak": far.facts, "luas": wide.facts, "nilai": nil],
            ranges: ["tingkat": 1...4, "jarak": 0...100], codes: environment.codes)
    }

    @Test(
        "A value is certain where what it needs was asked for",
        arguments: [
            "tingkat * 2", "ya ? jarak * 5 : 0", "!ya ? 0 : jarak", "jenis == 'baru' ? luas : 0",
            "jenis != 'ulang' ? luas : 0", "'ulang' == jenis ? 0 : luas",
            "jenis == 'ulang' || luas > 3 ? 1 : 2", "has(nilai) ? nilai : 0",
            "nilai != null ? nilai : 0", "has(nilai) && nilai > 3 ? nilai : 1",
            "jenis == 'baru' ? 1 : jenis == 'ulang' ? 2 : luas", "[1, 2, 3, 4][tingkat - 1]",
            "divide(100, tingkat)", "jarak == 3 ? 1 : 0", "has(minat) ? 1 : 0",
            "ya && jarak > 0 ? 100 / jarak : 0",
        ])
    func certain(source: String) throws {
        let expression = try Expression.compile(source, Self.environment)
        #expect(expression.gaps(try Self.known()) == [])
    }

    @Test(
        "A value that may be missing is named",
        arguments: [
            ("jarak * 5", ExpressionGap.missing("jarak")),
            ("jenis == 'ulang' ? luas : 0", .missing("luas")),
            ("!ya ? jarak : 0", .missing("jarak")), ("nilai", .missing("nilai")),
            ("ya ? nilai : 0", .missing("nilai")), ("[1, 2, 3][tingkat - 1]", .outside(3)),
            ("[1, 2, 3, 4][tingkat]", .outside(4)), ("divide(100, tingkat - 1)", .zero),
            ("ya ? 100 / jarak : 0", .zero), ("size(alamat.rt)", .missing("alamat.rt")),
            ("has(nilai) || nilai > 3 ? nilai : 1", .missing("nilai")),
        ])
    func missing(source: String, gap: ExpressionGap) throws {
        let expression = try Expression.compile(source, Self.environment)
        #expect(expression.gaps(try Self.known()).contains(gap))
    }

    @Test(
        "A code that is no option is a slip",
        arguments: [
            "jenis == 'bru'", "'bru' != jenis", "jenis in ['baru', 'bru']", "'api' in minat",
        ]
    )
    func codes(source: String) {
        let error = #expect(throws: ExpressionError.self) {
            try Expression.compile(source, Self.environment)
        }
        #expect(error?.message.contains("has no option") == true)
    }
}
