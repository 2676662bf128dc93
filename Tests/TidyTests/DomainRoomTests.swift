import Testing

@Suite("Rooms of the domains")
struct DomainRoomTests {
    private let repository = Repository.current

    @Test("Package.swift, the folders and City/Rooms.swift name the same domains")
    func lists() throws {
        let declared = Manifest.domains()
        #expect(Set(declared) == Set(repository.folders(in: "Sources/Domains")))
        let path = "Sources/City/Rooms.swift"
        let text = repository.text(path)
        let rooms = try #require(text, "\(path) lists the domains: one line each")
        let named = Set(SwiftFile(path: path, text: rooms).imports.map(\.module))
        let missing = declared.filter { !named.contains($0) }
        #expect(missing.isEmpty, "\(path): import and list them")
    }

    @Test("a domain has the same rooms as all others", arguments: Manifest.domains())
    func rooms(domain: String) {
        let home = "Sources/Domains/\(domain)"
        let needed = ["README.md", "\(domain).swift", "Words/id.words", "Words/en.words"]
        var findings = needed.filter { !repository.has("\(home)/\($0)") }.map {
            Finding(path: "\(home)/\($0)", line: 0, advice: "is missing; every domain has it")
        }
        let known: Set = [
            "Model", "Store", "Actions", "Pages", "API", "Views", "Assets", "Words",
        ]
        findings += repository.folders(in: home).filter { !known.contains($0) }.map {
            Finding(
                path: "\(home)/\($0)", line: 0,
                advice: "is not a room; rooms are \(known.sorted().joined(separator: ", "))")
        }
        findings += repository.files(under: home, ending: ".swift").filter { path in
            let name = path.dropFirst(home.count + 1)
            return !name.contains("/") && name != "\(domain).swift"
        }.map {
            Finding(path: $0, line: 0, advice: "only the front door stands outside the rooms")
        }
        if repository.files(under: "Tests/\(domain)Tests").isEmpty {
            findings.append(Finding(path: "Tests/\(domain)Tests", line: 0, advice: "is missing"))
        }
        expectNone(findings)
    }

    @Test("a target's front page says more than its name", arguments: Manifest.domains())
    func readme(domain: String) {
        let path = "Sources/Domains/\(domain)/README.md"
        let lines = (repository.text(path) ?? "").split(separator: "\n")
        #expect(lines.count >= 5, "\(path): words, states, tables, URLs, entries, laws: one page")
    }
}
