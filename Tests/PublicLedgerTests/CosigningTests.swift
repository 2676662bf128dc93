import Cases
import City
import Crypto
import Kernel
import Ledger
import Outbound
import Store
import Synchronization
import TestKit
import Testing
import TransparencyLog
import Web

@testable import PublicLedger

/// A witness that follows the rule, in memory.
private final class PretendWitness: Sendable {
    let signer: NoteSigner
    private let log: Mutex<WitnessedLog>
    let asked = Mutex(0)

    init(_ signer: NoteSigner, of log: WitnessedLog) {
        self.signer = signer
        self.log = Mutex(log)
    }

    /// - Parameter lying: cosigns another text than it was asked for.
    func outbound(lying: Bool = false) -> Outbound {
        Outbound { [self] request throws(OutboundError) in
            asked.withLock { $0 += 1 }
            guard request.url == "https://saksi.example/add-checkpoint" else {
                throw .refusedURL
            }
            do {
                return try answer(request.body, lying: lying)
            } catch {
                throw .badAnswer("\(error)")
            }
        }
    }

    private func answer(_ body: [UInt8], lying: Bool) throws -> OutboundAnswer {
        let request = try WitnessedLog.Request(reading: body)
        return try log.withLock { log -> OutboundAnswer in
            do throws(WitnessedLog.Refusal) {
                log = try log.next(request)
            } catch .otherSize(let size) {
                return OutboundAnswer(status: 409, body: Array("\(size)\n".utf8))
            } catch {
                return OutboundAnswer(status: error.status)
            }
            let text = lying ? request.note.text + "lain\n" : request.note.text
            let line = try signer.cosign(text, at: 1_800_000_000).line
            return OutboundAnswer(status: 200, body: Array((line + "\n").utf8))
        }
    }
}

@Suite struct CosigningTests {
    private let signer = NoteSigner(
        name: "saksi.example", kind: .cosignature, secret: Curve25519.Signing.PrivateKey())

    private func desk(_ city: TestCity) -> LedgerDesk {
        let house = city.house
        return LedgerDesk(
            log: house.ledgerLog, ledger: house.ledger, store: house.store, shelf: house.shelf,
            world: house.world, zone: house.zone)
    }

    @Test(arguments: TestEngine.available)
    func `A city collects cosignatures, and the page says how far`(
        engine: TestEngine
    ) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = try #require(signer)
            let named = CityWitness(
                name: "Universitas Uji", address: "https://saksi.example", key: signer.key)
            try await city.republish(
                "city.yaml", "zone: WIB",
                with: """
                    zone: WIB
                    witnesses:
                      - name: \(named.name)
                        address: \(named.address)
                        vkey: "\(signer.key.text)"
                    """)
            #expect(try await city.house.shelf.published().profile.witnesses == [named])
            let shell = try city.house.shell(rates: [:])
            let before = await shell.respond(to: TestRequest("GET", "/ledger"))
            #expect(before.text.contains("Universitas Uji: belum menandatangani"))

            _ = try await city.submitted()
            try await city.house.readOnce()
            let key = try await city.house.ledgerLog.verifierKey()
            let witness = PretendWitness(signer, of: WitnessedLog(key: key))
            let cosigning = Cosigning(desk: desk(city), outbound: witness.outbound())
            let size = try #require(try await desk(city).checkpoint()).size
            #expect(try await cosigning.round(named) == .signed(size))
            #expect(try await cosigning.round(named) == .nothingNew)
            #expect(witness.asked.withLock { $0 } == 1)

            let reply = await shell.respond(to: TestRequest("GET", "/ledger/checkpoint"))
            let note = try #require(SignedNote(reply.text.utf8))
            #expect(note.signature(of: key) != nil && note.signature(of: signer.key) != nil)

            // What the city has forgotten the witness tells it.
            _ = try await city.submitted(1, of: 1)
            try await city.house.readOnce()
            try await city.house.store.write("forget") { tx in
                try tx.execute("DELETE FROM ledger_cosignatures")
            }
            let later = try #require(try await desk(city).checkpoint()).size
            #expect(try await cosigning.round(named) == .signed(later))
            #expect(witness.asked.withLock { $0 } == 3)
            let signed = try await city.house.store.read("signed") { reader in
                try city.house.ledgerLog.cosigned(in: reader)
            }
            #expect(signed.keys.sorted() == ["saksi.example"])
            #expect(signed["saksi.example"]?.size == later)
            #expect(signed["saksi.example"]?.seconds == 1_800_000_000)
        }
    }

    @Test func `What does not hold is not kept, and a witness may be down`() async throws {
        try await TestCity.run { city in
            let signer = try #require(signer)
            let named = CityWitness(
                name: "Saksi", address: "https://saksi.example", key: signer.key)
            _ = try await city.submitted()
            try await city.house.readOnce()
            let key = try await city.house.ledgerLog.verifierKey()
            let liar = PretendWitness(signer, of: WitnessedLog(key: key))
            let lied = Cosigning(desk: desk(city), outbound: liar.outbound(lying: true))
            #expect(try await lied.round(named) == .refused(200))

            let down = Outbound { _ throws(OutboundError) in throw .timedOut }
            let waiting = Cosigning(desk: desk(city), outbound: down)
            #expect(try await waiting.round(named) == .failed(.timedOut))

            let ahead = PretendWitness(
                signer, of: WitnessedLog(key: key, size: 9_999, root: .empty))
            let behind = Cosigning(desk: desk(city), outbound: ahead.outbound())
            #expect(try await behind.round(named) == .ahead(9_999))
            let reply = try await desk(city).checkpoint()
            #expect(reply?.note.signatures.count == 1)
        }
    }
}
