import Crypto
import Kernel
import Outbound
import Store
import Testing
import TransparencyLog
import Witness

@Suite struct WitnessBookTests {
    private func book(_ folder: String) throws -> WitnessBook {
        let key = try #require(city).key
        let signer = try WitnessKey.open(in: folder, name: "saksi.example")
        return try WitnessBook([key], signer: signer, in: folder, world: noon)
    }

    @Test func `The key is made once, for its owner alone`() async throws {
        try await inFolder { folder in
            let first = try WitnessKey.open(in: folder, name: nil)
            #expect(first.key.kind == .cosignature)
            #expect(try FileTree.mode(folder + "/key") == 0o600)
            #expect(try WitnessKey.open(in: folder, name: nil).key == first.key)
            #expect(throws: WitnessProblem.otherName(first.key.name)) {
                try WitnessKey.open(in: folder, name: "saksi.example")
            }
        }
    }

    @Test func `What was signed survives a restart, and nothing else is signed`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let log = PretendLog(signer, size: 300)
            let first = try book(folder)
            let answer = try first.take(Array(try log.request(from: 0).body.utf8))
            guard case .signed(let signature) = answer else {
                Issue.record("not signed: \(answer)")
                return
            }
            #expect(signature.seconds == 1_800_000_000)
            let note = SignedNote(text: try log.note().text, signatures: [signature])
            #expect(note.signature(of: first.signer.key) != nil)

            let again = try book(folder)
            #expect(again.standings.first?.tree.size == 300)
            let late = try again.take(PretendLog(signer, size: 600).request(from: 7))
            #expect(late.status == 409 && late.text == "300\n")
            #expect(late.type == "text/x.tlog.size")
            let next = try again.take(PretendLog(signer, size: 600).request(from: 300))
            #expect(next.status == 200)
            let fork = try again.take(PretendLog(signer, size: 700, other: 9).request(from: 600))
            #expect(fork.status == 422)
            #expect(again.standings.first?.alarm == nil, "anybody can send a wrong proof")
            #expect(try again.take(Array("old 0\n\n".utf8)).status == 400)
        }
    }

    @Test func `Unknown logs and other keys are told so`() async throws {
        try await inFolder { folder in
            let book = try book(folder)
            let stranger = try #require(
                NoteSigner(name: "lain.example/ledger", secret: .init()))
            #expect(try book.take(PretendLog(stranger, size: 5).request(from: 0)).status == 404)
            let impostor = try #require(
                NoteSigner(name: "kota.example/ledger", secret: .init()))
            #expect(try book.take(PretendLog(impostor, size: 5).request(from: 0)).status == 403)
        }
    }

    @Test func `Two roots of one size are kept as evidence, also over a restart`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            _ = try book.take(PretendLog(signer, size: 20).request(from: 0))
            let fork = PretendLog(signer, size: 20, other: 3)
            let other = WitnessedLog.Request(old: 20, proof: [], note: try fork.note())
            #expect(try book.take(other) == .alarmed)
            #expect(try book.take(PretendLog(signer, size: 30).request(from: 20)) == .alarmed)
            let again = try self.book(folder)
            let alarm = try #require(again.standings.first?.alarm)
            #expect(alarm.holds)
            #expect(HistoryEvidence(alarm.json) == alarm)
            #expect(try again.take(PretendLog(signer, size: 30).request(from: 20)) == .alarmed)
        }
    }

    @Test func `A damaged file is no fresh start`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            _ = try book(folder).take(PretendLog(signer, size: 20).request(from: 0))
            let name = try #require(
                try FileTree.names(in: folder).first { $0.hasSuffix(".checkpoint") })
            let path = folder + "/" + name
            let note = try #require(try DurableFile.read(path, limit: 4_096))
            let text = String(decoding: note, as: UTF8.self)
            try DurableFile.replace(path, with: Array(text.replacing("\n20\n", with: "\n2\n").utf8))
            #expect(throws: WitnessProblem.damaged(path)) { try book(folder) }
        }
    }
}
