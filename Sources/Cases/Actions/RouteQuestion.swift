import Contracts
import Forms
import Kernel
import Store

extension Scene {
    /// The unit that does a step. A question goes to the unit that answers for the service it asks
    /// about, a report to the one that has its topic there, where that has somebody for it; else to
    /// the one that the file names. What an office gave to another unit stays there.
    func unit(of step: Step) throws -> UnitCode {
        guard step.routing.isEmpty else { return try routed(step) }
        guard step.kind == .answer, let asked = try askedService(),
            asked.owner != step.unit, try cases.hasSeat(asked.owner, step.role, in: tx)
        else { return step.unit }
        return asked.owner
    }

    private func routed(_ step: Step) throws -> UnitCode {
        let before = try tx.row(
            """
            SELECT unit FROM tasks WHERE case_id = \(record.id) AND step = \(step.id) \
            ORDER BY opened_at DESC, id DESC LIMIT 1
            """)
        if let before, let unit = UnitCode(before.text(0)) { return unit }
        let known = try answers().merging(found())
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
