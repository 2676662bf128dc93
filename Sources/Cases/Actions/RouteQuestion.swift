import Contracts
import Forms
import Kernel

extension Scene {
    /// The unit that does a step. A question goes to the unit that answers for the service it asks
    /// about, where that has somebody for it; else to the one that the file names.
    func unit(of step: Step) throws -> UnitCode {
        guard step.kind == .answer, let asked = try askedService(),
            asked.owner != step.unit, try cases.hasSeat(asked.owner, step.role, in: tx)
        else { return step.unit }
        return asked.owner
    }

    /// The page of questions writes the title of the service that one looked at.
    private func askedService() throws -> Service? {
        guard case .text(let title)? = try answers()["layanan"] else { return nil }
        return rules.catalogue.services.values.first { $0.title.id == title && !$0.isQuestion }
    }
}
