import City
import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing
import TransparencyLog
import Web

@testable import PublicLedger

@Suite struct LogPageTests {
    private func get(_ path: String, _ shell: Shell) async -> TestReply {
        await shell.respond(to: TestRequest("GET", path))
    }

    private func desk(_ city: TestCity) -> LedgerDesk {
        let house = city.house
        return LedgerDesk(
            log: house.ledgerLog, ledger: house.ledger, store: house.store, shelf: house.shelf,
            world: house.world, zone: house.zone)
    }

    @Test(arguments: TestEngine.available)
    func `A client checks the city from tiles and key alone`(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let shell = try city.house.shell(rates: [:])
            for n in 0..<3 { _ = try await city.submitted(n, of: n) }
            try await city.house.readOnce()
            let key = try #require(
                NoteKey(text: String(await get("/ledger/vkey", shell).text.dropLast())))
            #expect(key.name == "uji.example/ledger")
            let reply = await get("/ledger/checkpoint", shell)
            #expect(reply.status == 200)
            #expect(reply.header("content-type") == "text/plain; charset=utf-8")
            let note = try #require(SignedNote(reply.text.utf8))
            let checkpoint = try #require(Checkpoint(note, by: key))
            let entries = try await city.house.store.read("count") { reader in
                try city.house.ledger.lastNumber(in: reader)
            }
            #expect(checkpoint.size == entries)

            var tiles: [Tile: [UInt8]] = [:]
            for tile in Tile.edge(of: checkpoint.size) {
                let reply = await get("/ledger/" + tile.path, shell)
                #expect(reply.status == 200)
                #expect(reply.header("cache-control")?.contains("immutable") == true)
                tiles[tile] = Array(reply.bytes)
                let bundle = await get(
                    "/ledger/tile/entries/"
                        + Tile.numberPath(tile.number, width: tile.width), shell)
                let leaves = try #require(EntryBundle.entries(Array(bundle.bytes)))
                #expect(leaves.allSatisfy { $0.count == 33 && $0[0] == 1 })
                #expect(leaves.flatMap { TreeHash.leaf($0).bytes } == tiles[tile])
            }
            let kept = tiles
            var tree = TileTree(size: checkpoint.size) { kept[$0] }
            let root = try tree.root()
            #expect(root == checkpoint.root)

            let proof = await get("/ledger/proof?index=0", shell)
            let value = try JSONValue(parsing: Array(proof.bytes))
            #expect(value["checkpoint"]?.stringValue == reply.text)
            let more = await get("/ledger/proof?old=1", shell)
            #expect(more.status == 200)
        }
    }

    @Test func `What is not there, or written otherwise, is not found`() async throws {
        try await TestCity.run { city in
            let shell = try city.house.shell(rates: [:])
            #expect(await get("/ledger/proof?index=0", shell).status == 404)
            _ = try await city.submitted()
            try await city.house.readOnce()
            for path in [
                "tile/0/000", "tile/0/000.p/255", "tile/1/000.p/1", "tile/8/000", "tile/00/000",
                "tile/0/0.p/1", "tile/0/000.p/0", "tile/0/x000/000.p/1", "tile/-1/000.p/1",
                "tile/entries/000", "tile/entries/000.p/255", "tile/x/000.p/1",
                "tile/0/999/999/999", "tile/0/x999/x999/x999/999.p/1", "proof?index=-1",
                "proof?index=99999", "proof?index=9223372036854775807", "proof?old=9999999",
                "proof?old=0&size=999999", "proof", "proof?index=01",
            ] {
                let reply = await get("/ledger/" + path, shell)
                #expect([400, 404, 422].contains(reply.status), "\(path): \(reply.status)")
            }
        }
    }

    @Test func `The page explains itself in both languages and names nobody`() async throws {
        try await TestCity.run { city in
            let shell = try city.house.shell(rates: [:])
            let before = await get("/ledger", shell)
            #expect(before.status == 200)
            _ = try await city.submitted()
            try await city.house.readOnce()
            for language in ["id", "en"] {
                let page = await shell.respond(
                    to: TestRequest("GET", "/ledger", headers: [("Accept-Language", language)]))
                #expect(page.status == 200 && page.text.contains("uji.example/ledger"))
                #expect(page.text.contains("<svg") && !page.text.contains("⟦"))
                let name = DemoNames.person(0).name
                #expect(!page.text.contains(name))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Counts appear when their month is over, and never change again`(
        engine: TestEngine
    ) async throws {
        try await TestCity.run(on: engine) { city in
            let desk = desk(city)
            for n in 0..<6 { _ = try await city.submitted(n, of: n % 3) }
            try await city.house.readOnce()
            try await desk.count()
            let early = try await desk.months().filter { $0.month.text == "2026-11" }
            #expect(early.isEmpty)
            city.wait(days: 10)
            try await desk.count()
            let months = try await desk.months()
            let november = try #require(months.first { $0.month.text == "2026-11" })
            let cells = try await city.house.store.read("cells") { reader in
                try CountRows.cells(of: november.month, in: reader)
            }
            let cell = cells.first { $0.key.type == "case.submitted" }
            #expect(cell?.value == 6 && cell?.key.service == "penelitian")
            #expect(november == PublishedMonth(november.month, cells))
            // An entry that comes late, with a time of the month before.
            let late = LedgerEntry(
                type: "case.submitted", actor: .system("test"), service: "penelitian",
                unit: cell?.key.unit, at: city.house.world.now.adding(hours: -24 * 9))
            try await city.house.store.write("late") { tx in
                _ = try city.house.ledger.append(late, key: nil, in: tx)
            }
            try await city.house.readOnce()
            try await desk.count()
            let after = try await desk.months()
            #expect(after == months)
        }
    }
}
