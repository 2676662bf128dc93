import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// What an officer who looks after reports does with the public side of one: always with a reason,
/// which the reporter is told.
struct Moderation: Sendable {
    let tools: ComplaintTools
    let record: CaseRecord
    let officer: Officer
    let reason: String

    /// A reason says more than a word.
    static let shortest = 10
    static let longest = 1_000

    /// Hides the report from everybody but the office and its reporter, or shows it again.
    func hide(_ isHidden: Bool) async throws {
        let kind = isHidden ? "hidden" : "shown"
        try await perform("report.\(kind)", tells: "report-\(kind)") { [record] tx in
            try tx.execute(
                """
                UPDATE reports SET hidden = \(isHidden) \
                WHERE case_id = \(record.id) AND hidden <> \(isHidden)
                """) == 1
        }
    }

    /// Hides one picture, or shows it again.
    func hidePhoto(_ blob: BlobID, _ isHidden: Bool) async throws {
        let kind = isHidden ? "photo-hidden" : "photo-shown"
        let facts: [String: JSONValue] = ["photo": .string(blob.text)]
        try await perform("report.\(kind)", facts, tells: "report-\(kind)") { [record] tx in
            try tx.execute(
                """
                UPDATE report_photos SET hidden = \(isHidden) \
                WHERE blob = \(blob) AND case_id = \(record.id) AND hidden <> \(isHidden)
                """) == 1
        }
    }

    /// Puts another text in the place of the reporter's, which stays sealed in the case.
    /// - Parameter text: nil shows the reporter's own again.
    func edit(_ text: String?) async throws {
        let facts: [String: JSONValue] = ["original": .bool(text == nil)]
        try await perform("report.text-edited", facts, tells: "report-text-edited") {
            [record] tx in
            try tx.execute(
                """
                UPDATE reports SET edited = \(text) WHERE case_id = \(record.id) \
                AND COALESCE(edited, '') <> \(text ?? "")
                """) == 1
        }
    }

    /// Takes no reports of whoever sent this one until a day has passed.
    func block(until day: Day) async throws {
        let facts: [String: JSONValue] = ["until": .string(day.iso)]
        try await perform(
            "report.blocked", facts, tells: "report-blocked", days: ["day": day]
        ) { [self] tx in
            try BlockRows(tools: tools).insert(
                of: record, until: day, reason: reason, by: officer, in: tx)
            return true
        }
    }

    /// - Parameters:
    ///   - template: of the notice to the reporter.
    ///   - change: makes it so; false when it was so before.
    func perform(
        _ type: String, _ facts: [String: JSONValue] = [:], tells template: String,
        days: [String: Day] = [:], _ change: @escaping @Sendable (Transaction) throws -> Bool
    ) async throws {
        try check()
        let today = Day(tools.world.now, in: try await tools.shelf.zone())
        try await tools.store.write("report.moderate") { [self] tx in
            // As the transaction sees him: what a page remembers may be some seconds old.
            let seat = try tools.directory.officer(officer.account, on: today, in: tx)?
                .seat(.keepReports)
            guard let seat else { throw Refusal(.forbidden, "web.forbidden") }
            let key: DataKey
            do {
                key = try tools.vault.key(record.id.value, in: tx)
            } catch SealingError.destroyed {
                throw Refusal(.conflict, "case.erased")
            }
            guard try change(tx) else {
                throw Refusal(.conflict, "complaints.moderation.already")
            }
            try KeepReports(tools: tools).refresh(record.id, in: tx)
            try tools.ledger.append(
                LedgerEntry(
                    type: type, caseID: record.id,
                    actor: .officer(officer.account, seat.position),
                    service: record.service.text, unit: record.unit.text,
                    facts: .object(facts), sealed: .string(reason), at: tools.world.now),
                key: key, in: tx)
            try tools.tellReporter(
                record, template, ["reason": reason], days: days, in: tx)
        }
    }

    private func check() throws(Refusal) {
        guard reason.count >= Self.shortest else {
            throw Refusal(
                .invalid, "complaints.reason.short", field: "alasan",
                values: ["count": String(Self.shortest)])
        }
        guard reason.count <= Self.longest else {
            throw Refusal(.tooMuch, "case.text.too_long", field: "alasan", values: [:])
        }
    }
}

extension ComplaintTools {
    /// A notice to whoever reported, about something besides the way of the case.
    func tellReporter(
        _ record: CaseRecord, _ template: String, _ values: [String: String],
        days: [String: Day] = [:], in tx: Transaction
    ) throws {
        let known = [
            "number": record.number.text, "link": "\(address)/berkas/\(record.number.symbols)",
        ]
        try notices.enqueue(
            Notice(
                to: .account(record.applicant), template: template,
                values: values.merging(known) { $1 }, days: days, caseID: record.id,
                key: "\(template):\(world.uuid().text)"), in: tx)
    }
}
