import Testing

@testable import Kernel

@Suite struct JSONTests {
    @Test func `The canonical form is that of RFC 8785`() throws {
        let source = #"""
            {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
            "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}
            """#
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try JSONValue(parsing: source.utf8).text == expected)
        let sorted: JSONValue = ["\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5]
        #expect(sorted.text == "{\"\\r\":2,\"1\":4,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}")
    }

    @Test(arguments: [
        (0.000001, "0.000001"), (1e-7, "1e-7"), (1e21, "1e+21"), (123e18, "123000000000000000000"),
        (-0.0, "0"), (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.1, "0.1"), (-12.5, "-12.5"), (1e20, "100000000000000000000"),
    ])
    func `Numbers are laid out as ECMAScript does`(value: Double, text: String) {
        #expect(JSONValue.double(value).text == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "1.", "+1", "\"\\ud800\"", "\"\u{0}\"", "nul",
        "[1] 2", "{\"a\" 1}", "\"\\x\"", "1e999", "'a'", "{a:1}", "[", "\"abc",
    ])
    func `What is no JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text.utf8) }
    }

    @Test func `Limits hold`() {
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep.utf8) }
        #expect(throws: JSONError.self) {
            try JSONValue(parsing: "[1,2,3]".utf8, limits: .init(values: 3))
        }
        #expect(throws: JSONError.self) {
            try JSONValue(parsing: "[1,2,3]".utf8, limits: .init(bytes: 6))
        }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `Whole numbers stay exact`() throws {
        #expect(try JSONValue(parsing: "9223372036854775807".utf8).integerValue == .max)
        #expect(try JSONValue(parsing: "-9223372036854775808".utf8).text == "-9223372036854775808")
        #expect(try JSONValue(parsing: "[1,{\"a\":\"\\ud83d\\ude00\"}]".utf8)[1]?["a"] == "😀")
    }
}
