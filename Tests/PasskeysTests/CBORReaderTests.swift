import Kernel
import Testing

@testable import Passkeys

@Suite struct CBORReaderTests {
    /// nil: refused.
    private func read(_ hexadecimal: String) throws -> CBORValue? {
        var reader = CBORReader(try #require(Hexadecimal.bytes(hexadecimal)))
        guard let value = try? reader.value(), reader.isAtEnd else { return nil }
        return value
    }

    /// From RFC 8949, appendix A.
    @Test(arguments: [
        ("00", CBORValue.integer(0)), ("17", .integer(23)), ("1818", .integer(24)),
        ("1903e8", .integer(1_000)), ("1b000000e8d4a51000", .integer(1_000_000_000_000)),
        ("20", .integer(-1)), ("3903e7", .integer(-1_000)), ("3b7fffffffffffffff", .integer(.min)),
        ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null),
        ("4401020304", .bytes([1, 2, 3, 4])),
        ("62c3bc", .text("ü")), ("80", .array([])),
        ("83010203", .array([.integer(1), .integer(2), .integer(3)])),
        ("a201020304", .map([.integer(1): .integer(2), .integer(3): .integer(4)])),
    ])
    func valuesAreRead(_ hexadecimal: String, _ value: CBORValue) throws {
        #expect(try read(hexadecimal) == value)
    }

    @Test(arguments: [
        // Ends too early, or lies about a length.
        "", "18", "19ff", "41", "61", "81", "a1", "a101", "5bffffffffffffffff",
        "9bffffffffffffffff", "bbffffffffffffffff", "7b7fffffffffffffff",
        // Beyond 64 bits with sign.
        "1bffffffffffffffff", "3bffffffffffffffff", "3b8000000000000000",
        // Lengths that are not told, tags, floats, other simple values, reserved numbers.
        "5f4101ff", "7f6161ff", "9f01ff", "bf0102ff", "c001", "f93c00", "fb3ff199999999999a",
        "f7", "f8ff", "e0", "1c", "1f", "ff",
        // Malformed text, a name twice, a name that is a list, five levels.
        "61ff", "62c0af", "a201020103", "a18001", "818181818101",
    ])
    func othersAreRefused(_ hexadecimal: String) throws {
        #expect(try read(hexadecimal) == nil)
    }
}
