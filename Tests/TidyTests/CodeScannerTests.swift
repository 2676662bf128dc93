import Testing

@Suite("The scanner of the tidy test")
struct CodeScannerTests {
    @Test("comments and string contents are not code")
    func blanks() {
        let scanned = CodeScanner.scan("let a = \"print(1)\" // print(2)\n/* /* x */ y */ b")
        #expect(scanned.code == "let a = \"        \"            \n                b")
        #expect(scanned.comments.contains("// print(2)"))
    }

    @Test("interpolated code is code, in raw strings too")
    func interpolation() {
        #expect(CodeScanner.scan(#""a \(b("c")) d""#).code == #""  \(b(" "))  ""#)
        #expect(CodeScanner.scan(##"#"a \(b) \#(c)"#"##).code == ##"#"       \#(c)"#"##)
    }

    @Test("a string of several lines keeps its line count")
    func lines() {
        let file = SwiftFile(
            path: "a.swift", text: "let a = \"\"\"\n    x \"quoted\" y\n    \"\"\"\nb()\n")
        #expect(file.code.count == 4)
        #expect(file.code[3] == "b()")
    }

    @Test("imports are found with their attributes and kinds")
    func imports() {
        let file = SwiftFile(
            path: "a.swift",
            text: "@testable import A\nimport struct B.C\ninternal import D\n// import E\n")
        #expect(file.imports.map(\.module) == ["A", "B", "D"])
    }
}
