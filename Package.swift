// swift-tools-version: 6.1
import PackageDescription

// Floors and arrows are explained in docs/architecture.md; `TidyTests` compares every `import` with
// this file. A function, not a constant: a shared `let` array does not take effect (swiftpm issue
// 6597).
func settings() -> [SwiftSetting] {
    [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]
}

/// A target of our own. `embeds` names folders whose files are compiled into the binary.
func room(
    _ name: String, at path: String? = nil, _ dependencies: [Target.Dependency],
    embeds: [String] = [], readme: Bool = false
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)",
        exclude: embeds + (readme ? ["README.md"] : []), swiftSettings: settings(),
        plugins: embeds.isEmpty ? [] : ["EmbedAssets"])
}

/// What single domains stand on beyond the usual.
let moreOf: [String: [Target.Dependency]] = [
    "Counter": ["Previews"],
    "Portal": ["Signatures", "TransparencyLog"], "Workspace": ["Signatures"],
    "Permits": ["Outbound"],
    "PublicLedger": ["TransparencyLog", "Outbound"],
    "Complaints": [
        "Geo", "Open311", "Outbound", "Previews",
        .product(name: "Crypto", package: "swift-crypto"),
    ],
    "OpenAPI": ["Outbound", .product(name: "Crypto", package: "swift-crypto")],
]

/// A domain: one folder with the usual rooms, one line here, one line in `City/Rooms.swift`.
func domain(_ name: String) -> Target {
    room(
        name, at: "Sources/Domains/\(name)",
        [
            "Kernel", "Store", "Ledger", "Documents", "Contracts", "OpenID", "People", "Forms",
            "Notices", "Cases", "Web",
        ] + (moreOf[name] ?? []), embeds: ["Words", "Assets"], readme: true)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: ["TestKit"] + dependencies, swiftSettings: settings())
}

/// A domain is tried through the whole city: its pages in the real router, beside other domains.
func domainTests(_ name: String) -> Target {
    tests(
        name,
        [
            "Kernel", "Contracts", "People", "Forms", "Notices", "Store", "Ledger", "Cases", "Web",
            "City", "Privacy", .product(name: "Crypto", package: "swift-crypto"),
        ] + (name == "Privacy" ? [] : [.init(stringLiteral: name)]))
}

let domains = [
    "Portal", "Workspace", "Identity", "Proxies", "Privacy", "Counter", "Permits", "Complaints",
    "Messages", "OpenAPI", "Leadership", "Correspondence", "Surveys", "PublicLedger",
    "Administration",
]

let package = Package(
    name: "pendopo",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "pendopo", targets: ["pendopo"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries, each wrapped once in Swift.
        .systemLibrary(
            name: "CPostgres", path: "Sources/C/CPostgres", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CCairo", path: "Sources/C/CCairo", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/C/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CArgon2", path: "Sources/C/CArgon2", pkgConfig: "libargon2",
            providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(
            name: "CFido", path: "Sources/C/CFido", pkgConfig: "libfido2",
            providers: [.apt(["libfido2-dev"])]),
        .systemLibrary(name: "CEpoll", path: "Sources/C/CEpoll"),
        .systemLibrary(
            name: "CZlib", path: "Sources/C/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CRE2", path: "Sources/C/CRE2",
            linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
        .target(
            name: "CCurl", path: "Sources/C/CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(
            name: "CPicture", path: "Sources/C/CPicture",
            linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png16")]),
        .target(
            name: "CZbar", path: "Sources/C/CZbar", linkerSettings: [.linkedLibrary("dl")]),
        .target(
            name: "CSSL", path: "Sources/C/CSSL", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CSandbox", path: "Sources/C/CSandbox"),
        .target(name: "CMemory", path: "Sources/C/CMemory"),

        // Floors 1 to 5.
        room("Kernel", ["CRE2"], embeds: ["Words"]),
        room(
            "Store",
            [
                "Kernel", "CPostgres", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room("Texts", ["Kernel", .product(name: "Mustache", package: "swift-mustache")]),
        room(
            "Ledger",
            [
                "Kernel", "Store", "TransparencyLog", "Contracts",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room("Documents", ["Kernel", "Texts", "CCairo", "CQREncode", "CZlib"]),
        room(
            "Signatures",
            [
                "Kernel", "CSSL", "CZlib", .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], embeds: ["Words"]),
        room("Previews", ["Store", "CPicture", "CSandbox", "CZbar"]),
        room("Contracts", ["Kernel"]),
        room("Open311", ["Kernel"], embeds: ["Words"]),
        room("Geo", ["Kernel"]),
        room(
            "TransparencyLog",
            ["Kernel", .product(name: "Crypto", package: "swift-crypto")]),
        room("Topics", ["Kernel"]),
        room(
            "Passkeys",
            ["Kernel", "CFido", .product(name: "Crypto", package: "swift-crypto")]),
        room("Outbound", ["Kernel", "Store", "CCurl"]),
        room(
            "Witness",
            [
                "Kernel", "Store", "TransparencyLog", "Outbound",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room(
            "OpenID",
            [
                "Kernel", "Outbound", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], embeds: ["Words"]),
        room(
            "Residents",
            [
                "Kernel", "Contracts", "Outbound",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room(
            "People",
            [
                "Kernel", "Store", "Ledger", "Contracts", "Passkeys", "CArgon2",
                .product(name: "Crypto", package: "swift-crypto"),
            ], embeds: ["Words"]),
        room("Forms", ["Kernel", "Store", "Previews", "Contracts"], embeds: ["Words"]),
        room(
            "Notices",
            [
                "Kernel", "Store", "Ledger", "Contracts", "Texts", "Outbound", "CCurl",
                .product(name: "Crypto", package: "swift-crypto"),
            ], embeds: ["Words"]),
        room(
            "Cases",
            [
                "Kernel", "Store", "Ledger", "TransparencyLog", "Documents", "Contracts", "Texts",
                "Topics", "People", "Forms", "Notices", .product(name: "Yams", package: "Yams"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], embeds: ["Words"]),
        room(
            "Web",
            [
                "Kernel", "Store", "Ledger", "Documents", "Contracts", "People", "Forms", "CZlib",
                "CEpoll",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], embeds: ["Words", "Assets"]),

        // The city and its command line.
        room(
            "City",
            [
                "Kernel", "Store", "Ledger", "TransparencyLog", "Documents", "Signatures",
                "Contracts",
                "Texts", "Passkeys", "Outbound", "Open311", "OpenID", "Residents", "People",
                "Forms",
                "Notices", "Cases", "Web", "Previews",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ] + domains.map { .init(stringLiteral: $0) }),
        .executableTarget(
            name: "pendopo",
            dependencies: [
                "Kernel", "Store", "Outbound", "Previews", "Notices", "Signatures", "Web",
                "TransparencyLog", "Witness",
                "City", "CMemory",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: settings()),

        // Building blocks of the build itself.
        .executableTarget(name: "embed-assets", swiftSettings: settings()),
        .plugin(name: "EmbedAssets", capability: .buildTool(), dependencies: ["embed-assets"]),

        room(
            "TestKit",
            [
                "Kernel", "Store", "Ledger", "Documents", "Contracts", "Texts", "People", "Forms",
                "Notices", "Cases", "Web", "City",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        tests("Kernel", ["Kernel"]),
        tests("Store", ["Store"]),
        tests(
            "Ledger",
            [
                "Ledger", "Store", "Contracts", "Kernel", "TransparencyLog",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        tests(
            "TransparencyLog",
            ["TransparencyLog", "Kernel", .product(name: "Crypto", package: "swift-crypto")]),
        tests("Texts", ["Texts"]),
        tests("Geo", ["Geo"]),
        tests("Topics", ["Topics"]),
        tests("Documents", ["Documents"]),
        tests(
            "Signatures",
            [
                "Signatures", "Documents", .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        tests("Previews", ["Previews", "CPicture"]),
        tests("Open311", ["Open311", "Kernel"]),
        tests(
            "Passkeys", ["Passkeys", .product(name: "Crypto", package: "swift-crypto")]),
        tests("Outbound", ["Outbound", "Store"]),
        tests(
            "Witness",
            [
                "Witness", "TransparencyLog", "Outbound", "Store", "Kernel",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        tests(
            "OpenID",
            [
                "OpenID", "Outbound", "Kernel", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        tests(
            "Residents",
            [
                "Residents", "Outbound", "Kernel", "Contracts",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        tests("People", ["People"]),
        tests("Forms", ["Forms"]),
        tests(
            "Notices",
            ["Notices", "Outbound", .product(name: "Crypto", package: "swift-crypto")]),
        tests("Cases", ["Cases", "Web"]),
        tests(
            "Web",
            [
                "Web", "People", "Contracts", "Kernel", "Forms",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests("City", ["City", .product(name: "Logging", package: "swift-log")]),
        tests("Tidy"),
    ] + domains.map(domain) + domains.map(domainTests)
)
