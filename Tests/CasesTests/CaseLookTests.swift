import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Looks at a case, with their reason")
struct CaseLookTests {
    private struct Look: Equatable {
        let part: String
        let purpose: String
        let step: String?
        let position: PositionID
    }

    /// What was noted since the last time, oldest first.
    private func noted(_ city: TestCity, of citizen: Int = 0) async throws -> [Look] {
        let account = city.citizens[citizen]
        return try await city.house.store.write("test.looks") { tx in
            let rows = try tx.rows(
                """
                SELECT part, purpose, step, position FROM access_log \
                WHERE subject = \(account) ORDER BY at, id
                """)
            try tx.execute("DELETE FROM access_log")
            return rows.map {
                Look(
                    part: $0.text(0), purpose: $0.text(1), step: $0.optionalText(2),
                    position: $0.id(3))
            }
        }
    }

    private func position(_ city: TestCity, _ code: String) async throws -> PositionID {
        try await city.house.store.read("test.position") { [directory = city.house.directory] in
            try #require(try directory.position(code: code, in: $0)).id
        }
    }

    @Test(
        "the reason is the officer's own task, else that he leads, else that it is his unit's",
        arguments: TestEngine.available)
    func reasons(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let step = try #require(try await city.standing(id).task).step
            for (post, purpose) in [
                ("dpmptsp-loket-1", "task"), ("dpmptsp-kepala", "lead"),
                ("dpmptsp-analis-1", "own-unit"),
            ] {
                _ = try await cases.file(number, for: try await city.officer(post))
                let look = Look(
                    part: "page", purpose: purpose, step: purpose == "task" ? step : nil,
                    position: try await position(city, post))
                #expect(try await noted(city) == [look], "\(post)")
            }
            // What a colleague has taken is not one's own task.
            try await cases.claim(try await city.act(id, "dpmptsp-loket-2"))
            _ = try await cases.attachment(
                try await blob(city, number), of: number,
                for: try await city.officer("dpmptsp-loket-1"))
            let file = try #require(try await noted(city).first)
            #expect(file.part == "file" && file.purpose == "own-unit")
            let stranger = try await city.officer("kesbangpol-analis-1")
            await #expect(throws: Refusal.self) { try await cases.file(number, for: stranger) }
            #expect(try await noted(city).isEmpty)
        }
    }

    @Test(
        "the position is the one that opens the case, not the first one",
        arguments: TestEngine.available)
    func seats(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            // His own post has nothing to do with the case; the one he stands in for has.
            try await city.delegate("dpmptsp-analis-2", to: "dlh-analis-1", days: 2)
            let standIn = try await city.officer("dlh-analis-1")
            _ = try await cases.file(number, for: standIn)
            let post = try await position(city, "dpmptsp-analis-2")
            #expect(standIn.authorities.first?.position != post)
            var look = try #require(try await noted(city).first)
            #expect(look.position == post && look.purpose == "own-unit")
            try await cases.noteContact(number, by: standIn)
            look = try #require(try await noted(city).first)
            #expect(look.position == post && look.part == "contact")
            try await city.bring(id, to: .verify)
            city.wait(hours: 1)
            _ = try await noted(city)
            _ = try await cases.file(number, for: standIn)
            look = try #require(try await noted(city).first)
            #expect(look.position == post && look.purpose == "task")
        }
    }

    @Test("coming back within a minute is the same look; contact and files saved are each one")
    func minute() async throws {
        try await TestCity.run { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let clerk = try await city.officer("dpmptsp-loket-1")
            let blob = try await blob(city, number)
            for _ in 0..<2 {
                _ = try await cases.file(number, for: clerk)
                _ = try await cases.attachment(blob, of: number, for: clerk)
                try await cases.noteContact(number, by: clerk)
            }
            let parts = try await noted(city).map(\.part)
            #expect(parts == ["page", "file", "contact", "file", "contact"])
            city.clock.advance(milliseconds: 60_000)
            _ = try await cases.file(number, for: clerk)
            _ = try await cases.file(number, for: clerk, as: .letter)
            #expect(try await noted(city).map(\.part) == ["page", "letter"])
        }
    }

    @Test(
        "letters in a list are noted at each person they are about", arguments: TestEngine.available
    )
    func summaries(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for citizen in 0..<2 {
                try await city.bring(try await city.submitted(citizen, of: citizen), to: .decide)
            }
            let head = try await city.officer("dpmptsp-kepala")
            try await city.house.store.write("test.none") {
                _ = try $0.execute("DELETE FROM access_log")
            }
            for _ in 0..<2 {
                #expect(
                    try await city.house.cases.waitingLetters(of: head, page: 0).letters.count == 2)
            }
            let seen = try await city.house.store.read("test.seen") { reader in
                try reader.rows(
                    "SELECT subject, part, purpose FROM access_log ORDER BY id"
                ).map { ($0.id(0) as AccountID, $0.text(1), $0.text(2)) }
            }
            #expect(Set(seen.map(\.0)) == Set(city.citizens[0..<2]) && seen.count == 2)
            #expect(seen.allSatisfy { $0.1 == "summary" && $0.2 == "task" })
        }
    }

    private static func undoSigning(in tx: Transaction) throws {
        try tx.execute("DROP TABLE letter_signings")
        try tx.execute("ALTER TABLE letters DROP COLUMN void_at")
        try tx.execute("ALTER TABLE letters DROP COLUMN void_ground")
        try tx.execute("ALTER TABLE letters DROP COLUMN successor")
    }

    @Test(
        "what was noted before stays, with the applicant and without a reason",
        arguments: TestEngine.available)
    func carriedOver(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            // A house as it was before the log: the table of then, and its looks.
            let (first, second) = (try await city.submitted(0), try await city.submitted(1, of: 1))
            let officer = try await city.officer("dpmptsp-loket-1")
            let position = try #require(officer.authorities.first).position
            let start = city.clock.now
            try await city.house.store.write("test.before") { tx in
                try tx.execute("DELETE FROM access_log")
                try tx.execute(
                    """
                    CREATE TABLE case_reads (case_id BYTEA NOT NULL, account BYTEA NOT NULL, \
                    position BYTEA NOT NULL, at BIGINT NOT NULL, part TEXT NOT NULL)
                    """)
                for (number, id) in [first, first, second].enumerated() {
                    try tx.execute(
                        """
                        INSERT INTO case_reads (case_id, account, position, at, part) VALUES \
                        (\(id), \(officer.account), \(position), \
                        \(start.adding(minutes: Int64(number))), 'page')
                        """)
                }
                // And what came after it.
                try Self.undoSigning(in: tx)
                try tx.execute("DROP TABLE case_consents")
                try tx.execute("DROP TABLE consent_texts")
                try tx.execute("DROP TABLE case_exports")
                try tx.execute("DROP INDEX cases_sent")
                try tx.execute("DROP INDEX tasks_load")
                try tx.execute("DROP INDEX cases_by_applicant_id")
                try tx.execute("DROP INDEX cases_overdue")
                try tx.execute("DROP TABLE case_legacy")
                try tx.execute("ALTER TABLE cases DROP COLUMN contest_until")
                try tx.execute("ALTER TABLE cases DROP COLUMN contest_since")
                try tx.execute("ALTER TABLE cases DROP COLUMN named_due_at")
                try tx.execute("ALTER TABLE cases DROP COLUMN anonymous")
                try tx.execute("DROP TABLE case_confirmations")
                try tx.execute("DROP INDEX tasks_rung")
                try tx.execute("DROP TABLE task_escalations")
                try tx.execute("ALTER TABLE tasks DROP COLUMN rung_at")
                try tx.execute("ALTER TABLE tasks DROP COLUMN rung")
                try tx.execute("ALTER TABLE tasks ADD COLUMN escalated_unit TEXT")
                try tx.execute("ALTER TABLE tasks ADD COLUMN escalated_role TEXT")
                try tx.execute("CREATE INDEX tasks_escalated ON tasks (escalated_unit)")
                try tx.execute(
                    """
                    DELETE FROM schema_migrations \
                    WHERE id IN ('cases-0016-access-log', 'cases-0017-consents', \
                    'cases-0018-exports', 'cases-0019-load', 'cases-0019-listing-api', \
                    'cases-0019-permits', 'cases-0020-contest', 'cases-0021-named-day',
                    'cases-0021-confirm', 'cases-0022-anonymous', 'cases-0022-ladder',
                    'cases-0023-ladder-ends', 'cases-signing-0001')
                    """)
            }
            try await city.house.store.migrate(House.migrations)
            let page = try await city.house.access.looks(
                at: city.citizens[0], countedSince: start)
            #expect(page.records.count == 2 && page.recent == 2)
            #expect(page.records.map(\.at) == [start.adding(minutes: 1), start])
            #expect(
                page.records.allSatisfy {
                    $0.caseID == first && $0.position == position && $0.purpose == .earlier
                        && $0.part == .page && $0.step == nil
                })
            let other = try await city.house.access.looks(
                at: city.citizens[1], countedSince: start)
            #expect(other.records.map(\.caseID) == [second])
        }
    }

    private func blob(_ city: TestCity, _ number: TrackingCode) async throws -> BlobID {
        let file = try await city.house.cases.file(number, for: city.citizens[0])
        return try #require(file.files.first).blob
    }
}
