import Kernel
import Signatures
import Testing

/// The published classes of attacks on signed PDF files, each made by hand on a letter of ours.
@Suite("Attacks on signed letters")
struct AttackTests {
    private func place(_ text: String, in bytes: [UInt8], last: Bool = false) throws -> Int {
        let word = Array(text.utf8)
        let places = bytes.indices.filter { bytes[$0...].starts(with: word) }
        return try #require(last ? places.last : places.first)
    }

    private func replacing(_ text: String, by other: String, in bytes: [UInt8]) throws -> [UInt8] {
        var bytes = bytes
        let start = try place(text, in: bytes)
        bytes.replaceSubrange(start..<start + text.utf8.count, with: other.utf8)
        return bytes
    }

    /// A revision that writes objects anew, as an editor would.
    private func update(_ bytes: [UInt8], _ objects: [Int: String]) throws -> [UInt8] {
        var bytes = bytes
        let previous = try #require(
            Int(String(decoding: bytes.suffix(20), as: UTF8.self).filter(\.isNumber)))
        var table = "xref\n"
        for (number, text) in objects.sorted(by: { $0.key < $1.key }) {
            let digits = String(bytes.count)
            table += "\(number) 1\n" + String(repeating: "0", count: 10 - digits.count) + digits
            table += " 00000 n \n"
            bytes += "\(number) 0 obj\n\(text)\nendobj\n".utf8
        }
        let root = try number(after: "/Root ", in: bytes)
        let start = bytes.count
        bytes += "\(table)trailer\n<< /Size 900 /Root \(root) 0 R /Prev \(previous) >>\n".utf8
        bytes += "startxref\n\(start)\n%%EOF\n".utf8
        return bytes
    }

    private func number(after text: String, in bytes: [UInt8]) throws -> Int {
        let start = try place(text, in: bytes, last: true) + text.utf8.count
        let digits = bytes[start...].prefix { (48...57).contains($0) }
        return try #require(Int(String(decoding: digits, as: UTF8.self)))
    }

    private func page(_ reader: PDFReader) throws -> (number: Int, content: Int) {
        for number in 1..<200 {
            guard case .dictionary(let entries) = try reader.object(number),
                entries["Type"] == .name("Page"),
                case .reference(let content)? = entries["Contents"]
            else { continue }
            return (number, content)
        }
        throw SigningError.badAnswer
    }

    @Test("a changed byte of the letter")
    func changed() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        var bytes = signed
        bytes[try place("stream", in: bytes) + 40] ^= 1
        let report = house.verify(bytes)
        #expect(report.verdict == .altered)
        #expect(report.problem == .digestDiffers)
    }

    @Test("the content written anew in a later revision (incremental saving)")
    func saving() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let content = try page(PDFReader(signed)).content
        let stream = "<< /Length 12 >>\nstream\nBT (lain) ET\nendstream"
        let report = house.verify(try update(signed, [content: stream]))
        #expect(report.verdict == .altered)
        #expect(report.problem == .changed(.content, revision: 3))
    }

    @Test("a page that shows another content, or further pages")
    func pages() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let page = try page(PDFReader(signed)).number
        let report = house.verify(
            try update(
                signed,
                [
                    page: "<< /Type /Page /Parent 1 0 R /Contents 800 0 R >>",
                    800: "<< /Length 12 >>\nstream\nBT (lain) ET\nendstream",
                ]))
        #expect(report.verdict == .altered)
        #expect(report.problem == .changed(.page, revision: 3))
    }

    @Test("a revision without its own directory, and other bytes behind the end")
    func stray() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        for tail in ["garis\n", "5 0 obj\n<< >>\nendobj\n", "trailer << /Root 1 0 R >>\n%%EOF\n"] {
            let report = house.verify(signed + Array(tail.utf8))
            #expect(report.verdict == .altered, "\(tail)")
            #expect(report.problem == .strayBytes)
        }
        #expect(house.verify(signed + Array("\n\n".utf8)).verdict == .valid)
    }

    @Test("a catalogue that is another one (shadow: hide)")
    func catalogue() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let root = try number(after: "/Root ", in: signed)
        let report = house.verify(
            try update(signed, [root: "<< /Type /Catalog /Pages 801 0 R >>"]))
        #expect(report.verdict == .altered)
    }

    @Test("a signature that a later revision takes off")
    func takenOff() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let form = try number(after: "/AcroForm ", in: signed)
        let report = house.verify(try update(signed, [form: "<< /Fields [] >>"]))
        #expect(report.verdict == .altered)
        #expect(report.problem == .takenOff)
    }

    @Test("a ByteRange over a part, none at all, or a negative one (signature forgery)")
    func ranges() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let start = try place("/ByteRange [", in: signed) + 11
        let end = try #require(signed[start...].firstIndex(of: UInt8(ascii: "]"))) + 1
        let own = String(decoding: signed[start..<end], as: UTF8.self)
        let numbers = own.dropFirst().dropLast().split(separator: " ").compactMap { Int($0) }
        let others = [
            "[0 0 0 0]", "[]", "null", "[0 \(numbers[1]) \(numbers[2]) -1]",
            "[0 \(numbers[1] - 9) \(numbers[2]) \(numbers[3])]",
            "[0 \(numbers[1]) \(numbers[2]) \(numbers[3] - 9)]",
        ]
        for other in others {
            var bytes = signed
            let padded = other + String(repeating: " ", count: own.count - other.count)
            bytes.replaceSubrange(start..<end, with: padded.utf8)
            #expect(house.verify(bytes).verdict == .altered, "\(other)")
        }
    }

    @Test("other entries in the gap that the ByteRange leaves (signature wrapping)")
    func wrapping() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let start = try place("/Contents <", in: signed) + 11
        var bytes = signed
        let foreign = "> /Lain << /X (" + String(repeating: "x", count: 4_000) + ") >> /Y <"
        bytes.replaceSubrange(start + 20_000..<start + 20_000 + foreign.count, with: foreign.utf8)
        let report = house.verify(bytes)
        #expect(report.verdict == .altered)
        #expect(report.problem == .partialCover)
    }

    @Test("something in the room of the signature that is none")
    func room() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let start = try place("/Contents <", in: signed) + 11
        var garbage = signed
        garbage.replaceSubrange(start + 20_000..<start + 20_004, with: "BEEF".utf8)
        #expect(house.verify(garbage).problem == .foreignContents)
        var emptied = signed
        emptied.replaceSubrange(
            start..<start + 24_576, with: [UInt8](repeating: UInt8(ascii: "0"), count: 24_576))
        #expect([.altered, .unreadable].contains(house.verify(emptied).verdict))
        var broken = signed
        broken.replaceSubrange(start + 400..<start + 404, with: "FFFF".utf8)
        #expect(house.verify(broken).verdict != .valid)
    }

    @Test("an object that the letter pointed at without having it (shadow: hide and replace)")
    func hidden() async throws {
        let house = try await SigningHouse.make()
        // Prepared before the signature: the page knows an annotation that is not there yet.
        let page = try page(PDFReader(house.letter))
        guard case .dictionary = try PDFReader(house.letter).object(page.number) else { return }
        let prepared = try update(
            house.letter,
            [802: "<< /Type /Annot /Subtype /Square /AP << /N 803 0 R >> >>"])
        let pointing = try update(prepared, [804: "[ 802 0 R 805 0 R ]"])
        let signed = try SigningHouse.sign(pointing, house.request(), by: house.head)
        #expect(house.verify(signed).verdict == .valid)
        let shown = try update(signed, [805: "<< /Type /Annot /Subtype /Square >>"])
        #expect(house.verify(shown).problem == .changed(.hidden, revision: 5))
    }

    @Test("a field over the text that comes after the signature")
    func field() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let form = try number(after: "/AcroForm ", in: signed)
        guard case .dictionary(let entries) = try PDFReader(signed).object(form),
            case .array(let fields)? = entries["Fields"], case .reference(let own)? = fields.first
        else { return }
        let report = house.verify(
            try update(
                signed,
                [
                    form: "<< /Fields [\(own) 0 R 806 0 R] /SigFlags 3 >>",
                    806: "<< /FT /Sig /T (Baru) /Subtype /Widget /Rect [0 0 500 500] >>",
                ]))
        #expect(report.problem == .changed(.form, revision: 3))
    }
}
