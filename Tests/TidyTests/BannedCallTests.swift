import Testing

@Suite("Banned calls")
struct BannedCallTests {
    /// Trusted markup that is written without escaping: file, and why it is safe there.
    static let rawMarkup: [String: String] = [
        "Sources/Domains/Identity/Views/EnrolView.swift": "the SVG of our QR library"
    ]

    @Test("shipped code uses no banned call", arguments: BannedCall.inShippedCode.map(\.word))
    func banned(word: String) throws {
        let call = try #require(BannedCall.inShippedCode.first { $0.word == word })
        expectNone(
            SwiftFile.shipped.filter { file in
                !call.except.keys.contains(where: file.path.hasPrefix)
            }.flatMap { file in
                file.code.enumerated().filter { call.occurs(in: $0.element) }.map {
                    Finding(
                        path: file.path, line: $0.offset + 1,
                        advice: "`\(call.word)` is banned: \(call.advice)")
                }
            })
    }

    @Test("nothing is unwrapped by force")
    func forceUnwrap() {
        expectNone(
            SwiftFile.shipped.flatMap { file in
                file.code.enumerated().filter { hasForceUnwrap($0.element) }.map {
                    Finding(
                        path: file.path, line: $0.offset + 1,
                        advice: "`!` unwraps by force: use guard let, or precondition first")
                }
            })
    }

    /// An exclamation mark right behind a name, `)` or `]`, that is not `!=`.
    private func hasForceUnwrap(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        return bytes.indices.contains { index in
            guard bytes[index] == UInt8(ascii: "!"), index > 0 else { return false }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 32
            guard next != UInt8(ascii: "=") else { return false }
            let before = Character(UnicodeScalar(bytes[index - 1]))
            return before.isLetter || before.isNumber || ")]_".contains(before)
        }
    }

    @Test("unsafe promises to the compiler carry their reason directly above")
    func promises() {
        let promises = ["@unchecked Sendable", "nonisolated(unsafe)", "unsafeBitCast("]
        expectNone(
            SwiftFile.all.flatMap { file in
                file.code.enumerated().filter { index, line in
                    promises.contains(where: line.contains) && !hasReason(above: index, in: file)
                }.map {
                    Finding(
                        path: file.path, line: $0.offset + 1,
                        advice: "write `// Safe: …` directly above and say why it holds")
                }
            })
    }

    /// The comment block above, attributes between allowed, begins with `// Safe:` somewhere.
    private func hasReason(above index: Int, in file: SwiftFile) -> Bool {
        for line in file.lines[..<index].reversed() {
            let words = line.drop { $0 == " " }
            if words.hasPrefix("// Safe: ") { return true }
            if !words.hasPrefix("//") && !words.hasPrefix("@") { return false }
        }
        return false
    }

    @Test("markup that is not escaped stands in the list with its reason")
    func raw() {
        var used: Set<String> = []
        var findings: [Finding] = []
        for file in SwiftFile.shipped {
            for (index, line) in file.code.enumerated() where line.contains("\\(raw:") {
                used.insert(file.path)
                guard Self.rawMarkup[file.path] == nil else { continue }
                findings.append(
                    Finding(
                        path: file.path, line: index + 1,
                        advice: "`\\(raw:` is not escaped: write it as literal or value,"
                            + " or list the file in BannedCallTests.rawMarkup with the reason"))
            }
        }
        findings += Self.rawMarkup.keys.filter { !used.contains($0) }.map {
            Finding(path: $0, line: 0, advice: "no `\\(raw:` here: take it off the list")
        }
        expectNone(findings)
    }

    @Test("nothing is left for later in comments")
    func later() {
        let marks = ["TO" + "DO", "FIX" + "ME"]
        expectNone(
            SwiftFile.all.flatMap { file in
                file.comments.enumerated().filter { line in
                    marks.contains { BannedCall(word: $0, advice: "").occurs(in: line.element) }
                }.map {
                    Finding(
                        path: file.path, line: $0.offset + 1,
                        advice: "do it now, or open an issue and leave the comment out")
                }
            })
    }

    @Test("the finder knows whole words from parts of words")
    func words() {
        let call = BannedCall(word: "print(", advice: "")
        #expect(call.occurs(in: "    print(1)"))
        #expect(!call.occurs(in: "    fingerprint(1)"))
        #expect(!call.occurs(in: "    page.print(1)"))
        #expect(!call.occurs(in: "    func print(_ page: Int)"))
        #expect(hasForceUnwrap("a!.b") && hasForceUnwrap("f()! + 1") && hasForceUnwrap("x: Int!"))
        #expect(!hasForceUnwrap("!a && b != c") && !hasForceUnwrap("if a!=b { !c }"))
    }
}
