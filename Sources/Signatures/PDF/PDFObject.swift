/// A value of a PDF file (ISO 32000-1 §7.3), as far as signing and verifying look at it.
public indirect enum PDFObject: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// The digits as they stand in the file: numbers are compared, never computed with.
    case real(String)
    /// Without the slash, `#xx` resolved.
    case name(String)
    case string([UInt8])
    case array([PDFObject])
    case dictionary([String: PDFObject])
    case reference(Int)
    /// The dictionary and the bytes as they stand in the file, still packed.
    case stream([String: PDFObject], [UInt8])

    var integerValue: Int? { if case .integer(let value) = self { value } else { nil } }
    var nameValue: String? { if case .name(let value) = self { value } else { nil } }
    var stringValue: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    var arrayValue: [PDFObject]? { if case .array(let value) = self { value } else { nil } }
    var referenceValue: Int? { if case .reference(let value) = self { value } else { nil } }

    /// Of a dictionary or of a stream.
    var dictionaryValue: [String: PDFObject]? {
        switch self {
        case .dictionary(let entries), .stream(let entries, _): entries
        default: nil
        }
    }

    /// The numbers of all objects that this one points at.
    var references: Set<Int> {
        var found: Set<Int> = []
        collect(&found)
        return found
    }

    private func collect(_ found: inout Set<Int>) {
        switch self {
        case .reference(let number): found.insert(number)
        case .array(let items): for item in items { item.collect(&found) }
        case .dictionary(let entries), .stream(let entries, _):
            for value in entries.values { value.collect(&found) }
        default: break
        }
    }

    /// A text string (ISO 32000-1 §7.9.2.2): UTF-16 with a mark, UTF-8 with a mark, else Latin.
    static func text(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return String(decoding: bytes.dropFirst(3), as: UTF8.self)
        }
        return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
    }
}
