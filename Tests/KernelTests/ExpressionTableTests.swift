import Testing

@testable import Kernel

@Suite struct ExpressionTableTests {
    static let environment = ExpressionEnvironment([
        "belanja": .list(
            .record([
                "barang": .optional(.string), "harga": .optional(.int), "jumlah": .int,
            ])),
        "waktu": .optional(.record(["from": .date, "to": .date])), "kas": .optional(.int),
        "angka": .list(.int),
    ])

    static func row(_ price: Int64?, _ count: Int64) -> ExpressionValue {
        var fields: [String: ExpressionValue] = ["jumlah": .int(count)]
        fields["harga"] = price.map(ExpressionValue.int)
        return .record(fields)
    }

    private func value(
        _ source: String, _ rows: [ExpressionValue], _ more: [String: ExpressionValue] = [:]
    ) throws(ExpressionError) -> ExpressionValue {
        try Expression.compile(source, Self.environment)
            .evaluate(["belanja": .list(rows)].merging(more) { first, _ in first })
    }

    @Test func `A column of a table is summed, cells without a value add nothing`() throws {
        let rows = [Self.row(5, 1), Self.row(nil, 2), Self.row(7, 3)]
        #expect(try value("sum(belanja, 'harga')", rows) == .int(12))
        #expect(try value("sum(belanja, 'jumlah') * 2", rows) == .int(12))
        #expect(try value("sum(belanja, 'harga')", []) == .int(0))
        #expect(try value("size(belanja)", rows) == .int(3))
        #expect(try value("belanja[2].harga", rows) == .int(7))
    }

    @Test(arguments: [
        ("sum(belanja, 'barang')", ExpressionError.Kind.unknown, 14),
        ("sum(belanja, 'hrga')", .unknown, 14), ("sum(belanja)", .type, 1),
        ("sum(angka, 'harga')", .type, 5), ("sum(kas, 'harga')", .type, 5),
        ("sum(belanja, belanja[0].barang)", .type, 25),
        ("belanja.sum('harga')", .unknown, 9),
    ])
    func `What cannot be summed is told before it runs`(
        source: String, kind: ExpressionError.Kind, column: Int
    ) {
        do throws(ExpressionError) {
            let expression = try Expression.compile(source, Self.environment)
            Issue.record("accepted as \(expression.type)")
        } catch {
            #expect(error.kind == kind, "\(error)")
            #expect(error.column == column, "\(error)")
        }
    }

    @Test func `A sum that is too large is an error, not a wrong number`() {
        do throws(ExpressionError) {
            let found = try value(
                "sum(belanja, 'harga')", [Self.row(.max, 1), Self.row(1, 1)])
            Issue.record("gave \(found)")
        } catch {
            #expect(error.kind == .overflow)
        }
    }

    @Test func `A name that may be missing can be asked for`() throws {
        let day = try #require(Day(iso: "2026-12-01"))
        let range: [String: ExpressionValue] = [
            "waktu": .record(["from": .date(day), "to": .date(day)])
        ]
        #expect(try value("has(waktu)", []) == .bool(false))
        #expect(try value("has(waktu)", [], range) == .bool(true))
        #expect(try value("has(kas) ? kas : 0", []) == .int(0))
        #expect(try value("has(waktu) && waktu.from == waktu.to", [], range) == .bool(true))
    }
}
