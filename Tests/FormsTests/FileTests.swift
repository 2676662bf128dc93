import Forms
import Testing

struct FileTests {
    private let rule = FileRule(kinds: [.pdf, .jpeg], maxBytes: 2_500_000, maxCount: 2)

    @Test("The kind of a file is found from its content")
    func sniffing() {
        #expect(FileKind.sniff(Array("%PDF-1.7\n".utf8)) == .pdf)
        #expect(FileKind.sniff(Array("\n\n%PDF-1.4".utf8)) == .pdf)
        #expect(FileKind.sniff([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]) == .jpeg)
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        #expect(FileKind.sniff(png + Array("IHDR".utf8)) == .png)
        #expect(FileKind.sniff(png + Array("EVIL".utf8)) == nil)
        #expect(FileKind.sniff(Array("<html>".utf8)) == nil)
        #expect(FileKind.sniff(Array("MZ".utf8)) == nil)
        #expect(FileKind.sniff([UInt8]()) == nil)
        #expect(FileKind.sniff([UInt8](repeating: 0x20, count: 1024) + Array("%PDF-".utf8)) == nil)
    }

    @Test("Limits say what is accepted")
    func limits() {
        func key(_ bytes: String, size: Int64, there: Int = 0) -> String? {
            let result = rule.check(
                field: "f", prefix: Array(bytes.utf8), size: size, alreadyThere: there)
            guard case .failure(let problem) = result else { return nil }
            return problem.key
        }
        #expect(key("%PDF-1.7", size: 2_500_000) == nil)
        #expect(key("%PDF-1.7", size: 2_500_001) == "forms.file.tooLarge")
        #expect(key("%PDF-1.7", size: 9, there: 2) == "forms.file.tooMany")
        #expect(key("", size: 0) == "forms.file.empty")
        #expect(key("GIF89a", size: 9) == "forms.file.kind")
        #expect(rule.sizeText == "2,5 MB")
        #expect(rule.kindsText == "PDF, JPG")
    }

    @Test("Names of files become harmless and keep their meaning")
    func names() {
        #expect(FileName.clean("C:\\temp\\Surat Pengantar.PDF", .pdf) == "Surat Pengantar.pdf")
        #expect(FileName.clean("../../etc/passwd", .png) == "passwd.png")
        #expect(FileName.clean("foto\u{202E}gpj.exe", .jpeg) == "fotogpj.exe.jpg")
        #expect(FileName.clean("..", .pdf) == "berkas.pdf")
    }
}
