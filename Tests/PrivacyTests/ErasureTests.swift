import Cases
import City
import Contracts
import Forms
import Foundation
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Privacy

@Suite("Erasing a person")
struct ErasureTests {
    /// A granted request of the first citizen to be erased.
    private func granted(_ city: TestCity) async throws -> TrackingCode {
        let id = try await city.story(
            "data-pribadi", "{permintaan: hapus, mengerti: ya}",
            """
            - do: periksa
            - do: jawaban
            - do: putusan
            - do: serah
            """)
        return try await city.standing(id).record.number
    }

    /// A research permit of the first citizen that is done.
    private func closed(_ city: TestCity) async throws -> CaseID {
        let id = try await city.submitted()
        try await city.bring(id, to: .handover)
        try await city.passStep(id)
        return id
    }

    @Test(
        "everything goes whose time is over, the rest stays with its reason",
        arguments: TestEngine.available)
    func whole(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, tampers: true) { city in
            let old = try await closed(city)
            _ = try await city.draft(1)
            let number = try await granted(city)
            // What was closed before five years may go, the request itself not.
            let past = city.clock.now.adding(hours: -24 * 366 * 6)
            try await city.house.store.write("test.age") { tx in
                try tx.execute("UPDATE cases SET closed_at = \(past) WHERE id = \(old)")
                try tx.execute(
                    "UPDATE letters SET valid_until = '2025-01-01' WHERE case_id = \(old)")
            }
            let officer = try await TestBrowser.officer("diskominfo-ppdp", of: city)
            await officer.open("/meja/data-pribadi")
            #expect(await officer.text.contains(number.text))
            await officer.open("/meja/data-pribadi/hapus/\(number.text)")
            let plan = await officer.text
            #expect(plan.contains("Akun ikut dihapus") && plan.contains("Masa simpan belum lewat"))
            #expect(plan.contains("bukti siapa yang membuka") && !plan.contains("⟦"))
            #expect(!plan.contains(DemoNames.person(0).name))
            let citizen = try await TestBrowser.citizen(of: city)
            try await officer.send()
            #expect(await officer.text.contains("Data pemilik berkas \(number.text) sudah"))
            // The running session ends, and nobody signs in any more.
            await citizen.open("/akun")
            #expect(await citizen.path.hasPrefix("/masuk"))
            let contact = Contact.email(try EmailAddress(DemoNames.person(0).email))
            let gone = try await city.house.store.read("test.gone") { reader in
                try city.house.accounts.account(of: contact, in: reader)
            }
            #expect(gone == nil)
            try await expectErased(city, old)
            // Twice is not possible.
            await officer.open("/meja/data-pribadi/hapus/\(number.text)")
            #expect(await officer.status == 404)
            let report = try await city.house.ledger.verify()
            #expect(report.isSound && report.erased > 0)
        }
    }

    private func expectErased(_ city: TestCity, _ id: CaseID) async throws {
        let house = city.house
        let account = city.citizens[0]
        try await house.store.read("test.erased") { reader in
            for key in [id.value, account.value] {
                #expect(throws: SealingError.destroyed(key)) {
                    try house.vault.key(key, in: reader)
                }
            }
            for sql in [
                "SELECT COUNT(*) FROM case_tokens WHERE case_id = \(id)",
                "SELECT COUNT(*) FROM people_sessions WHERE account = \(account)",
                "SELECT COUNT(*) FROM drafts WHERE account = \(account)",
                "SELECT COUNT(*) FROM notices WHERE account = \(account) AND content IS NOT NULL",
                "SELECT COUNT(*) FROM blobs WHERE owner = \(id) AND erased_at IS NULL",
                """
                SELECT COUNT(*) FROM people_accounts \
                WHERE contact_index IS NOT NULL AND id = \(account)
                """,
            ] as [SQL] {
                #expect(try reader.row(sql)?.int(0) == 0, "\(sql)")
            }
            let told = try reader.rows("SELECT facts FROM ledger WHERE type = 'privacy.erased'")
            #expect(told.count == 1)
            let facts = try JSONValue(parsing: told.first?.text(0).utf8 ?? "".utf8)
            #expect(facts["cases"] == 1 && facts["kept"] == 1 && facts["whole"] == true)
            let names = try house.accounts.names(of: [account], in: reader)
            #expect(names.accounts[account] == "(dihapus)")
        }
        let record = try await city.standing(id).record
        let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
        await browser.open("/meja/berkas/\(record.number.text)")
        #expect(await browser.status == 404)
        #expect(await browser.text.contains("(dihapus)"))
        for path in [
            "/meja", "/meja?q=\(DemoNames.person(0).nik)",
        ] {
            await browser.open(path)
            #expect(await browser.status == 200, "\(path)")
            #expect(!(await browser.text.contains(DemoNames.person(0).name)), "\(path)")
        }
        // The letter can still be verified; whose it was is not known any more.
        let code = try await house.store.read("test.code") { reader in
            try reader.row("SELECT code FROM letters WHERE case_id = \(id)")?.text(0) ?? ""
        }
        let proof = try #require(try await house.cases.proof(of: try TrackingCode(code)))
        #expect(proof.initials == nil && proof.standing == .expired)
        await browser.open("/lacak/\(record.number.text)")
        #expect(await browser.status == 200)
    }

    @Test("while a case runs the account stays, and drafts and ended cases go")
    func running() async throws {
        try await TestCity.run { city in
            let number = try await granted(city)
            let open = try await city.submitted(2)
            _ = try await city.draft(1)
            let officer = try await city.officer("diskominfo-ppdp")
            let tools = city.house.privacyTools
            let record = try await tools.erase(number, by: officer)
            #expect(!record.isWhole && record.drafts == 1 && record.cases == 0)
            #expect(try await city.house.accounts.citizen(city.citizens[0]) != nil)
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/berkas/\(try await city.standing(open).record.number.text)")
            #expect(await browser.status == 200)
        }
    }

    @Test("only on a granted request for erasure, and only by who protects data")
    func denied() async throws {
        try await TestCity.run { city in
            let tools = city.house.privacyTools
            let permit = try await closed(city)
            let other = try await city.standing(permit).record.number
            let protector = try await city.officer("diskominfo-ppdp")
            await #expect(throws: Refusal(.notFound, "privacy.erase.none")) {
                try await tools.erase(other, by: protector)
            }
            let explained = try await city.story(
                "data-pribadi", "{permintaan: penjelasan}",
                """
                - do: periksa
                - do: jawaban
                - do: putusan
                - do: serah
                """)
            let asked = try await city.standing(explained).record.number
            await #expect(throws: Refusal(.notFound, "privacy.erase.none")) {
                try await tools.erase(asked, by: protector)
            }
            let number = try await granted(city)
            let admin = try await city.officer("diskominfo-admin")
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await tools.erase(number, by: admin)
            }
            for post in ["diskominfo-admin", "dpmptsp-kepala"] {
                let browser = try await TestBrowser.officer(post, of: city)
                await browser.open("/meja/data-pribadi")
                #expect(await browser.status == 403)
                await browser.open("/meja")
                #expect(!(await browser.text.contains("href=\"/meja/data-pribadi\"")))
            }
        }
    }

    @Test("nothing of the person is found in the file of the database")
    func grep() async throws {
        let directory = FileManager.default.temporaryDirectory.path
        let path = "\(directory)/pendopo-erased-\(UUID().uuidString).sqlite"
        defer {
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + end)
            }
        }
        let city = try await TestCity.open(.sqlite(path: path))
        do {
            let old = try await closed(city)
            let number = try await granted(city)
            let past = city.clock.now.adding(hours: -24 * 366 * 6)
            let (ended, valid) = try #require(
                try await city.house.store.write("test.age") { tx in
                    let row = try tx.row(
                        """
                        SELECT c.closed_at, l.valid_until FROM cases c \
                        JOIN letters l ON l.case_id = c.id WHERE c.id = \(old)
                        """)
                    try tx.execute("UPDATE cases SET closed_at = \(past) WHERE id = \(old)")
                    try tx.execute(
                        "UPDATE letters SET valid_until = '2025-01-01' WHERE case_id = \(old)")
                    return row.map { ($0.int(0), $0.optionalText(1)) }
                })
            let officer = try await city.officer("diskominfo-ppdp")
            _ = try await city.house.privacyTools.erase(number, by: officer)
            // The audit would find that the case was made to look old.
            try await city.house.store.write("test.age.back") { tx in
                try tx.execute("UPDATE cases SET closed_at = \(ended) WHERE id = \(old)")
                try tx.execute(
                    "UPDATE letters SET valid_until = \(valid) WHERE case_id = \(old)")
            }
            // Everything that can be computed again still can: ledger, access log, numbers, files.
            let report = try await Keeping.verify(city.house.settings) { _ in }
            #expect(report.isSound, "\(report.lines)")
        } catch {
            await city.close()
            throw error
        }
        await city.close()
        let person = DemoNames.person(0)
        for end in ["", "-wal"] {
            guard let data = FileManager.default.contents(atPath: path + end) else { continue }
            for text in [person.name, person.email, person.nik, person.phone] {
                #expect(data.range(of: Data(text.utf8)) == nil, "\(text) in \(end)")
            }
        }
    }
}
