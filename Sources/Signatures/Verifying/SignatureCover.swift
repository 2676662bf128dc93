import SwiftASN1

/// What a signature covers, held against the file: exactly one revision but for its own digits.
///
/// Defeats signatures over a part of the file, wrapped signatures, and a second text hidden in the
/// gap (the classes “signature wrapping” and “universal signature forgery” of the published
/// attacks on PDF signatures).
struct SignatureCover {
    let entries: [String: PDFObject]
    /// The file as it was when it was signed.
    let before: PDFReader
    /// The covered bytes, in two parts.
    let parts: [ArraySlice<UInt8>]
    /// The signature as DER, without the zeros that fill its room.
    let message: [UInt8]
    let end: Int

    struct Fault: Error {
        let problem: SignatureProblem
    }

    init(_ field: SignatureForm.Field, in reader: PDFReader) throws(Fault) {
        guard let number = field.value, case .at(let offset)? = reader.entries[number],
            let read = Self.read(reader, offset, number)
        else { throw Fault(problem: .unreadable) }
        entries = read.mapValues(\.value)
        guard let range = entries["ByteRange"]?.arrayValue?.map({ $0.integerValue ?? -1 }),
            range.count == 4, range[0] == 0, range[1] > offset, range[2] > range[1],
            range[3] > 0, range[2] <= reader.end, range[3] <= reader.end - range[2],
            let contents = read["Contents"]?.range, contents == range[1]..<range[2]
        else { throw Fault(problem: .partialCover) }
        end = range[2] + range[3]
        guard let before = try? PDFReader(reader.bytes, end: end), !before.hasTail,
            before.entries[number] == .at(offset),
            before.sections.count < 2 || offset > before.sections[1],
            let form = try? SignatureForm(before),
            form.fields.contains(where: { $0.number == field.number && $0.value == number })
        else { throw Fault(problem: .partialCover) }
        self.before = before
        parts = [reader.bytes[..<range[1]], reader.bytes[range[2]..<end]]
        guard reader.bytes[contents.lowerBound] == UInt8(ascii: "<"),
            reader.bytes[contents].dropFirst().dropLast().allSatisfy({
                PDFScanner.digit($0) != nil
            }), let filled = entries["Contents"]?.stringValue,
            let length = DERLength.whole(filled[...]), length <= filled.count,
            filled[length...].allSatisfy({ $0 == 0 })
        else { throw Fault(problem: .foreignContents) }
        message = Array(filled[..<length])
    }

    private static func read(
        _ reader: PDFReader, _ offset: Int, _ number: Int
    ) -> [String: (value: PDFObject, range: Range<Int>)]? {
        guard var scanner = try? reader.valuePlace(at: offset, number) else { return nil }
        return try? scanner.entries()
    }
}
