import Contracts
import Forms
import Kernel
import Store

extension Scene {
    /// The unit that does a step. A question goes to the unit that answers for the service it asks
    /// about, a report to the one that has its topic there, where that has somebody for it; else to
    /// the one that the file names. What an office gave to another unit stays there until somebody
    /// names another topic.
    func unit(of step: Step) throws -> UnitCode {
        // Whoever answered is asked again when the applicant says that it is not so.
        if step.kind == .confirm { return task?.unit ?? step.unit }
        guard step.routing.isEmpty else { return try routed(step) }
        guard step.kind == .answer, let asked = try askedService(),
            asked.owner != step.unit, try cases.hasSeat(asked.owner, step.role, in: tx)
        else { return step.unit }
        return asked.owner
    }

    private func routed(_ step: Step) throws -> UnitCode {
        let before = try tx.row(
            """
            SELECT unit, opened_at FROM tasks WHERE case_id = \(record.id) AND step = \(step.id) \
            ORDER BY opened_at DESC, id DESC LIMIT 1
            """)
        let extras = try contents.extras(in: tx)
        if let before, let unit = UnitCode(before.text(0)),
            !extras.names(step, since: before.instant(1))
        {
            return unit
        }
        let known = try answers().merging(extras.found)
        for field in step.routing {
            guard case .text(let topic)? = known[field] else { continue }
            guard let unit = rules.catalogue.topics.unit(of: topic, in: record.region),
                try cases.hasSeat(unit, step.role, in: tx)
            else { break }
            return unit
        }
        return step.unit
    }

    /// The page of questions writes the title of the service that one looked at.
    private func askedService() throws -> Service? {
        guard case .text(let title)? = try answers()["layanan"] else { return nil }
        return rules.catalogue.services.values.first { $0.title.id == title && !$0.isQuestion }
    }
}

extension CaseExtras {
    /// Whether somebody has said anew since a moment what a routed step goes by: an office at its
    /// step, or the applicant when asked for it.
    fileprivate func names(_ step: Step, since moment: Instant) -> Bool {
        findings.contains { finding in
            finding.at > moment && step.routing.contains { finding.answers[$0] != nil }
        }
            || corrections.contains { asked in
                asked.answeredAt ?? moment > moment
                    && asked.correction.items.contains { step.routing.contains($0.field) }
            }
    }
}
