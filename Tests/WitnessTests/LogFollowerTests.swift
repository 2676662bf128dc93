import Kernel
import Outbound
import Store
import Testing
import TransparencyLog
import Witness

@Suite struct LogFollowerTests {
    private let disk = BlockingThreads(name: "witness", count: 1)

    private func follower(
        _ book: WitnessBook, _ log: PretendLog, broken: Bool = false
    ) -> LogFollower {
        let real = log.outbound()
        let outbound = Outbound { request throws(OutboundError) in
            let answer = try await real.send(request)
            guard broken, request.url.contains("/tile/") else { return answer }
            return OutboundAnswer(status: 200, body: answer.body.map { $0 ^ 1 })
        }
        return LogFollower(
            book, origin: "kota.example/ledger", at: PretendLog.address + "/",
            outbound: outbound, disk: disk)
    }

    private func book(_ folder: String) throws -> WitnessBook {
        let key = try #require(city).key
        return try WitnessBook(
            [key], signer: try WitnessKey.open(in: folder, name: "saksi.example"), in: folder,
            world: noon)
    }

    @Test func `A log that grows is cosigned from its tiles`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            for size in [1, 5, 256, 300, 70_000] {
                let log = PretendLog(signer, size: size)
                #expect(try await follower(book, log).round() == .signed(Int64(size)))
                #expect(try await follower(book, log).round() == .unchanged)
            }
            let shrunk = PretendLog(signer, size: 299)
            #expect(try await follower(book, shrunk).round() == .behind(299))
            #expect(book.standings.first?.tree.size == 70_000)
        }
    }

    @Test func `A greater tree of another history is an alarm with a proof`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            _ = try await follower(book, PretendLog(signer, size: 300)).round()
            let fork = PretendLog(signer, size: 700, other: 280)
            #expect(try await follower(book, fork).round() == .alarm)
            let evidence = try #require(try self.book(folder).standings.first?.alarm)
            #expect(evidence.holds)
            #expect(evidence.first.text == (try PretendLog(signer, size: 300).note().text))
            #expect(evidence.second == (try fork.note()))
        }
    }

    @Test func `Another root of the same size is an alarm`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            _ = try await follower(book, PretendLog(signer, size: 40)).round()
            let fork = PretendLog(signer, size: 40, other: 39)
            #expect(try await follower(book, fork).round() == .alarm)
            #expect(book.standings.first?.alarm?.holds == true)
        }
    }

    @Test func `Tiles that do not fit are a failure, not an alarm`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            _ = try await follower(book, PretendLog(signer, size: 40)).round()
            let outcome = try await follower(
                book, PretendLog(signer, size: 50), broken: true
            ).round()
            #expect(outcome == .failed("tiles that do not come to the checkpoint"))
            #expect(book.standings.first?.alarm == nil)
            #expect(book.standings.first?.tree.size == 40)
        }
    }

    @Test func `Evidence that proves nothing is not kept`() async throws {
        try await inFolder { folder in
            let signer = try #require(city)
            let book = try book(folder)
            _ = try await follower(book, PretendLog(signer, size: 40)).round()
            let next = try PretendLog(signer, size: 50).request(from: 40)
            let first = try #require(book.standings.first?.note)
            let lie = HistoryEvidence(
                key: signer.key, first: first, second: next.note, otherRoot: .empty,
                proof: next.proof)
            #expect(!(try book.accuse(lie)))
            #expect(book.standings.first?.alarm == nil)
        }
    }
}
