import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Publishing with four eyes")
struct CataloguePublishTests {
    private let reason = "Tarif lama salah, warga membayar terlalu banyak"

    /// A copy of the city's files with another promise.
    private func changed(
        _ promise: String = "2 days", _ body: (String) async throws -> Void
    ) async throws {
        try await TestCity.folder { path in
            let file = "\(path)/services/ktp-el.yaml"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("promise: 1 day"))
            try text.replacing("promise: 1 day", with: "promise: \(promise)").write(
                toFile: file, atomically: true, encoding: .utf8)
            try await body(path)
        }
    }

    private func nip(_ post: String, _ city: TestCity) async throws -> String {
        try await city.officer(post).nip.text
    }

    private func version(_ city: TestCity) async throws -> String {
        city.clock.advance(milliseconds: 2_000)
        return try await city.house.shelf.published().version
    }

    @Test(
        "one proposes, another puts into force, and the server follows",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.reach(["diskominfo-ppdp", "dpmptsp-kabid-perizinan"])
            let before = try await version(city)
            let nip = try await nip("dpmptsp-kabid-perizinan", city)
            try await changed { path in
                try await city.working(path) { house in
                    await #expect(throws: OperatingProblem.self, "nobody answers for it") {
                        try await CatalogueDesk.publish(house)
                    }
                    let said = try await CatalogueDesk.publish(house, nip: nip)
                    #expect(said.hasPrefix("Proposed: ") && said.contains("2 officers"))
                    await #expect(throws: Refusal(.conflict, "catalogue.proposal.there")) {
                        try await CatalogueDesk.publish(house, nip: nip)
                    }
                    await #expect(throws: Refusal.self, "nobody of that NIP") {
                        try await CatalogueDesk.publish(house, nip: "198503302010011001")
                    }
                }
            }
            #expect(try await version(city) == before)
            let open = try #require(try await city.house.proposals.list().first)
            #expect(open.state == .open && open.base == before)
            #expect(open.difference.contains("ktp-el: promises 2 days, it was 1 day"))
            let clerk = try await city.officer("dpmptsp-loket-1").account
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await city.house.proposals.decide(
                    open.id, publishing: true, reason: "", by: clerk)
            }
            let head = try await city.officer("setda-sekda").account
            try await city.house.proposals.decide(open.id, publishing: true, reason: "", by: head)
            #expect(try await version(city) == open.version)
            let code = try #require(ServiceCode("ktp-el"))
            let promise = try await city.house.shelf.published().services[code]?.promise
            #expect(promise == .days(2))
            let entries = try await city.entries("catalogue.")
            #expect(entries.map(\.type) == ["catalogue.proposed", "catalogue.published"])
            #expect(entries.allSatisfy { $0.facts.contains(open.version) })
            #expect(try await city.told("diskominfo-ppdp").contains("catalogue-proposed"))
            #expect(
                try await city.told("dpmptsp-kabid-perizinan").isSuperset(
                    of: ["catalogue-own", "catalogue-published"]))
            await #expect(throws: Refusal(.conflict, "catalogue.proposal.decided"), "once") {
                try await city.house.proposals.decide(
                    open.id, publishing: true, reason: "", by: head)
            }
        }
    }

    @Test("neither the proposer decides, nor a stand-in on the proposer's seat")
    func own() async throws {
        try await TestCity.run { city in
            let nip = try await nip("diskominfo-ppdp", city)
            try await changed { path in
                try await city.working(path) { house in
                    _ = try await CatalogueDesk.publish(house, nip: nip)
                }
            }
            let open = try #require(try await city.house.proposals.list().first)
            try await city.standIn("setda-sekda", on: "diskominfo-ppdp")
            for post in ["diskominfo-ppdp", "setda-sekda"] {
                let account = try await city.officer(post).account
                for isPublished in [true, false] {
                    await #expect(throws: Refusal(.forbidden, "catalogue.proposal.own")) {
                        try await city.house.proposals.decide(
                            open.id, publishing: isPublished, reason: reason, by: account)
                    }
                }
            }
            #expect(try await city.house.proposals.list().first?.state == .open)
        }
    }

    @Test(
        "a proposal is void once another edition is in force, and a refusal says why",
        arguments: TestEngine.available)
    func void(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let nip = try await nip("dpmptsp-kabid-perizinan", city)
            for promise in ["2 days", "3 days", "4 days"] {
                try await changed(promise) { path in
                    try await city.working(path) { house in
                        _ = try await CatalogueDesk.publish(house, nip: nip)
                    }
                }
                city.clock.advance(milliseconds: 1_000)
            }
            let proposals = city.house.proposals
            let admin = try await city.officer("diskominfo-ppdp").account
            let all = try await proposals.list()
            await #expect(throws: Refusal.self, "without a reason") {
                try await proposals.decide(all[0].id, publishing: false, reason: "x", by: admin)
            }
            try await proposals.decide(all[0].id, publishing: false, reason: reason, by: admin)
            try await proposals.decide(all[1].id, publishing: true, reason: "", by: admin)
            await #expect(throws: Refusal(.conflict, "catalogue.proposal.void")) {
                try await proposals.decide(all[2].id, publishing: true, reason: "", by: admin)
            }
            let after = try await proposals.list()
            #expect(after.map(\.state) == [.refused, .published, .void])
            #expect(after[0].reason == reason)
            #expect(try await version(city) == all[1].version)
            let left = try await city.house.store.read("test.files") { reader in
                try reader.row("SELECT COUNT(*) FROM catalogue_proposed_files")?.int(0)
            }
            #expect(left == 0, "files of decided proposals are not kept twice")
        }
    }

    @Test("of many who decide at once one is heard", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let nip = try await nip("dpmptsp-kabid-perizinan", city)
            try await changed { path in
                try await city.working(path) { house in
                    _ = try await CatalogueDesk.publish(house, nip: nip)
                }
            }
            let proposals = city.house.proposals
            let id = try #require(try await proposals.list().first).id
            let accounts = [
                try await city.officer("diskominfo-ppdp").account,
                try await city.officer("setda-sekda").account,
            ]
            let reason = reason
            let decided = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let done: Void? = try? await proposals.decide(
                            id, publishing: number % 3 == 0, reason: reason,
                            by: accounts[number % 2])
                        return done != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(decided == 1)
            #expect(try await city.entries("catalogue.").count == 2)
        }
    }

    @Test(
        "in an emergency one publishes alone, and everybody hears of it",
        arguments: TestEngine.available)
    func alone(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let deciders = ["diskominfo-ppdp", "setda-sekda", "inspektorat-auditor-1"]
            try await city.reach(deciders)
            try await changed { path in
                try await city.working(path) { house in
                    await #expect(throws: Refusal.self, "a word is no reason") {
                        try await CatalogueDesk.publish(house, alone: "cepat")
                    }
                    let said = try await CatalogueDesk.publish(house, alone: reason)
                    #expect(said.contains("are in force"))
                    #expect(try await CatalogueDesk.publish(house).hasPrefix("Nothing changed"))
                }
            }
            let done = try #require(try await city.house.proposals.list().first)
            #expect(done.state == .alone && done.reason == reason && done.proposedBy == nil)
            #expect(try await version(city) == done.version)
            #expect(
                try await city.entries("catalogue.").map(\.type) == ["catalogue.published-alone"])
            for post in deciders {
                #expect(try await city.told(post).contains("catalogue-alone"), "\(post)")
            }
        }
    }

    @Test("the files of a demo are in force at once; wrong files are never proposed")
    func demo() async throws {
        try await TestCity.run { city in
            let nip = try await nip("dpmptsp-kabid-perizinan", city)
            try await changed("soon") { path in
                try await city.working(path) { house in
                    await #expect(throws: OperatingProblem.self) {
                        try await CatalogueDesk.publish(house, nip: nip)
                    }
                }
            }
            #expect(try await city.house.proposals.list().isEmpty)
            #expect(try await CatalogueDesk.publish(city.house).hasPrefix("Nothing changed"))
        }
    }

    @Test("the page shows what differs, asks who is there, and keeps what was typed")
    func page() async throws {
        try await TestCity.run { city in
            let nip = try await nip("dpmptsp-kabid-perizinan", city)
            try await changed { path in
                try await city.working(path) { house in
                    _ = try await CatalogueDesk.publish(house, nip: nip)
                }
            }
            let id = try #require(try await city.house.proposals.list().first).id
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await clerk.open("/meja/katalog")
            #expect(await clerk.status == 403)
            let admin = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            let app = try await admin.setUpApp(city)
            await admin.open("/meja/katalog")
            for words in ["ktp-el: promises 2 days, it was 1 day", "Berlakukan edisi ini"] {
                #expect(await admin.text.contains(words), "\(words)")
            }
            #expect(await !admin.text.contains("⟦"))
            try await admin.send(
                [("putusan", "tolak"), ("alasan", "singkat")], to: "/meja/katalog/\(id.text)")
            #expect(await admin.status == 422)
            #expect(await admin.text.contains("singkat</textarea>"))
            city.clock.advance(milliseconds: 20 * 60_000)
            await admin.open("/meja/katalog")
            try await admin.send([("putusan", "setuju")], to: "/meja/katalog/\(id.text)")
            #expect(await admin.status == 403)
            #expect(try await city.house.proposals.list().first?.state == .open)
            try await admin.send(
                [("_kode", app.code(at: city.clock.now))], to: "/meja/katalog/\(id.text)")
            #expect(await admin.text.contains("Edisi baru sudah berlaku."))
            #expect(try await city.house.proposals.list().first?.state == .published)
            await admin.open("/meja/katalog?bahasa=en")
            #expect(await admin.text.contains("Put into force"))
            #expect(await !admin.text.contains("⟦"))
        }
    }
}
