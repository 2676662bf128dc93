import Testing

@testable import Texts

@Suite("Texts with parts")
struct PartedTextTests {
    static let scope = TextScope([
        "waktu": .parted(["dari": .text, "sampai": .text]),
        "acara": .list(["waktu": .parted(["dari": .text])]),
    ])

    @Test("All of a text, one part of it, and whether it is there")
    func parts() throws {
        let template = try TextTemplate.compile(
            "{{waktu}}: {{waktu.dari}} {{#waktu}}ada{{/waktu}}{{^waktu}}kosong{{/waktu}}",
            allowed: Self.scope)
        let full = TextValues([
            "waktu": .parted("1–3 Mei", TextValues(texts: ["dari": "1 Mei", "sampai": "3 Mei"]))
        ])
        #expect(template.render(full) == "1–3 Mei: 1 Mei ada")
        let empty = TextValues([
            "waktu": .parted("", TextValues(texts: ["dari": "", "sampai": ""]))
        ])
        #expect(template.render(empty) == ":  kosong")
        #expect(template.missing(from: full) == [])
        #expect(template.render(TextValues()) == "⟦waktu⟧: ⟦dari⟧ kosong")
        #expect(template.missing(from: TextValues()) == ["waktu"])
    }

    @Test("Inside of a list they are reached by a dot, and values are escaped")
    func nested() throws {
        let template = try TextTemplate.compile(
            "{{#acara}}[{{.waktu}}|{{.waktu.dari}}]{{/acara}}", allowed: Self.scope)
        let values = TextValues([
            "acara": .list([
                TextValues(["waktu": .parted("<a>", TextValues(texts: ["dari": "b"]))])
            ])
        ])
        #expect(template.render(values, escaping: .html) == "[&lt;a&gt;|b]")
        #expect(
            Self.scope.names == [
                "acara[].waktu", "acara[].waktu.dari", "waktu", "waktu.dari", "waktu.sampai",
            ])
        let sample = TextValues.sample(of: Self.scope)
        #expect(template.render(sample) == "[[waktu]|[dari]][[waktu]|[dari]]")
    }

    @Test("A part that is not there is refused when the template is compiled")
    func unknown() {
        #expect(throws: TextTemplateError.self) {
            try TextTemplate.compile("{{waktu.mulai}}", allowed: Self.scope)
        }
    }
}
