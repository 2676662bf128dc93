import Cases
import City
import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing

/// What is changed by SQL behind the house's back is found by the audit, on both databases.
@Suite("Cases against their entries")
struct CaseAuditTests {
    private struct Scene {
        let city: TestCity
        /// Granted with a letter; open at its first check.
        let granted, open: CaseID

        func audit() async throws -> LogAudit {
            let house = city.house
            let cases = CaseAudit(store: house.store, blobs: house.blobs)
            return try await house.ledgerLog.audit(comparing: [cases.comparer])
        }

        func change(_ sql: SQL) async throws {
            try await city.house.store.write("tamper") { _ = try $0.execute(sql) }
        }

        func number(_ id: CaseID) async throws -> String {
            try await city.standing(id).record.number.text
        }

        /// Changes, looks, changes back.
        func finds(
            _ words: String, of id: CaseID, after sql: SQL, undo: SQL,
            _ place: SourceLocation = #_sourceLocation
        ) async throws {
            let number = try await number(id)
            try await change(sql)
            let audit = try await audit()
            guard case .mismatch(let found)? = audit.difference else {
                Issue.record("\(words): \(audit.difference as Any)", sourceLocation: place)
                return try await change(undo)
            }
            #expect(found.what.contains(words), "\(found.what)", sourceLocation: place)
            #expect(found.subject == "the case \(number)", sourceLocation: place)
            try await change(undo)
        }
    }

    private func scene(
        _ engine: TestEngine, _ body: (Scene) async throws -> Void
    ) async throws {
        try await TestCity.run(on: engine, seal: .demo) { city in
            let granted = try await city.submitted()
            try await city.bring(granted, to: .handover)
            try await city.passStep(granted)
            let open = try await city.submitted(1)
            try await city.house.ledger.number()
            try await city.house.readOnce()
            let scene = Scene(city: city, granted: granted, open: open)
            let before = try await scene.audit()
            #expect(before.difference == nil, "\(before.difference as Any)")
            #expect(before.compared["cases"] == 2)
            try await body(scene)
            let after = try await scene.audit()
            #expect(after.difference == nil, "\(after.difference as Any)")
        }
    }

    @Test("a changed state is found", arguments: TestEngine.available)
    func states(_ engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let id = scene.granted
            let closed = try #require(try await scene.city.standing(id).record.closedAt)
            let back: SQL = """
                UPDATE cases SET state = 'closed', outcome = 'granted', closed_at = \(closed) \
                WHERE id = \(id)
                """
            try await scene.finds(
                "has ended", of: id,
                after: """
                    UPDATE cases SET state = 'open', outcome = NULL, closed_at = NULL \
                    WHERE id = \(id)
                    """, undo: back)
            for outcome in ["refused", "withdrawn", "lapsed"] {
                try await scene.finds(
                    "closed as \(outcome)", of: id,
                    after: "UPDATE cases SET outcome = \(outcome) WHERE id = \(id)", undo: back)
            }
            try await scene.finds(
                "no entry of that time", of: id,
                after: "UPDATE cases SET closed_at = closed_at + 1 WHERE id = \(id)", undo: back)
            let open = scene.open
            try await scene.finds(
                "closed as granted", of: open,
                after: """
                    UPDATE cases SET state = 'closed', outcome = 'granted', \
                    closed_at = submitted_at WHERE id = \(open)
                    """,
                undo: """
                    UPDATE cases SET state = 'open', outcome = NULL, closed_at = NULL \
                    WHERE id = \(open)
                    """)
            try await scene.finds(
                "submitted at another time", of: open,
                after: "UPDATE cases SET submitted_at = submitted_at - 60000 WHERE id = \(open)",
                undo: "UPDATE cases SET submitted_at = submitted_at + 60000 WHERE id = \(open)")
            try await scene.finds(
                "extended", of: open,
                after: "UPDATE cases SET extended_at = submitted_at + 5 WHERE id = \(open)",
                undo: "UPDATE cases SET extended_at = NULL WHERE id = \(open)")
            try await scene.finds(
                "granted by silence", of: open,
                after: "UPDATE cases SET deemed_at = submitted_at + 5 WHERE id = \(open)",
                undo: "UPDATE cases SET deemed_at = NULL WHERE id = \(open)")
            try await scene.finds(
                "a task is done", of: open,
                after: """
                    UPDATE tasks SET state = 'done', done_at = opened_at + 9 \
                    WHERE case_id = \(open)
                    """,
                undo: """
                    UPDATE tasks SET state = 'open', done_at = NULL WHERE case_id = \(open)
                    """)
            let service = try await scene.city.standing(open).record.service.text
            try await scene.finds(
                "another service", of: open,
                after: "UPDATE cases SET service = 'lain' WHERE id = \(open)",
                undo: "UPDATE cases SET service = \(service) WHERE id = \(open)")
        }
    }

    @Test("a changed letter is found", arguments: TestEngine.available)
    func letters(_ engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let (house, id) = (scene.city.house, scene.granted)
            let row = try await house.store.read("letter") { reader in
                try reader.row(
                    """
                    SELECT blob, digest, valid_until, number FROM letters \
                    WHERE case_id = \(id)
                    """
                ).map { ($0.bytes(0), $0.text(1), $0.optionalText(2), $0.text(3)) }
            }
            let (blob, digest, valid, number) = try #require(row)
            let back: SQL = """
                UPDATE letters SET blob = \(blob), digest = \(digest), valid_until = \(valid), \
                number = \(number), state = 'issued' WHERE case_id = \(id)
                """
            // Another file, sealed as it must be, in place of the one that was issued.
            let other = try await house.blobs.put(Array("%PDF-1.7 palsu".utf8))
            try await house.store.write("register") { tx in
                try house.blobs.register(other, owner: try house.vault.key(id, in: tx), in: tx)
            }
            let forged = Hexadecimal.text(other.digest)
            let change: (SQL) -> SQL = { "UPDATE letters SET \(sql: $0) WHERE case_id = \(id)" }
            try await scene.finds(
                "another file", of: id, after: change("blob = \(other.id)"), undo: back)
            try await scene.finds(
                "another digest", of: id, after: change("digest = \(forged)"), undo: back)
            try await scene.finds(
                "another digest", of: id,
                after: change("blob = \(other.id), digest = \(forged)"), undo: back)
            try await scene.finds(
                "until another day", of: id, after: change("valid_until = '2099-01-01'"),
                undo: back)
            try await scene.finds(
                "another number", of: id, after: change("number = '1/X/2026'"), undo: back)
            try await scene.finds(
                "does not hold any more", of: id, after: change("state = 'void'"), undo: back)
        }
    }

    @Test("entries without their case, and a case without entries", arguments: TestEngine.available)
    func whole(_ engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let (open, other) = (scene.open, scene.city.house.world.uuid())
            try await scene.change(
                """
                INSERT INTO cases (id, number, service, version, owner_unit, unit, applicant, \
                language, confidentiality, state, step, step_since, round, revision, \
                submitted_at) SELECT \(other), 'ZZZZZZZZ', service, version, owner_unit, unit, \
                applicant, language, confidentiality, state, step, step_since, round, revision, \
                submitted_at FROM cases WHERE id = \(open)
                """)
            let audit = try await scene.audit()
            guard case .mismatch(let found)? = audit.difference else {
                Issue.record("\(audit.difference as Any)")
                return
            }
            #expect(found.what == "it has no entry in the ledger")
            try await scene.change("DELETE FROM cases WHERE id = \(other)")
        }
    }
}
