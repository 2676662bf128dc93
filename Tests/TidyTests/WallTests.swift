import Testing

/// SwiftPM lets a target import a sibling that it does not declare; these tests do not.
@Suite("Walls")
struct WallTests {
    /// The floors of the house: an arrow points at an earlier line only.
    private static let floors = [
        ["Kernel"],
        [
            "Store", "Texts", "Contracts", "Open311", "Passkeys", "Geo", "TransparencyLog",
            "Topics",
        ],
        ["Ledger", "Documents", "Signatures", "Previews", "Outbound"],
        ["OpenID", "Residents", "Witness"],
        ["People"], ["Forms", "Notices"], ["Cases"], ["Web"], Manifest.domains(), ["City"],
        ["pendopo"],
    ]

    /// Libraries that have one door.
    private static let doors: [String: [String]] = [
        "GRDB": ["Sources/Store/"], "CPostgres": ["Sources/Store/"],
        "Mustache": ["Sources/Texts/"], "CRE2": ["Sources/Kernel/"],
        "CArgon2": ["Sources/People/"], "CFido": ["Sources/Passkeys/"],
        "CCurl": ["Sources/Notices/", "Sources/Outbound/"],
        "CCairo": ["Sources/Documents/"], "CQREncode": ["Sources/Documents/"],
        "CPicture": ["Sources/Previews/"], "CSandbox": ["Sources/Previews/"],
        "CMemory": ["Sources/pendopo/"],
        "CSSL": ["Sources/Signatures/"],
        "SwiftASN1": ["Sources/Signatures/", "Tests/SignaturesTests/"],
        "CEpoll": ["Sources/Web/"],
        "CZlib": ["Sources/Web/", "Sources/Documents/", "Sources/Signatures/"],
        "ArgumentParser": ["Sources/pendopo/"],
        "Hummingbird": ["Sources/Web/", "Sources/City/"],
        "HummingbirdCore": ["Sources/Web/", "Sources/City/"],
    ]

    private static let system: Set = [
        "Swift", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin",
        "Synchronization", "Dispatch",
    ]

    /// Modules that come with a declared product under another name.
    private static let companions: [String: Set<String>] = [
        "Hummingbird": ["HummingbirdCore", "NIOHTTPTypes"]
    ]

    @Test("a file imports only what its target declares in Package.swift")
    func declared() throws {
        let manifest = try Manifest.load()
        var findings: [Finding] = []
        for file in SwiftFile.all where !file.path.hasPrefix("Plugins/") {
            guard let target = manifest.target(of: file.path) else {
                findings.append(
                    Finding(path: file.path, line: 0, advice: "no target in Package.swift owns it"))
                continue
            }
            // A test may use whatever the things under test stand on.
            var allowed =
                target.isTest ? manifest.closure(of: target.name) : Set(target.dependencies)
            for name in allowed { allowed.formUnion(Self.companions[name] ?? []) }
            allowed.formUnion(Self.system)
            if target.isTest || target.name == "TestKit" { allowed.insert("Testing") }
            findings += file.imports.filter { !allowed.contains($0.module) }.map {
                Finding(
                    path: file.path, line: $0.line,
                    advice: "\(target.name) does not declare \($0.module) in Package.swift:"
                        + " declare it if the arrow points up, else go through Contracts")
            }
        }
        expectNone(findings)
    }

    @Test("arrows between our targets only point up the floors")
    func arrows() throws {
        let manifest = try Manifest.load()
        var findings: [Finding] = []
        for (floor, names) in Self.floors.enumerated() {
            let above = Set(Self.floors[floor...].joined())
            for name in names {
                let wrong = manifest.target(name)?.dependencies.filter(above.contains) ?? []
                findings += wrong.map {
                    Finding(
                        path: "Package.swift", line: 0,
                        advice: "\(name) may not use \($0): same floor or a higher one."
                            + " Ask through a client in Contracts or a ledger entry")
                }
            }
        }
        expectNone(findings)
    }

    @Test("every target of ours has a floor")
    func floorsAreComplete() throws {
        let others: Set = ["TestKit", "embed-assets", "EmbedAssets"]
        let known = Set(Self.floors.joined()).union(others)
        expectNone(
            try Manifest.load().targets.filter { target in
                !target.isTest && !target.path.hasPrefix("Sources/C/")
                    && !known.contains(target.name)
            }.map {
                Finding(
                    path: "Package.swift", line: 0,
                    advice: "\($0.name) has no floor: give it a line in WallTests.floors")
            })
    }

    @Test("a library is imported only by the target that wraps it")
    func libraries() {
        expectNone(
            SwiftFile.all.flatMap { file in
                file.imports.compactMap { line, module in
                    guard let doors = Self.doors[module],
                        !doors.contains(where: file.path.hasPrefix), !isRoutes(file.path, module)
                    else { return nil }
                    return Finding(
                        path: file.path, line: line,
                        advice: "only \(doors.joined(separator: ", ")) imports \(module):"
                            + " use what that target offers")
                }
            })
    }

    /// Domains speak HTTP in their pages and interfaces only.
    private func isRoutes(_ path: String, _ module: String) -> Bool {
        module.hasPrefix("Hummingbird") && path.hasPrefix("Sources/Domains/")
            && (path.contains("/Pages/") || path.contains("/API/"))
    }

    @Test("domains do not import each other")
    func domains() {
        let names = Set(Manifest.domains())
        expectNone(
            SwiftFile.all.filter { $0.path.hasPrefix("Sources/Domains/") }.flatMap { file in
                file.imports.filter { names.contains($0.module) }.map {
                    Finding(
                        path: file.path, line: $0.line,
                        advice: "domains meet through ledger entries, effects and Contracts only")
                }
            })
    }

    @Test("a Model folder is pure: no database, no network, no pages")
    func models() {
        // Forms is here for its types of fields and answers.
        let pure: Set = [
            "Kernel", "Contracts", "Forms", "Foundation", "FoundationEssentials", "Synchronization",
        ]
        expectNone(
            SwiftFile.shipped.filter { $0.path.contains("/Model/") }.flatMap { file in
                file.imports.filter { !pure.contains($0.module) }.map {
                    Finding(
                        path: file.path, line: $0.line,
                        advice: "Model may import \(pure.sorted().joined(separator: ", ")) only;"
                            + " move what needs \($0.module) to Store, Actions or Pages")
                }
            })
    }
}
