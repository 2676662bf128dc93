import Foundation
import Testing
import Texts

@testable import Documents

@Suite("Printed letters")
struct PDFTests {
    let renderer = PDFRenderer()

    func text(_ path: String) throws -> String {
        try #require(Tool("pdftotext")).run("-raw", path, "-").output
    }

    @Test("Equal letters give equal bytes, whatever was printed between")
    func deterministic() async throws {
        let letter = try ResearchLetter.letter()
        let first = try await renderer.render(letter)
        _ = try await renderer.render(ResearchLetter.receipt().document)
        _ = try await renderer.render(ResearchLetter.letter(isDraft: true))
        let second = try await renderer.render(letter)
        #expect(first == second)
        #expect(first.count < 120_000)
    }

    @Test(
        "The file is sound, tagged and embeds its fonts", .enabled(if: Tool.has("pdfinfo", "qpdf")))
    func tagged() async throws {
        let bytes = try await renderer.render(ResearchLetter.letter())
        try await withFolder { folder in
            let path = "\(folder)/letter.pdf"
            try write(bytes, path)
            let check = try #require(Tool("qpdf")).run("--check", path)
            #expect(check.status == 0, "\(check.output)")
            let info = try #require(Tool("pdfinfo")).run(path).output
            #expect(info.contains("Title:           Surat Keterangan Penelitian"))
            #expect(info.contains("Tagged:          yes"))
            #expect(!info.contains("Syntax"))
            let tree = try #require(Tool("pdfinfo")).run("-struct-text", path).output
            for part in [
                "Document", "H1 (block)", "Table (block)", "TH", "TD", "L (block)", "LBody",
                "Figure",
            ] { #expect(tree.contains(part), "\(part)") }
            // Later lines of a paragraph belong to it, with a space between the lines.
            #expect(tree.contains("tentang Penerbitan Surat Keterangan Penelitian."))
            #expect(!tree.contains("Private"))
            #expect(!tree.contains("Halaman"))
            let fonts = try #require(Tool("pdffonts")).run(path).output
            for line in fonts.split(separator: "\n").dropFirst(2) {
                #expect(line.contains("yes yes yes"), "\(line)")
            }
        }
        let latin = String(decoding: bytes, as: UTF8.self)
        #expect(latin.contains("/Lang (id-ID)"))
        #expect(latin.contains("/DisplayDocTitle true"))
        #expect(latin.contains("/Alt \(PDFFinish.string("Lambang Kota Bogor"))"))
    }

    @Test("The words come out in the order of reading", .enabled(if: Tool.has("pdftotext")))
    func words() async throws {
        let letter = try ResearchLetter.letter()
        let bytes = try await renderer.render(letter)
        try await withFolder { folder in
            try write(bytes, "\(folder)/words.pdf")
            let printed = try text("\(folder)/words.pdf").split(whereSeparator: \.isWhitespace)
            // List numbers are printed, not written.
            let wanted = letter.body.blocks.map(\.words).joined(separator: "\n")
                .split(whereSeparator: \.isWhitespace)
            var rest = printed[...]
            for word in wanted {
                let place = try #require(
                    rest.firstIndex(of: word), "\(word) after \(rest.prefix(8))")
                #expect(place - rest.startIndex < 60, "\(word)")
                rest = rest[(place + 1)...]
            }
        }
    }

    @Test(
        "The code on the page is read by a camera's reader",
        .enabled(if: Tool.has("pdftoppm", "zbarimg")))
    func code() async throws {
        let bytes = try await renderer.render(ResearchLetter.letter())
        let receipt = try await renderer.render(ResearchLetter.receipt().document)
        try await withFolder { folder in
            try write(bytes, "\(folder)/code.pdf")
            try write(receipt, "\(folder)/receipt.pdf")
            for (name, url) in [("code", ResearchLetter.url), ("receipt", "BGR-7F3K-29QX")] {
                let png = "\(folder)/\(name)"
                _ = try #require(Tool("pdftoppm")).run(
                    "-png", "-r", "110", "-singlefile", "\(png).pdf", png)
                let read = try #require(Tool("zbarimg")).run("-q", "--raw", "\(png).png").output
                #expect(read.contains(url))
            }
        }
    }

    @Test("Long names and three pages do not break", .enabled(if: Tool.has("pdfinfo", "qpdf")))
    func long() async throws {
        var values = ResearchLetter.values
        values["nama"] = .text(String(repeating: "Raden Mas Panjang ", count: 12) + "M.Si.")
        values["judul"] = .text(String(repeating: "x", count: 300))
        values["anggota"] = .list(
            (1...60).map { ["nama": .text("Anggota \($0)"), "identitas": "NIM 123"] })
        values["catatan"] = .text(String(repeating: "Catatan petugas. ", count: 60))
        let bytes = try await renderer.render(ResearchLetter.letter(values))
        try await withFolder { folder in
            try write(bytes, "\(folder)/long.pdf")
            let info = try #require(Tool("pdfinfo")).run("\(folder)/long.pdf").output
            #expect(info.contains("Pages:           3") || info.contains("Pages:           4"))
            #expect(try #require(Tool("qpdf")).run("--check", "\(folder)/long.pdf").status == 0)
            #expect(try text("\(folder)/long.pdf").contains("Halaman 2 dari"))
        }
    }

    @Test("A draft says so and carries no code", .enabled(if: Tool.has("pdftotext", "pdfinfo")))
    func draft() async throws {
        let bytes = try await renderer.render(ResearchLetter.letter(isDraft: true))
        try await withFolder { folder in
            try write(bytes, "\(folder)/draft.pdf")
            #expect(try text("\(folder)/draft.pdf").contains("KONSEP"))
            let tree = try #require(Tool("pdfinfo")).run("-struct-text", "\(folder)/draft.pdf")
            #expect(tree.output.split(separator: "KONSEP").count == 2)
        }
    }

    @Test("A ruled table has headings for its columns", .enabled(if: Tool.has("qpdf")))
    func table() async throws {
        let source = "# DAFTAR\n|= No | Nama | Keterangan\n|- 1 | Ani | Ketua tim\n|- 2 | Budi | –"
        let bytes = try await renderer.render(
            ResearchLetter.letter(source: source + "\n\n:tanda-tangan"))
        #expect(String(decoding: bytes, as: UTF8.self).contains("/Scope /Column"))
        try await withFolder { folder in
            try write(bytes, "\(folder)/table.pdf")
            #expect(try #require(Tool("qpdf")).run("--check", "\(folder)/table.pdf").status == 0)
        }
    }

    @Test("Too much, and fonts that are not there, are refused")
    func limits() async throws {
        let letter = try ResearchLetter.letter()
        await #expect(throws: PDFError.tooMuchText) {
            try await PDFRenderer(limits: PDFLimits(characters: 100)).render(letter)
        }
        var long = letter
        long.body.blocks += [.pageBreak, .paragraph("x", indented: false)]
        await #expect(throws: PDFError.self) {
            try await PDFRenderer(limits: PDFLimits(pages: 1)).render(long)
        }
        var strange = letter
        strange.body.family = "Huruf Tidak Ada"
        await #expect(throws: PDFError.missingFamily("Huruf Tidak Ada")) {
            try await renderer.render(strange)
        }
    }
}

@Suite("QR codes and paths")
struct DrawingTests {
    @Test("The SVG has a title, a border and no sign of markup in it")
    func svg() throws {
        let code = try #require(QRCode("https://kota.example/p/1"))
        #expect(code.modules.count == code.size)
        #expect(code.modules[0][0] && code.modules[0][6] && !code.modules[1][1])
        let svg = code.svg(title: "Kode <\"QR\">")
        #expect(svg.contains("<title>Kode &lt;&quot;QR&quot;&gt;</title>"))
        #expect(svg.contains("viewBox=\"0 0 \(code.size + 8) \(code.size + 8)\""))
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "x", count: 4000)) == nil)
    }

    @Test("Paths are read as SVG has them")
    func paths() {
        #expect(
            VectorPath("M1 2 h3 V-4 l1,1z")?.steps == [
                .move(.init(x: 1, y: 2)), .line(.init(x: 4, y: 2)), .line(.init(x: 4, y: -4)),
                .line(.init(x: 5, y: -3)), .close,
            ])
        #expect(VectorPath("M1") == nil)
        #expect(VectorPath("A1 2") == nil)
        #expect(VectorPath("") == nil)
    }
}
