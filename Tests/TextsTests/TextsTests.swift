import Testing

@testable import Texts

@Suite("Guarded templates")
struct TextTemplateTests {
    let scope = TextScope(
        [
            "name": .text, "note": .text, "urgent": .flag, "phone": .text,
            "members": .list(["name": .text, "phone": .text]),
            "holder": .record(["name": .text]),
        ],
        partials: ["greeting": "Yth. {{name}}\n", "row": "{{.name}}", "loop": "{{> loop}}"])

    func error(_ source: String) -> TextTemplateError? {
        do throws(TextTemplateError) {
            _ = try TextTemplate.compile(source, allowed: scope)
            return nil
        } catch {
            return error
        }
    }

    func render(
        _ source: String, _ values: TextValues, _ escaping: TextEscaping = .plain
    ) throws -> String {
        try TextTemplate.compile(source, allowed: scope).render(values, escaping: escaping)
    }

    @Test("A missing phone is never taken from the record outside")
    func noClimbing() throws {
        let values: TextValues = [
            "phone": "0811",
            "members": .list([["name": "Ani"], ["name": "Budi", "phone": "0812"]]),
        ]
        let text = try render("{{#members}}{{.name}}:{{.phone}};{{/members}}", values)
        #expect(text == "Ani:⟦phone⟧;Budi:0812;")
        let template = try TextTemplate.compile(
            "{{#members}}{{.phone}}{{/members}}", allowed: scope)
        #expect(template.missing(from: values) == ["members[0].phone"])
    }

    @Test("A name without a dot inside a section is refused with its place")
    func missingDot() {
        let found = error("Halo\n  {{#members}}{{phone}}{{/members}}")
        #expect(found?.kind == .missingDot)
        #expect(found?.place == .init(line: 2, column: 15))
        #expect(found?.mend == "Write {{.phone}}.")
    }

    @Test(
        "What swift-mustache would swallow in silence is an error",
        arguments: [
            ("{{nmae}}", TextTemplateError.Kind.unknownName),
            ("{{#members}}{{.nama}}{{/members}}", .unknownName),
            ("{{> nothing}}", .missingPartial), ("{{> loop}}", .circularPartial),
            ("{{{name}}}", .tripleBraces), ("{{& name}}", .tripleBraces),
            ("{{name}}}", .tripleBraces), ("{{upper(name)}}", .lambda), ("{{>*name}}", .lambda),
            ("{{=<% %>=}}", .forbiddenTag), ("{{<layout}}", .forbiddenTag),
            ("{{$block}}", .forbiddenTag), ("{{% CONTENT_TYPE: TEXT}}", .forbiddenTag),
            ("{{#urgent}}", .unbalanced), ("{{/urgent}}", .unbalanced),
            ("{{#urgent}}{{/members}}", .unbalanced), ("{{name", .unclosedTag),
            ("{{na\nme}}", .unclosedTag), ("{{members}}", .wrongUse), ("{{.}}", .unknownName),
            ("{{^holder}}{{/holder}}", .wrongUse), ("{{name.first}}", .wrongUse),
        ])
    func refused(source: String, kind: TextTemplateError.Kind) {
        #expect(error(source)?.kind == kind)
    }

    @Test("An error in a called piece says in which")
    func partialError() {
        let found = error("{{#members}}{{> greeting}}{{/members}}")
        #expect(found?.kind == .missingDot)
        #expect(found?.partial == "greeting")
    }

    @Test("A slip of the pen gets a suggestion")
    func suggestion() {
        #expect(error("{{nmae}}")?.mend == "Did you mean “name”?")
    }

    @Test("Values are never read as a template again")
    func notReparsed() throws {
        #expect(try render("{{name}}", ["name": "{{phone}}", "phone": "x"]) == "{{phone}}")
    }

    @Test("HTML is escaped and plain text keeps its signs")
    func escaping() throws {
        let values: TextValues = ["name": "<b>\"D'Ani\" & co</b>"]
        #expect(
            try render("<p>{{name}}</p>", values, .html)
                == "<p>&lt;b&gt;&quot;D&#39;Ani&quot; &amp; co&lt;/b&gt;</p>")
        #expect(try render("{{name}}", values) == "<b>\"D'Ani\" & co</b>")
        #expect(try render("{{name}}", ["name": "a\u{0}b\u{202E}c\rd"]) == "abcd")
    }

    @Test("Questions: an empty text and an empty list count as not filled")
    func questions() throws {
        let source = "{{#note}}[{{.note}}]{{/note}}{{^note}}none{{/note}}"
        #expect(try render(source, ["note": "hi"]) == "[hi]")
        #expect(try render(source, ["note": ""]) == "none")
        let list = "{{^members}}nobody {{.name}}{{/members}}{{#members}}{{> row}} {{/members}}"
        #expect(try render(list, ["members": .list([]), "name": "Ani"]) == "nobody Ani")
        #expect(try render(list, ["members": .list([["name": "Budi"]])]) == "Budi ")
        #expect(try render("{{#urgent}}now{{/urgent}}", ["urgent": true]) == "now")
    }

    @Test("Records are reached with a path or entered with a section")
    func records() throws {
        let values: TextValues = ["holder": .record(["name": "Ani"])]
        #expect(try render("{{holder.name}} {{#holder}}{{.name}}{{/holder}}", values) == "Ani Ani")
    }

    @Test("A piece on a line of its own leaves no empty line, a remark leaves nothing")
    func standalone() throws {
        let text = try render("A\n{{> greeting}}\n{{! remark }}\nB\n", ["name": "Ani"])
        #expect(text == "A\nYth. Ani\nB\n")
    }

    @Test("The skeleton keeps the lines of the source")
    func skeleton() throws {
        let template = try TextTemplate.compile(
            "a {{name}}\n{{! one\ntwo }}\n{{#urgent}}\nb\n{{/urgent}}", allowed: scope)
        #expect(template.skeleton() == "a x\n\n\n\nb\n")
    }

    @Test("Doubling pieces cannot blow a text up")
    func doubling() {
        let big = String(repeating: "x", count: 150_000)
        let scope = TextScope([:], partials: ["a": big, "b": "{{> a}}{{> a}}{{> a}}"])
        #expect(throws: TextTemplateError.self) {
            try TextTemplate.compile("{{> b}}", allowed: scope)
        }
    }
}
