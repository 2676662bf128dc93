import Kernel
import Texts

/// Adds what Cairo 1.16 cannot write: language, texts in place of pictures, scopes of table
/// headings, artifacts, the title in the window, XMP, a file identifier.
struct PDFFinish {
    private let letter: LetterDocument
    private let date: PDFDate
    private let alternatives: [String]
    private let numberings: [String]

    init(letter: LetterDocument, date: PDFDate, alternatives: [String], numberings: [String]) {
        self.letter = letter
        self.date = date
        self.alternatives = alternatives
        self.numberings = numberings
    }

    func finish(_ raw: [UInt8]) throws(PDFError) -> [UInt8] {
        var file = try PDFFile(raw)
        describeElements(&file)
        try separateArtifacts(&file)
        let metadata = file.add(xmp())
        guard let catalog = file.text(file.root), let end = catalog.lastRange(of: ">>") else {
            throw .press("no catalogue")
        }
        let entries =
            "   /Lang (\(letter.language == .id ? "id-ID" : "en-GB"))\n"
            + "   /ViewerPreferences << /DisplayDocTitle true >>\n"
            + "   /Metadata \(metadata) 0 R\n"
        file.set(file.root, catalog[..<end] + entries + ">>\n")
        return file.bytes(identifier: Self.fingerprint)
    }

    // MARK: Structure elements

    private func describeElements(_ file: inout PDFFile) {
        var figures = alternatives[...]
        var lists = numberings[...]
        for number in file.numbers {
            guard let text = file.text(number) else { continue }
            if text.hasPrefix("<< /Type /StructElem") {
                let addition: String
                switch Self.name(after: "/S ", in: text) {
                case "Figure":
                    addition = "/Alt \(Self.string(figures.popFirst() ?? ""))"
                case "TH":
                    // The headings of ruled tables stand side by side in their row.
                    let row = Self.number(after: "/P ", in: text)
                    let siblings = row.flatMap { file.text($0) }.map {
                        Self.kids($0).filter { kid in
                            file.text(kid).map { Self.name(after: "/S ", in: $0) } == "TH"
                        }.count
                    }
                    let scope = (siblings ?? 0) > 1 ? "Column" : "Row"
                    addition = "/A << /O /Table /Scope /\(scope) >>"
                case "L":
                    addition = "/A << /O /List /ListNumbering /\(lists.popFirst() ?? "None") >>"
                default: continue
                }
                file.set(number, Self.adding(addition, to: text))
            } else if text.hasPrefix("<< /Type /Page %") {
                file.set(number, Self.adding("/Tabs /S", to: text))
            }
        }
    }

    /// Ornaments and page numbers leave the structure tree and become artifacts of the page.
    private func separateArtifacts(_ file: inout PDFFile) throws(PDFError) {
        let artifacts = file.numbers.filter { number in
            guard let text = file.text(number), text.hasPrefix("<< /Type /StructElem") else {
                return false
            }
            return Self.name(after: "/S ", in: text) == Canvas.artifactTag
        }
        let removed = Set(artifacts)
        for number in file.numbers where !removed.contains(number) {
            guard let text = file.text(number) else { continue }
            if text.hasPrefix("<< /Type /StructElem") {
                file.set(number, Self.withoutKids(removed, in: text))
            } else if text.hasPrefix("[") {
                file.set(number, Self.replacing(removed, in: text, by: "null"))
            } else if text.hasPrefix("<< /Type /Page %"),
                let content = Self.number(after: "/Contents ", in: text)
            {
                let stream = try Deflate.unpack(try file.stream(content))
                try file.setStream(content, try Deflate.pack(Self.markArtifacts(stream)))
            }
        }
        for number in artifacts { file.set(number, "null\n") }
    }

    /// `/Private << /MCID 3 >> BDC` becomes `/Artifact BMC`.
    static func markArtifacts(_ stream: [UInt8]) -> [UInt8] {
        let mark = Array("/\(Canvas.artifactTag) <<".utf8)
        let close = Array("BDC".utf8)
        var marked: [UInt8] = []
        var index = 0
        while let found = stream.firstIndex(of: mark, from: index),
            let end = stream.firstIndex(of: close, from: found)
        {
            marked += stream[index..<found] + Array("/Artifact BMC".utf8)
            index = end + close.count
        }
        return marked + stream[index...]
    }

    static func withoutKids(_ removed: Set<Int>, in text: String) -> String {
        guard let place = text.firstRange(of: "/K ") else { return text }
        var kids = replacing(removed, in: String(text[place...]), by: "")
        if kids.hasPrefix("/K \n") || kids.hasPrefix("/K  ") {
            kids = "/K []" + kids.dropFirst(3)
        }
        return text[..<place] + kids
    }

    /// Replaces references (`12 0 R`) to the given objects.
    static func replacing(_ numbers: Set<Int>, in text: String, by other: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var words = line.split(separator: " ", omittingEmptySubsequences: false).map(
                String.init)
            var index = 0
            while index + 2 < words.count {
                if words[index + 1] == "0", words[index + 2] == "R", let number = Int(words[index]),
                    numbers.contains(number)
                {
                    words.replaceSubrange(index...index + 2, with: [other])
                }
                index += 1
            }
            lines.append(words.joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }

    private static func kids(_ text: String) -> [Int] {
        guard let place = text.firstRange(of: "/K ") else { return [] }
        let words = text[place...].split { " \n[]".contains($0) }
        return words.indices.dropLast(2).compactMap { index in
            words[index + 1] == "0" && words[index + 2] == "R" ? Int(words[index]) : nil
        }
    }

    private static func name(after key: String, in text: String) -> String? {
        guard let place = text.firstRange(of: key + "/") else { return nil }
        let rest = text[place...].dropFirst(key.count + 1)
        return String(rest.prefix { $0.isLetter || $0.isNumber })
    }

    private static func number(after key: String, in text: String) -> Int? {
        guard let place = text.firstRange(of: key) else { return nil }
        return Int(text[place...].dropFirst(key.count).prefix { $0.isNumber })
    }

    private static func adding(_ entry: String, to text: String) -> String {
        guard let end = text.lastRange(of: ">>") else { return text }
        return "\(text[..<end])   \(entry)\n>>\n"
    }

    // MARK: Strings

    /// A text string as UTF-16 in hexadecimal.
    static func string(_ text: String) -> String {
        "<FEFF"
            + text.utf16.map { unit in
                let digits = String(unit, radix: 16, uppercase: true)
                return String(repeating: "0", count: 4 - digits.count) + digits
            }.joined() + ">"
    }

    private func xmp() -> [UInt8] {
        func escaped(_ text: String) -> String { TextEscaping.html(text) }
        let language = letter.language == .id ? "id-ID" : "en-GB"
        let packet = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
            xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <dc:format>application/pdf</dc:format>
            <dc:language><rdf:Bag><rdf:li>\(language)</rdf:li></rdf:Bag></dc:language>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(letter.title))</rdf:li>\
            </rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>\(escaped(letter.author))</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(letter.subject))\
            </rdf:li></rdf:Alt></dc:description>
            <xmp:CreatorTool>Pendopo</xmp:CreatorTool>
            <xmp:CreateDate>\(date.iso)</xmp:CreateDate>
            <xmp:ModifyDate>\(date.iso)</xmp:ModifyDate>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        let bytes = Array(packet.utf8)
        let head = "<< /Type /Metadata /Subtype /XML /Length \(bytes.count) >>\nstream\n"
        return Array(head.utf8) + bytes + Array("\nendstream\n".utf8)
    }

    /// 128 bits that tell files apart; no safeguard, hence no cryptography (FNV-1a, two seeds).
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        func fnv(_ seed: UInt64) -> String {
            var hash = seed
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let digits = String(hash, radix: 16, uppercase: true)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return fnv(0xCBF2_9CE4_8422_2325) + fnv(0x8422_2325_CBF2_9CE4)
    }
}

extension String {
    fileprivate func firstRange(of part: String) -> String.Index? {
        guard let index = Array(utf8).firstIndex(of: Array(part.utf8)) else { return nil }
        return utf8.index(startIndex, offsetBy: index)
    }

    fileprivate func lastRange(of part: String) -> String.Index? {
        guard let index = Array(utf8).lastIndex(of: Array(part.utf8)) else { return nil }
        return utf8.index(startIndex, offsetBy: index)
    }
}
