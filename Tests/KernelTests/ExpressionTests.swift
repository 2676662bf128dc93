import Testing

@testable import Kernel

@Suite struct ExpressionTests {
    static let environment = ExpressionEnvironment([
        "today": .date,
        "form": .record([
            "lama": .int, "nama": .string, "mulai": .date, "setuju": .bool,
            "kota": .optional(.string), "jumlah": .optional(.int), "jenis": .list(.string),
        ]),
    ])
    static let bindings: [String: ExpressionValue] = [
        "today": .date(day("2026-11-23")),
        "form": .record([
            "lama": .int(3), "nama": .string("Sitié"), "mulai": .date(day("2026-12-24")),
            "setuju": .bool(true), "jenis": .list([.string("air"), .string("tanah")]),
        ]),
    ]

    static func value(_ source: String) throws(ExpressionError) -> ExpressionValue {
        try Expression.compile(source, environment).evaluate(bindings, try? TestCalendar.make())
    }

    @Test(arguments: [
        ("form.lama > 2 && form.nama != \"\"", ExpressionValue.bool(true)),
        ("form.lama * 25000 + 5000", .int(80_000)), ("-7 / 2", .int(-3)), ("-7 % 2", .int(-1)),
        ("2 + 3 * 4 - 10 / 5", .int(12)), ("(2 + 3) * 4", .int(20)), ("--5", .int(5)),
        ("-9223372036854775808", .int(.min)), ("0x1F", .int(31)), ("!form.setuju", .bool(false)),
        ("\"air\" in form.jenis", .bool(true)), ("size(form.jenis) == 2", .bool(true)),
        ("size(form.nama)", .int(5)), ("form.nama.size()", .int(5)),
        ("form.nama.startsWith('Sit') && form.nama.endsWith(\"é\")", .bool(true)),
        ("form.nama.matches(\"^[A-Z]\\\\p{L}+$\")", .bool(true)),
        ("matches(form.nama, r'\\d')", .bool(false)), ("'\\u00e9' == 'é'", .bool(true)),
        ("'e\\u0301' == 'é'", .bool(false)), ("\"\"\"a\nb\"\"\" == 'a\\nb'", .bool(true)),
        ("has(form.kota) ? form.kota : \"-\"", .string("-")), ("form.kota == null", .bool(true)),
        ("has(form.lama)", .bool(true)), ("[1, 2] + [3] == [1, 2, 3]", .bool(true)),
        ("form.jenis[1]", .string("tanah")), ("[] == []", .bool(true)), ("1 in []", .bool(false)),
        ("true || form.jumlah > 5", .bool(true)), ("form.jumlah > 5 || true", .bool(true)),
        ("1 / 0 == 1 && false", .bool(false)), ("true ? 1 : 1 / 0", .int(1)),
        ("form.lama > 2 ? 'a' : form.lama > 1 ? 'b' : 'c' // note", .string("a")),
        ("false < true", .bool(true)), ("'Z' < 'a' && 'a' < 'é'", .bool(true)),
    ])
    func `Expressions mean what CEL says`(source: String, value: ExpressionValue) throws {
        #expect(try Self.value(source) == value)
    }

    @Test(arguments: [
        ("date(\"2026-11-23\") == today", ExpressionValue.bool(true)),
        ("form.mulai > today", .bool(true)), ("daysBetween(today, form.mulai)", .int(31)),
        ("addDays(today, 8)", .date(day("2026-12-01"))),
        ("addDays(addYears(date('2027-03-01'), 5), -1)", .date(day("2032-02-29"))),
        ("addYears(date('2028-02-29'), 1)", .date(day("2029-02-28"))),
        ("addWorkingDays(form.mulai, 5)", .date(day("2027-01-04"))),
        ("workingDaysBetween(today, form.mulai) >= 3", .bool(true)),
        ("string(today) + '!'", .string("2026-11-23!")),
    ])
    func `Days and working days are computed`(source: String, value: ExpressionValue) throws {
        #expect(try Self.value(source) == value)
    }

    @Test(arguments: [
        ("form.lma > 2", ExpressionError.Kind.unknown, 1, 6), ("frm.lama", .unknown, 1, 1),
        ("form.lama &&\n  true", .type, 1, 6), ("1 +", .syntax, 1, 4), ("1 = 2", .syntax, 1, 3),
        ("today + 1", .type, 1, 7), ("form.nama > 1", .type, 1, 11), ("\"é\" 5", .syntax, 1, 5),
        ("true &&\n  (1 == 'a')", .type, 2, 6), ("1.5 > 1", .syntax, 1, 1), ("'abc", .syntax, 1, 1),
        ("form.nama.matches('(')", .value, 1, 19), ("form.nama.matches(form.nama)", .type, 1, 24),
        ("date('2026-02-30')", .value, 1, 6), ("foo(1)", .unknown, 1, 1), ("size(1)", .type, 1, 6),
        ("[1, 'a']", .type, 1, 5), ("9223372036854775808", .overflow, 1, 1),
        ("a.b(", .syntax, 1, 5),
        ("true ? 1 : 'a'", .type, 1, 12), ("form == form", .type, 1, 6), ("if", .syntax, 1, 1),
        ("", .syntax, 1, 1), ("null + 1", .type, 1, 6), ("1 in 2", .type, 1, 3),
        ("@", .syntax, 1, 1),
        ("has(today)", .type, 1, 1), ("today.size()", .type, 1, 1), ("{1: 2}", .syntax, 1, 1),
        ("'\\q'", .syntax, 1, 2), ("form.nama.date()", .type, 1, 11), ("07a", .syntax, 1, 3),
    ])
    func `What is wrong is told with its place before it runs`(
        source: String, kind: ExpressionError.Kind, line: Int, column: Int
    ) {
        do throws(ExpressionError) {
            let expression = try Expression.compile(source, Self.environment)
            Issue.record("accepted as \(expression.type)")
        } catch {
            #expect(error.kind == kind, "\(error)")
            #expect(error.line == line && error.column == column, "\(error)")
        }
    }

    @Test(arguments: [
        ("9223372036854775807 + form.lama", ExpressionError.Kind.overflow),
        ("1 / (form.lama - 3)", .value),
        ("-(-9223372036854775808)", .overflow), ("-9223372036854775808 / -1", .overflow),
        ("form.jumlah > 5", .noValue), ("form.jumlah > 5 && true", .noValue),
        ("form.jenis[2]", .value), ("form.jenis[-1]", .value), ("date(form.nama)", .value),
        ("addDays(today, 9223372036854775807)", .overflow),
        ("addYears(today, 9223372036854775807)", .overflow),
        ("addWorkingDays(today, 900)", .calendar), ("form.kota.size()", .noValue),
    ])
    func `What cannot be computed is told when it runs`(
        source: String, kind: ExpressionError.Kind
    ) throws {
        let expression = try Expression.compile(source, Self.environment)
        do throws(ExpressionError) {
            let value = try expression.evaluate(Self.bindings, try? TestCalendar.make())
            Issue.record("gave \(value)")
        } catch {
            #expect(error.kind == kind, "\(error)")
        }
    }

    @Test func `The paths that are read are known`() throws {
        let source = "form.lama > 1 && has(form.kota) || today > date('2026-01-01')"
        let expression = try Expression.compile(source, Self.environment)
        #expect(expression.fields == ["form.lama", "form.kota", "today"])
        #expect(expression.type == .bool)
    }

    @Test func `A name is suggested for a slip`() throws {
        let error = try #require(throws: ExpressionError.self) {
            try Expression.compile("form.lma > 1", Self.environment)
        }
        #expect(error.hint == "did you mean `lama`?")
        #expect("\(error)" == "1:6: there is no field `lma` here; did you mean `lama`?")
    }

    @Test func `A result of another type than expected is refused`() {
        #expect(throws: ExpressionError.self) {
            try Expression.compile("form.lama", Self.environment, expecting: .bool)
        }
    }

    @Test func `Costs are bounded`() throws {
        func kind(_ source: String, text: String = "") -> ExpressionError.Kind? {
            let environment = ExpressionEnvironment(["s": .string, "p": .bool])
            do throws(ExpressionError) {
                let expression = try Expression.compile(source, environment)
                _ = try expression.evaluate(["s": .string(text), "p": .bool(true)])
                return nil
            } catch {
                return error.kind
            }
        }
        let brackets = String(repeating: "(", count: 2000)
        #expect(kind(brackets + "1") == .cost)
        #expect(kind(String(repeating: "!", count: 4000) + "p") == .cost)
        #expect(kind(String(repeating: "1+", count: 1000) + "1") == .cost)
        #expect(kind(String(repeating: " ", count: 5000)) == .cost)
        #expect(kind(Array(repeating: "p", count: 50).joined(separator: " && ")) == nil)
        let text = String(repeating: "a", count: 50_000)
        #expect(kind("s + s == ''", text: text) == .cost)
        #expect(
            kind("s.contains(s) || true", text: String(repeating: "a", count: 2_000_000)) == .cost)
        #expect(kind("s.matches('(a*)*b') || s.contains('b')", text: text) == nil)
    }

    @Test func `Bindings of a wrong type are an error, not a trap`() throws {
        let expression = try Expression.compile("form.lama + 1", Self.environment)
        for form in [ExpressionValue.string("x"), .record(["lama": .string("3")]), .null] {
            #expect(throws: ExpressionError.self) { try expression.evaluate(["form": form]) }
        }
        #expect(throws: ExpressionError.self) { try expression.evaluate([:]) }
    }
}
