import Crypto
import Kernel
import Testing
import TransparencyLog

@Suite struct WitnessTests {
    private let leaves = (0..<40).map { [1, UInt8($0)] }
    private let signer = NoteSigner(
        name: "kota.example/ledger", secret: Curve25519.Signing.PrivateKey())

    private func note(_ size: Int64, _ root: TreeHash) throws -> SignedNote {
        let signer = try #require(signer)
        let text = Checkpoint(origin: signer.key.name, size: size, root: root).text
        return SignedNote(text: text, signatures: [try signer.sign(text)])
    }

    private func request(from old: Int64, to size: Int64) throws -> WitnessedLog.Request {
        var tree = TileBox(leaves).tree(size)
        return WitnessedLog.Request(
            old: old, proof: try tree.consistency(from: old),
            note: try note(size, try tree.root()))
    }

    @Test func `A witness follows a log that only grows`() throws {
        var log = WitnessedLog(key: try #require(signer).key)
        for size in [1, 7, 7, 32, 40] as [Int64] {
            let request = try request(from: log.size, to: size)
            let again = try WitnessedLog.Request(reading: Array(request.body.utf8))
            #expect(again == request)
            log = try log.next(again)
            #expect(log.size == size)
        }
    }

    @Test func `Another history is refused, and two roots of one size are evidence`() throws {
        let key = try #require(signer).key
        let log = try WitnessedLog(key: key).next(try request(from: 0, to: 20))
        let other = WitnessedLog.Request(old: 20, proof: [], note: try note(20, .empty))
        #expect(throws: WitnessedLog.Refusal.twoHistories(log.root)) { try log.next(other) }
        #expect(throws: WitnessedLog.Refusal.otherSize(20)) {
            try log.next(try request(from: 19, to: 40))
        }
        let right = try request(from: 20, to: 40)
        let short = WitnessedLog.Request(
            old: 20, proof: right.proof.dropLast(), note: right.note)
        #expect(throws: WitnessedLog.Refusal.badProof) { try log.next(short) }
        let smaller = WitnessedLog.Request(
            old: 20, proof: [], note: try request(from: 0, to: 19).note)
        #expect(throws: WitnessedLog.Refusal.malformed) { try log.next(smaller) }
        let stranger = try #require(
            NoteSigner(name: key.name, secret: Curve25519.Signing.PrivateKey()))
        #expect(throws: WitnessedLog.Refusal.unknownKey) {
            try WitnessedLog(key: stranger.key).next(right)
        }
    }

    @Test func `What is no request is refused`() throws {
        let body = try request(from: 20, to: 40).body
        for bad in [
            "", "old 20\n", body.replacing("old 20", with: "old 020"), "\n" + body,
            body.replacing("old 20", with: "alt 20"),
            body.replacing("old 20\n", with: "old 20\nx\n"),
            body.replacing("\n\n", with: "\n"),
        ] {
            #expect(throws: WitnessedLog.Refusal.malformed, "\(bad)") {
                try WitnessedLog.Request(reading: Array(bad.utf8))
            }
        }
    }
}
