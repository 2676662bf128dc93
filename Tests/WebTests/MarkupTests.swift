import Testing

@testable import Web

@Suite("Markup by interpolation")
struct MarkupTests {
    @Test(
        "What somebody typed cannot become markup",
        arguments: [
            "<script>alert(1)</script>", "\" onmouseover=\"x", "' autofocus onfocus='x",
            "</title><b>",
            "&lt;b&gt;", "<!--", "]]>",
        ])
    func escapes(_ hostile: String) {
        let html: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let inner = html.text.dropFirst("<p title=\"".count).dropLast("</p>".count)
        #expect(!inner.contains("<"))
        #expect(!inner.contains("'"))
        #expect(inner.filter { $0 == "\"" }.count == 1)
        #expect(inner.filter { $0 == ">" }.count == 1)
    }

    @Test("Control characters are shown as replacement, line breaks stay")
    func controls() {
        let html: HTML = "\("a\u{0}b\u{1B}c\nd\te")"
        #expect(html.text == "a\u{FFFD}b\u{FFFD}c\nd\te")
    }

    @Test("Text of any script passes untouched")
    func scripts() {
        let html: HTML = "\("ᮊᮧᮒ ꦏꦸꦛ 🏛️ é")"
        #expect(html.text == "ᮊᮧᮒ ꦏꦸꦛ 🏛️ é")
    }

    @Test(
        "Addresses that could run become a number sign",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        ])
    func badAddresses(_ address: String) {
        let html: HTML = "\(url: address)"
        #expect(html.text == "#")
    }

    @Test(
        "Addresses of the web and of this site stay",
        arguments: [
            "/a?b=c", "https://contoh.id/x", "http://contoh.id", "mailto:a@contoh.id", "tel:+62251",
            "#isi", "?q=a:b", "a/b:c",
        ])
    func goodAddresses(_ address: String) {
        let html: HTML = "\(url: address)"
        #expect(html.text == address)
    }

    @Test("Attributes without value are left out, flags are bare")
    func attributes() {
        let none: String? = nil
        let html: HTML = """
            <i\(attribute: "id", none)\(attribute: "lang", "a\"b")\(flag: "open", true)\
            \(flag: "hidden", false)>
            """
        #expect(html.text == "<i lang=\"a&quot;b\" open>")
    }

    @Test("Pieces nest without being escaped twice")
    func nesting() {
        let inner = HTML.each(["a<b", "c"]) { "<li>\($0)</li>" }
        let html: HTML =
            "<ul>\(inner)</ul>\(HTML.when(false, "no"))\(HTML.with(Int?.none) { "\($0)" })"
        #expect(html.text == "<ul><li>a&lt;b</li><li>c</li></ul>")
        #expect(HTML.lines("a\n<b>").text == "a<br>&lt;b&gt;")
    }

    @Test(
        "Only paths of this site are places to be sent to",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil", "javascript:x",
            "/a\r\nSet-Cookie: x", "",
        ])
    func redirects(_ target: String) {
        #expect(SafeURL.local(target) == nil)
    }

    @Test(
        "Names of files cannot break the header",
        arguments: [
            ("a\"b.pdf", "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
            ("../../etc/passwd", "attachment; filename=\"passwd\""),
            ("x\r\ny.pdf", "attachment; filename=\"xy.pdf\""),
            ("", "attachment; filename=\"berkas\""),
        ])
    func disposition(_ name: String, _ header: String) {
        #expect(Disposition.header(name, inline: false) == header)
    }

    @Test("A changed word is taken out and put in, the rest stays")
    func diff() {
        #expect(
            WordDiff.make("tiga bulan di kota", "enam bulan di kota") == [
                .removed("tiga "), .added("enam "), .same("bulan di kota"),
            ])
        #expect(WordDiff.make("a", "a") == [.same("a")])
        #expect(WordDiff.make("", "a b") == [.added("a b")])
    }
}
