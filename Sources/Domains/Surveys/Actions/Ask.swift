import Cases
import Contracts
import Kernel
import Ledger
import Notices
import Store
import Web

extension SurveyDesk {
    /// Acts that can end a case with something to judge.
    private static let endings: Set<String> = Set(
        [
            ActKind.granted, .refused, .handedOver, .recorded, .notIssued, .answered, .confirmed,
            .confirmLapsed, .deemed,
        ].map(\.rawValue))

    /// Notes whom to ask. Old entries (a house that read none before) ask nobody any more.
    var reader: LedgerReader {
        LedgerReader("surveys") { records, tx in
            let since = world.now.adding(hours: -24 * Self.openDays)
            for record in records where Self.endings.contains(record.type) && record.at > since {
                guard let id = record.caseID, let ending = try Cases.ending(of: id, in: tx),
                    try isJudged(ending, in: tx)
                else { continue }
                try note(id, ending, in: tx)
            }
        }
    }

    private func isJudged(_ ending: CaseEnding, in reader: Reader) throws -> Bool {
        // Visits and messages of other systems: who stands there as applicant is no client.
        let service = try? shelf.versions.service(
            ending.service, version: ending.version, in: reader)
        guard service?.isInternal != true else { return false }
        return switch ending.outcome {
        case .granted, .refused, .answered: !ending.isRestricted
        case .withdrawn, .lapsed: false
        }
    }

    private func note(_ id: CaseID, _ ending: CaseEnding, in tx: Transaction) throws {
        let month = SurveyPeriod.month(of: Day(ending.closedAt, in: zone))
        let code = BallotCode(id.value, vault)
        let isNew = try BallotRows.ask(
            id, code.hash(vault), ending.service, ending.unit, month: month,
            at: ending.closedAt.adding(hours: Self.restHours), in: tx)
        guard isNew else { return }
        try SumRows.add(
            SumRows.invited, people: 1, total: 0, ending.service, ending.unit, month: month,
            in: tx)
    }

    /// Asks whoever is due; a case that was opened again meanwhile is asked after its next end.
    /// - Returns: how many were due, at most 200.
    @discardableResult
    public func askDue() async throws -> Int {
        let services = try await shelf.published().services
        return try await store.write("survey.ask") { tx in
            let due = try BallotRows.due(world.now, limit: 200, in: tx)
            for id in due {
                guard let ending = try Cases.ending(of: id, in: tx),
                    try isJudged(ending, in: tx)
                else {
                    try BallotRows.withdraw(id, in: tx)
                    continue
                }
                try BallotRows.sent(id, in: tx)
                let title = services[ending.service]?.title.text(ending.language)
                let reply =
                    takesTexts
                    ? " " + SurveyWords.wording(ending.language)("surveys.text.reply") : ""
                let path = SurveyURL.ballot.filled(BallotCode(id.value, vault).text)
                try notices.enqueue(
                    Notice(
                        to: .account(ending.applicant), template: "survey",
                        values: [
                            "service": title ?? ending.service.text,
                            "number": ending.number.text, "link": address + path,
                            "reply": reply,
                        ], caseID: id, key: "survey:\(id.text)",
                        expiresAt: world.now.adding(hours: 24 * Self.openDays)), in: tx)
            }
            return due.count
        }
    }

    /// Asks everybody who is due.
    func askAllDue() async throws {
        while try await askDue() == 200 {}
    }
}
