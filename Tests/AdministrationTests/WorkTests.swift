import City
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("Jobs, outbox, health")
struct WorkTests {
    /// Two jobs of a kind that always fails, given up at once.
    private func dead(_ city: TestCity) async throws -> [DeadLetter] {
        let jobs = city.house.jobs
        try await city.house.store.write("test.jobs") { tx in
            for number in 0..<2 {
                try jobs.enqueue(kind: "test.fails", key: "fails:\(number)", in: tx)
            }
        }
        let handler = JobHandler(attempts: 1) { _ in throw JobFailure("no use", permanent: true) }
        try await jobs.runDue(["test.fails": handler])
        return try await city.house.store.read("test.dead") { try jobs.deadLetters(in: $0) }
    }

    @Test(
        "a dead letter is tried again, or given up with a reason", arguments: TestEngine.available)
    func deadLetters(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await dead(city)
            try #require(letters.count == 2)
            let admin = try await city.officer("diskominfo-admin").account
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            await browser.open("/meja/kelola")
            #expect(await browser.text.contains("2 pekerjaan gagal"))
            await browser.open("/meja/kelola/pekerjaan")
            #expect(await browser.text.contains("no use"))
            try await city.office.retry(job: letters[0].id, by: admin)
            await #expect(throws: Refusal(.conflict, "administration.job.gone")) {
                try await city.office.retry(job: letters[0].id, by: admin)
            }
            let jobs = city.house.jobs
            #expect(try await jobs.runDue(["test.fails": JobHandler { _ in }]) == 1)
            await #expect(throws: Refusal.self, "no reason") {
                try await city.office.drop(job: letters[1].id, reason: "x", by: admin)
            }
            try await city.office.drop(
                job: letters[1].id, reason: "Tidak diperlukan lagi", by: admin)
            let left = try await city.house.store.read("test.left") { reader in
                try jobs.overview(in: reader).filter { $0.kind == "test.fails" }
            }
            #expect(left.isEmpty)
            #expect(
                try await city.entries("office.") == ["office.job-retried", "office.job-dropped"])
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("the outbox counts by channel and state, and failed notices go again")
    func outbox() async throws {
        try await TestCity.run { city in
            _ = try await city.submitted()
            try await city.house.workOnce()
            try await city.house.store.write("test.fail") { tx in
                _ = try tx.execute("UPDATE notices SET state = 'failed' WHERE channel = 'mail'")
            }
            let admin = try await city.officer("diskominfo-admin").account
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            await browser.open("/meja/kelola/kiriman")
            #expect(await browser.text.contains("Gagal"))
            let count = try await city.office.retryNotices(over: "mail", by: admin)
            #expect(count > 0)
            await #expect(throws: Refusal(.conflict, "administration.outbox.none")) {
                try await city.office.retryNotices(over: "mail", by: admin)
            }
            try await city.house.workOnce()
            let sent = try await city.house.store.read("test.sent") { reader in
                try city.house.notices.channelCounts(in: reader).filter { $0.channel == "mail" }
            }
            #expect(sent.map(\.state) == ["sent"])
            #expect(sent.first?.count == Int64(count))
        }
    }

    @Test("the overview names what nobody can do, and what waits")
    func attention() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            let holding = try await city.holding("dpmptsp-kepala")
            try await city.office.end(
                holding.id, from: city.today, decree: "880/3/2026, 20 November 2026", by: admin)
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            await browser.open("/meja/kelola")
            let text = await browser.text
            #expect(text.contains("sebagai kepala di dpmptsp"))
            await browser.open("/meja/kelola/kesehatan")
            #expect(await browser.text.contains("SQLite"))
        }
    }
}
