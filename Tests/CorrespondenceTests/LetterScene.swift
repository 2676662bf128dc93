import Cases
import City
import Contracts
import Correspondence
import Kernel
import People
import Store
import TestKit
import Testing
import Web

/// Letters and instructions in a test.
struct LetterScene: Sendable {
    let city: TestCity
    var tools: CorrespondenceTools { city.house.correspondenceTools }
    var today: Day { Day(city.clock.now, in: city.house.zone) }

    func seat(_ post: String) async throws -> PositionID {
        let found = try await city.house.store.read("test.seat") { [house = city.house] reader in
            try house.directory.position(code: post, in: reader)?.id
        }
        return try #require(found, "\(post)")
    }

    func entry(
        _ subject: String = "Undangan rapat", number: String = "005/1/2026",
        partner: String = "Dinas Contoh", security: SecurityClass = .open,
        target: String = "dpmptsp-kepala", isPerson: Bool = false
    ) async throws -> MailEntry {
        let unit = try #require(UnitCode("dpmptsp"))
        return MailEntry(
            unit: unit, text: MailText(subject: subject, partner: partner, number: number),
            isPerson: isPerson, letterDay: today, receivedDay: today,
            classification: "000.1.5", kind: "undangan", security: security,
            target: try await seat(target))
    }

    /// A letter that came, by the counter.
    func letter(
        _ subject: String = "Undangan rapat", security: SecurityClass = .open,
        number: String = "005/1/2026"
    ) async throws -> MailID {
        try await tools.register(
            try await entry(subject, number: number, security: security),
            by: try await city.officer("dpmptsp-loket-1"))
    }

    func draft() async throws -> MailID {
        let unit = try #require(UnitCode("dpmptsp"))
        return try await tools.draft(
            MailDraft(
                unit: unit, text: MailText(subject: "Jawaban", partner: "Dinas Contoh"),
                isPerson: false, letterDay: today, classification: "000.1.5",
                kind: "surat-dinas"),
            by: try await city.officer("dpmptsp-loket-1"))
    }

    func give(
        _ about: InstructionOrder.About, to posts: [String], by post: String, days: Int = 3,
        text: String = "Kerjakan."
    ) async throws -> InstructionID {
        let due = try await city.house.shelf.calendar().adding(workingDays: days, to: today)
        var to: [PositionID] = []
        for post in posts { to.append(try await seat(post)) }
        return try await tools.give(
            InstructionOrder(
                about: about, to: to, standard: ["tindak-lanjuti"], text: text, due: due,
                urgency: .usual),
            by: try await city.officer(post))
    }

    /// The addressee of an instruction, or one of several.
    func told(_ id: InstructionID, _ post: String? = nil) async throws -> RecipientID {
        var seat: PositionID?
        if let post { seat = try await self.seat(post) }
        let found = try await city.house.store.read("test.told") {
            [seat] reader -> RecipientID? in
            try reader.rows(
                """
                SELECT id, position FROM correspondence_recipients WHERE instruction = \(id)
                """
            ).first { seat == nil || $0.id(1) == seat }?.id(0)
        }
        return try #require(found)
    }

    func state(_ id: InstructionID) async throws -> String? {
        try await city.house.store.read("test.state") { reader in
            try reader.row("SELECT state FROM correspondence_instructions WHERE id = \(id)")?
                .text(0)
        }
    }

    /// What a refusal says first.
    func problem(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.problems.first?.key
        } catch {
            return "\(error)"
        }
    }

    static let pdf = Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".utf8)
}
