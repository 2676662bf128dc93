import Testing

@Suite("Lengths")
struct LengthTests {
    static let lineLimit = 100
    static let fileLimit = 300
    static let functionLimit = 70

    @Test("no line is wider than 100 columns")
    func lines() {
        expectNone(
            SwiftFile.all.flatMap { file in
                file.lines.enumerated().compactMap { index, line in
                    guard line.count > Self.lineLimit, !isOneLongWord(line) else { return nil }
                    return Finding(
                        path: file.path, line: index + 1,
                        advice: "\(line.count) columns; break the line at \(Self.lineLimit)")
                }
            })
    }

    /// An address or a key cannot be broken.
    private func isOneLongWord(_ line: String) -> Bool {
        line.split(separator: " ").contains { $0.count > 60 }
    }

    @Test("no file is longer than 300 lines")
    func files() {
        expectNone(
            SwiftFile.all.compactMap { file in
                guard file.lines.count > Self.fileLimit else { return nil }
                return Finding(
                    path: file.path, line: 0,
                    advice: "\(file.lines.count) lines; divide it by concept (\(Self.fileLimit))")
            })
    }

    @Test("no function is longer than 70 lines")
    func functions() {
        expectNone(
            SwiftFile.all.flatMap { file in
                FunctionLength.functions(in: file).compactMap { function in
                    guard function.length > Self.functionLimit else { return nil }
                    return Finding(
                        path: file.path, line: function.line,
                        advice: "\(function.name) has \(function.length) lines; divide it"
                            + " (\(Self.functionLimit))")
                }
            })
    }

    @Test("functions are measured from the keyword to the closing brace")
    func measure() {
        let text = """
            protocol P { func a()
                func b() -> Int }
            func c(
                x: () -> Int = { 1 }
            )
            throws {
                if x() == 1 { }
            }
            """
        let found = FunctionLength.functions(in: SwiftFile(path: "a.swift", text: text))
        #expect(found == [FunctionLength.Function(line: 3, name: "c", length: 6)])
    }
}
