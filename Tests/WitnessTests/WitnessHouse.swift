import Crypto
import Foundation
import Kernel
import Outbound
import Store
import Testing
import TransparencyLog
import Witness

/// A log that a test makes up, served from memory.
struct PretendLog: Sendable {
    let signer: NoteSigner
    /// Hashes by levels of tiles.
    private let rows: [[TreeHash]]

    /// - Parameter other: from which leaf on the history is another one.
    init(_ signer: NoteSigner, size: Int, other: Int? = nil) {
        self.signer = signer
        let leaves = (0..<size).map { index in
            let isOther = other.map { index >= $0 } ?? false
            return TreeHash.leaf(Int64(index).bigEndianBytes + [isOther ? 2 : 1])
        }
        var rows = [leaves]
        while let row = rows.last, row.count >= 256 {
            rows.append(
                (0..<row.count / 256).map { number in
                    Tile.root(of: Array(row[number * 256..<number * 256 + 256]))
                })
        }
        self.rows = rows
    }

    private var size: Int64 { Int64(rows[0].count) }

    func bytes(_ tile: Tile) -> [UInt8]? {
        guard tile.level < rows.count else { return nil }
        let row = rows[tile.level]
        let first = Int(tile.number) * 256
        guard first + tile.width <= row.count else { return nil }
        return row[first..<first + tile.width].flatMap(\.bytes)
    }

    var tree: TileTree { TileTree(size: size) { bytes($0) } }

    func note() throws -> SignedNote {
        var tree = tree
        let text = Checkpoint(
            origin: signer.key.name, size: size, root: try tree.root()
        ).text
        return SignedNote(text: text, signatures: [try signer.sign(text)])
    }

    func request(from old: Int64) throws -> WitnessedLog.Request {
        var tree = tree
        return .init(old: old, proof: try tree.consistency(from: old), note: try note())
    }

    /// What it answers below its address.
    func answer(_ path: String) throws -> OutboundAnswer {
        if path == "checkpoint" {
            return OutboundAnswer(status: 200, body: Array(try note().whole.utf8))
        }
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[0] == "tile", let level = Int(parts[1]),
            let place = Tile.parse(Array(parts[2...])),
            let tile = Tile(level: level, number: place.number, width: place.width),
            let bytes = bytes(tile)
        else { return OutboundAnswer(status: 404) }
        return OutboundAnswer(status: 200, body: bytes)
    }

    func outbound() -> Outbound {
        Outbound { request throws(OutboundError) in
            let path = String(request.url.dropFirst(PretendLog.address.count + 1))
            do { return try answer(path) } catch { throw .badAnswer("\(error)") }
        }
    }

    static let address = "https://kota.example/ledger"
}

/// A folder for one test, gone afterwards.
func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("pendopo-witness-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

let city = NoteSigner(
    name: "kota.example/ledger", secret: Curve25519.Signing.PrivateKey())
let noon = World(
    clock: .fixed(Instant(milliseconds: 1_800_000_000_000)), random: .seeded(7))
