import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// What an officer in the field says of a report besides its answer.
struct ReportFieldwork: Sendable {
    let tools: ComplaintTools
    let officer: Officer

    /// A picture that was taken farther away than this is looked at twice, in metres.
    static let far = 200

    /// There is nothing of the kind where the report says: a note on the case, and a word to
    /// whoever looks after reports.
    /// - Parameter companion: goes along with the last of its writes.
    func missing(
        _ record: CaseRecord, text: String, along companion: WriteCompanion? = nil
    ) async throws {
        let position = try await seat(record)
        try await tools.cases.writeMessage(
            on: record.id, by: officer, position, text: text, isInternal: true)
        try await append("report.missing", record, position, along: companion) {
            [tools, officer] today, tx in
            for keeper in try tools.directory.holders(of: .keepReports, on: today, in: tx)
            where keeper != officer.account {
                try tools.notices.enqueue(
                    Notice(
                        to: .account(keeper), template: "report-missing",
                        values: [
                            "number": record.number.text,
                            "link": "\(tools.address)/meja/berkas/\(record.number.text)",
                        ],
                        key: "report-missing:\(tools.world.uuid().text)"), in: tx)
            }
        }
    }

    /// A picture of the result was taken elsewhere, by what its file says.
    /// - Parameter text: of the note on the case.
    func far(_ record: CaseRecord, metres: Int64, text: String) async throws {
        guard metres > Int64(Self.far) else { return }
        let position = try await seat(record)
        try await tools.cases.writeMessage(
            on: record.id, by: officer, position, text: text, isInternal: true)
        try await append(
            "report.photo-far", record, position, ["metres": .integer(metres)]
        ) { _, _ in }
    }

    /// The position from which the officer works on it.
    private func seat(_ record: CaseRecord) async throws -> PositionID {
        let tasks = try await tools.cases.standing(of: record.id)?.tasks ?? []
        let seat = tasks.filter { $0.kind == .answer }.lazy
            .compactMap { self.officer.authority(for: $0)?.position }.first
        guard let seat else { throw Refusal(.forbidden, "case.not_yours") }
        return seat
    }

    private func append(
        _ type: String, _ record: CaseRecord, _ position: PositionID,
        _ facts: [String: JSONValue] = [:], along companion: WriteCompanion? = nil,
        also: @escaping @Sendable (Day, Transaction) throws -> Void
    ) async throws {
        let today = Day(tools.world.now, in: try await tools.shelf.zone())
        let write: @Sendable () async throws -> Void = { [tools, officer] in
            try await tools.store.write("report.fieldwork") { tx in
                try tools.ledger.append(
                    LedgerEntry(
                        type: type, caseID: record.id,
                        actor: .officer(officer.account, position), service: record.service.text,
                        unit: record.unit.text, facts: .object(facts), at: tools.world.now),
                    key: nil, in: tx)
                try also(today, tx)
            }
        }
        if let companion { try await companion.along(write) } else { try await write() }
    }
}
