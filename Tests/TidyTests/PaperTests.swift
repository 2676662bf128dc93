import Foundation
import Testing

@Suite("Papers and tracked files")
struct PaperTests {
    private let repository = Repository.current

    @Test("no tracked file knows a machine")
    func machines() {
        // Written in pieces, so that this file does not find itself.
        let places = ["work", "root", "home"].map { "/" + $0 + "/" }
        expectNone(lines(containing: places) { "`\($0)` is a place on one machine: leave it out" })
    }

    @Test("no secret is tracked")
    func secrets() {
        let marks = ["PRIVATE KEY" + "-----", "AKIA" + "IOSFODNN", "ghp" + "_", "xoxb" + "-"]
        let endings = [".pem", ".p12", ".key", ".env", ".sqlite", ".sqlite3", ".db", "id_rsa"]
        var findings = lines(containing: marks) { "`\($0)` looks like a secret: take it out" }
        findings += repository.paths.filter { path in
            endings.contains(where: path.hasSuffix)
        }.map { Finding(path: $0, line: 0, advice: "keys and data are not tracked") }
        expectNone(findings)
    }

    private func lines(
        containing marks: [String], _ advice: (String) -> String
    ) -> [Finding] {
        repository.paths.flatMap { path -> [Finding] in
            guard let text = repository.text(path), marks.contains(where: text.contains) else {
                return []
            }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.enumerated().flatMap { index, line in
                marks.filter(line.contains).map {
                    Finding(path: path, line: index + 1, advice: advice($0))
                }
            }
        }
    }

    @Test("the papers that the house promises are there")
    func present() {
        let papers = [
            "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md",
            "docs/glossary.md", "docs/dependencies.md", "docs/flow.md",
        ]
        #expect(papers.filter { !repository.has($0) } == [])
    }

    @Test("a path that a paper mentions exists")
    func mentions() {
        let tops = ["Sources", "Tests", "Plugins", "docs", "scripts", "cities", "bench", ".ci"]
        expectNone(
            papers.flatMap { path, text in
                mentions(in: text).filter { mention in
                    let top = String(mention.text.prefix { $0 != "/" })
                    return mention.isLink
                        || tops.contains(top) && mention.text.contains("/")
                            && mention.text.allSatisfy { $0.isLetter || $0.isNumber || isSign($0) }
                }.filter { mention in
                    !repository.has(mention.text) && !repository.has(near(path, mention.text))
                }.map {
                    Finding(
                        path: path, line: $0.line,
                        advice: "`\($0.text)` does not exist: mend the name")
                }
            })
    }

    @Test("a make command that a paper mentions exists")
    func commands() {
        let makefile = repository.text("Makefile") ?? ""
        expectNone(
            papers.flatMap { path, text in
                mentions(in: text).compactMap { mention in
                    guard mention.text.hasPrefix("make "),
                        let target = mention.text.split(separator: " ").dropFirst().first,
                        !makefile.contains("\n\(target):")
                    else { return nil }
                    return Finding(
                        path: path, line: mention.line, advice: "the Makefile has no `\(target)`")
                }
            })
    }

    private struct Mention {
        let line: Int
        let text: String
        let isLink: Bool
    }

    private var papers: [(path: String, text: String)] {
        repository.paths.filter { $0.hasSuffix(".md") }.compactMap { path in
            repository.text(path).map { (path, $0) }
        }
    }

    /// Spans between backticks, and targets of links to files, outside HTML comments.
    private func mentions(in text: String) -> [Mention] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
            index, line -> [Mention] in
            guard !line.hasPrefix("<!--") else { return [] }
            let spans = line.split(separator: "`", omittingEmptySubsequences: false)
            let quoted = spans.indices.filter { $0 % 2 == 1 }.map {
                Mention(line: index + 1, text: String(spans[$0]), isLink: false)
            }
            let links = line.components(separatedBy: "](").dropFirst().compactMap { rest in
                rest.split(separator: ")").first.map { String($0.prefix { $0 != "#" }) }
            }.filter { !$0.isEmpty && !$0.contains(":") && !$0.hasPrefix("/") }
            return quoted + links.map { Mention(line: index + 1, text: $0, isLink: true) }
        }
    }

    private func isSign(_ character: Character) -> Bool { "/._-".contains(character) }

    private func near(_ paper: String, _ text: String) -> String {
        let folder = paper.split(separator: "/").dropLast().joined(separator: "/")
        return folder.isEmpty ? text : "\(folder)/\(text)"
    }
}
