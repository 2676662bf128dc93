import Kernel
import Outbound
import Store
import TransparencyLog

/// Asks a log for its newest checkpoint, checks that it goes on from the last one that was signed,
/// and cosigns it. Proofs are made from tiles, which the log has not chosen for the occasion.
public struct LogFollower: Sendable {
    /// How a round ended.
    public enum Outcome: Sendable, Hashable {
        /// Cosigned at this size.
        case signed(Int64)
        /// Nothing new.
        case unchanged
        /// The log shows a smaller tree than it has shown before. It proves nothing by itself (a
        /// cache may be old), and it becomes an alarm with the first tree that is not smaller.
        case behind(Int64)
        /// Two histories; the evidence is kept.
        case alarm
        /// No checkpoint, or tiles that do not come to it; why.
        case failed(String)
    }

    private let book: WitnessBook
    private let origin: String
    private let address: String
    private let outbound: Outbound
    private let disk: BlockingThreads

    /// - Parameters:
    ///   - origin: the name of the log.
    ///   - address: the prefix below which it stands, such as `https://kota.example/ledger`.
    ///   - disk: one thread, which the book has for itself.
    public init(
        _ book: WitnessBook, origin: String, at address: String, outbound: Outbound,
        disk: BlockingThreads
    ) {
        self.book = book
        self.origin = origin
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.outbound = outbound
        self.disk = disk
    }

    /// One round.
    public func round() async throws -> Outcome {
        guard let standing = book.standing(of: origin) else { return .failed("unknown log") }
        if standing.alarm != nil { return .alarm }
        let found: [UInt8]
        do throws(OutboundError) {
            guard let bytes = try await fetch("checkpoint") else {
                return .failed("no checkpoint")
            }
            found = bytes
        } catch {
            return .failed(error.word)
        }
        guard let note = SignedNote(found), let new = Checkpoint(note, by: standing.key) else {
            return .failed("a checkpoint that the log has not signed")
        }
        let old = standing.tree
        if new.size < old.size { return .behind(new.size) }
        if new.size == old.size, new.root == old.root { return .unchanged }
        guard new.size > old.size, old.size > 0 else {
            return try await take(WitnessedLog.Request(old: old.size, proof: [], note: note))
        }
        let proof: [TreeHash]
        let oldRoot: TreeHash
        do {
            (oldRoot, proof) = try await grown(from: old.size, to: new)
        } catch let error as OutboundError {
            return .failed(error.word)
        } catch is TileTree.Failure {
            return .failed("tiles that do not come to the checkpoint")
        }
        guard oldRoot != old.root, let first = standing.note else {
            return try await take(
                WitnessedLog.Request(old: old.size, proof: proof, note: note))
        }
        let evidence = HistoryEvidence(
            key: standing.key, first: first, second: note, otherRoot: oldRoot, proof: proof)
        let holds = try await disk.run { [book] in try book.accuse(evidence) }
        // Somebody may have had a later checkpoint signed meanwhile: then the next round tells.
        return holds ? .alarm : .failed("overtaken")
    }

    private func take(_ request: WitnessedLog.Request) async throws -> Outcome {
        switch try await disk.run({ [book] in try book.take(request) }) {
        case .signed: .signed(Checkpoint(text: request.note.text)?.size ?? 0)
        case .alarmed: .alarm
        case let answer: .failed(answer.text)
        }
    }

    /// The root that the new tree had at the old size, and the proof that leads from there to it.
    private func grown(
        from old: Int64, to new: Checkpoint
    ) async throws -> (root: TreeHash, proof: [TreeHash]) {
        var known: [Tile: [UInt8]] = [:]
        while true {
            let tiles = known
            var tree = TileTree(size: new.size) { tile in
                guard let bytes = tiles[tile] else { throw Wanted(tile: tile) }
                return bytes
            }
            do {
                guard try tree.root() == new.root else { throw TileTree.Failure.outOfRange }
                return (try tree.root(at: old), try tree.consistency(from: old))
            } catch let wanted as Wanted {
                // A tree of any size needs fewer.
                guard known.count < 64, let bytes = try await fetch(wanted.tile.path) else {
                    throw TileTree.Failure.badTile(wanted.tile)
                }
                known[wanted.tile] = bytes
            }
        }
    }

    private struct Wanted: Error {
        let tile: Tile
    }

    private func fetch(_ path: String) async throws(OutboundError) -> [UInt8]? {
        let answer = try await outbound.send(.get("\(address)/\(path)"))
        return answer.status == 200 ? answer.body : nil
    }
}
