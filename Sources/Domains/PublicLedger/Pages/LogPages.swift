import Kernel
import Ledger
import Store
import TransparencyLog
import Web

/// What programs read of the log (C2SP tlog-tiles): nothing here depends on who asks.
struct LogPages: Sendable {
    let desk: LedgerDesk

    /// The segments behind `/ledger/tile/`.
    protocol TileInput: RouteInput {
        var parts: [String] { get }
        init(parts: [String])
    }

    struct ProofInput: RouteInput {
        static let fields: [InputField] = [
            .query("index", max: 19), .query("old", max: 19), .query("size", max: 19),
        ]
        let index: Int64?
        let old: Int64?
        let size: Int64?
        init(_ fields: inout FieldReader) {
            index = fields.optionalValue("index") { Checkpoint.size($0) }
            old = fields.optionalValue("old") { Checkpoint.size($0) }
            size = fields.optionalValue("size") { Checkpoint.size($0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(LedgerURL.checkpoint, output: .data) { (_: VisitorContext) in
                guard let checkpoint = try await desk.checkpoint() else {
                    return try Reply.notFound()
                }
                return Self.text(checkpoint.note.whole, seconds: 1)
            },
            Route.get(LedgerURL.key, output: .data) { (_: VisitorContext) in
                Self.text(try await desk.log.verifierKey().text + "\n", seconds: 300)
            },
            Route.get(LedgerURL.proof, ProofInput.self, output: .data) {
                (_: VisitorContext, input) in
                try await proof(input)
            },
            tile(LedgerURL.tiles[0], Tile1.self), tile(LedgerURL.tiles[1], Tile2.self),
            tile(LedgerURL.tiles[2], Tile3.self), tile(LedgerURL.tiles[3], Tile4.self),
            tile(LedgerURL.tiles[4], Tile5.self),
        ]
    }

    private func tile<Input: TileInput>(_ path: PathTemplate, _ input: Input.Type) -> Route {
        Route.get(path, input, output: .data) { (_: VisitorContext, input) in
            try await tile(input.parts)
        }.limited { $0.rate = .gateways }
    }

    private func tile(_ parts: [String]) async throws -> Reply {
        let isBundle = parts.first == "entries"
        guard let head = parts.first, let level = isBundle ? 0 : Checkpoint.size(head),
            level <= 7, let place = Tile.parse(Array(parts.dropFirst())),
            let tile = Tile(level: Int(level), number: place.number, width: place.width)
        else { return try Reply.notFound() }
        let found = try await desk.store.read("ledger.tile") { reader in
            try isBundle
                ? desk.log.bundle(tile, in: reader).map { EntryBundle.bytes($0) }
                : desk.log.tile(tile, in: reader)
        }
        guard let found else { return try Reply.notFound() }
        // The hashes of a place never change, those of a partial tile neither.
        return Reply.data(found, type: "application/octet-stream")
            .header("Cache-Control", "public, max-age=31536000, immutable")
            .header("Access-Control-Allow-Origin", "*")
    }

    private func proof(_ input: ProofInput) async throws -> Reply {
        let answer = try await desk.store.read("ledger.proof") { reader -> JSONValue? in
            if let index = input.index {
                return try desk.log.proof(of: index, in: reader).map { proof in
                    [
                        "checkpoint": .string(proof.checkpoint.note.whole),
                        "hashes": Self.list(proof.hashes), "index": .integer(index),
                        "leaf": .string(Base64.encode(proof.leaf.bytes)),
                    ]
                }
            }
            guard let old = input.old, let checkpoint = try desk.log.checkpoint(in: reader)
            else { return nil }
            let size = input.size ?? checkpoint.size
            guard size <= checkpoint.size else { return nil }
            return try desk.log.consistency(from: old, to: size, in: reader).map { hashes in
                ["hashes": Self.list(hashes), "old": .integer(old), "size": .integer(size)]
            }
        }
        guard let answer else { return try Reply.notFound() }
        return Reply.json(answer).header("Cache-Control", "public, max-age=1")
            .header("Access-Control-Allow-Origin", "*")
    }

    private static func list(_ hashes: [TreeHash]) -> JSONValue {
        .array(hashes.map { .string(Base64.encode($0.bytes)) })
    }

    private static func text(_ text: String, seconds: Int) -> Reply {
        Reply.data(Array(text.utf8), type: "text/plain; charset=utf-8")
            .header("Cache-Control", "public, max-age=\(seconds)")
            .header("Access-Control-Allow-Origin", "*")
    }
}

extension LogPages.TileInput {
    init(_ fields: inout FieldReader) {
        self.init(parts: Self.fields.map { fields.text($0.name) })
    }
}

/// Addresses of tiles by how many segments they have.
extension LogPages {
    private static func segments(_ names: String...) -> [InputField] {
        names.map { .path($0, max: 8) }
    }

    struct Tile1: TileInput {
        static let fields = segments("tingkat", "a")
        let parts: [String]
    }

    struct Tile2: TileInput {
        static let fields = segments("tingkat", "a", "b")
        let parts: [String]
    }

    struct Tile3: TileInput {
        static let fields = segments("tingkat", "a", "b", "c")
        let parts: [String]
    }

    struct Tile4: TileInput {
        static let fields = segments("tingkat", "a", "b", "c", "d")
        let parts: [String]
    }

    struct Tile5: TileInput {
        static let fields = segments("tingkat", "a", "b", "c", "d", "e")
        let parts: [String]
    }
}
