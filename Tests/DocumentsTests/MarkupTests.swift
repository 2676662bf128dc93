import Testing
import Texts

@testable import Documents

@Suite("Letter markup")
struct MarkupTests {
    @Test("Every kind of line becomes its block")
    func blocks() throws {
        let body = try LetterMarkup.parse(
            """
            :huruf Noto Serif
            :ukuran 10,5
            # SURAT
            # KETERANGAN
            = Nomor: 1
            Satu *dua* _tiga_
            empat \\
            lima

            > Masuk
            | Nama : Ani : B
            @ Dasar
            1. pertama
              terus
            2. kedua
            - butir
            |= No | Nama
            |- 1 | A\\|B
            :bersama
            ## Bab
            :selesai
            :halaman-baru
            :tanda-tangan
            """)
        #expect(body.family == "Noto Serif")
        #expect(body.size == 10.5)
        #expect(
            body.blocks == [
                .title("SURAT\u{2028}KETERANGAN"), .centred("Nomor: 1"),
                .paragraph(
                    RichText(runs: [
                        .init("Satu "), .init("dua", bold: true), .init(" "),
                        .init("tiga", italic: true), .init(" empat\u{2028}lima"),
                    ]), indented: false),
                .paragraph("Masuk", indented: true), .facts([.init("Nama", "Ani : B")]),
                .basis(label: "Dasar", .numbers, ["pertama terus", "kedua"]),
                .list(.bullets, ["butir"]),
                .table(header: ["No", "Nama"], rows: [["1", "A|B"]]), .keep([.heading("Bab")]),
                .pageBreak, .signature,
            ])
    }

    @Test(
        "A slip is named with its line",
        arguments: [
            ("# A\n*tebal", 2), ("# A\n\n:salah", 3), ("# A\n:bersama\nx", 2), (":selesai", 1),
            ("# A\n:huruf X", 2), (":ukuran besar\n# A", 1), ("|- 1 | 2", 1),
            ("|= a | b\n|- 1", 2), ("| tanpa titik dua", 1), ("# A\n@ Dasar\n\nteks", 2),
            (":tanda-tangan\n:tanda-tangan", 2), ("#tanpa spasi", 1), ("", 1),
        ])
    func errors(source: String, line: Int) {
        #expect {
            try LetterMarkup.parse(source)
        } throws: { error in
            (error as? LetterMarkupError)?.line == line
        }
    }

    @Test("A value is printed and never obeyed")
    func values() throws {
        let scope = TextScope(texts: ["a"])
        for hostile in ["# J", "*x", "1. x", ":bersama", "| a : b", "_", "\\", "x\n:halaman-baru"] {
            let template = try LetterTemplate.compile("{{a}}\n\n| N : {{a}}", allowed: scope)
            let body = try template.body(["a": .text(hostile)])
            let shown = RichText(hostile.replacing("\n", with: "\u{2028}"))
            #expect(
                body.blocks == [.paragraph(shown, indented: false), .facts([.init("N", shown)])])
        }
    }

    @Test("An empty value does not break a letter")
    func emptyValues() throws {
        let scope = TextScope(texts: ["a"])
        let source = "# {{a}}\n= {{a}}\n> {{a}}\n\n| N : {{a}}\n\n1. {{a}}\n\n- {{a}}\n*{{a}}* x"
        #expect(throws: Never.self) { try LetterTemplate.compile(source, allowed: scope) }
    }

    @Test("A letter template names the line of its own source")
    func templateErrors() {
        let scope = TextScope(texts: ["a"])
        #expect {
            try LetterTemplate.compile("{{! x\ny }}\n# {{a}}\n:salah", allowed: scope)
        } throws: { ($0 as? LetterTemplate.Problem)?.line == 4 }
        #expect {
            try LetterTemplate.compile("# A\n{{b}}", allowed: scope)
        } throws: { ($0 as? LetterTemplate.Problem)?.line == 2 }
    }
}
