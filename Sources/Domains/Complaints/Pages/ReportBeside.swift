import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What stands beside the case of a report on an officer's page: its public side, what may be about
/// the same, and what can be done with both.
public struct ReportBeside: Sendable {
    let tools: ComplaintTools

    public init(tools: ComplaintTools) { self.tools = tools }

    /// Reports that may be about the same.
    private static let mostNear = 5

    /// Nothing for a case that is no report, and nothing is asked for it.
    public func html(_ record: CaseRecord, _ officer: Officer, _ ui: UI) async throws -> HTML {
        let rules = try await tools.cases.rules(record.service, version: record.version)
        guard rules.service.terms.report != nil else { return HTML() }
        let topics = rules.catalogue.topics
        let found = try await tools.store.read("report.beside") { [tools] reader -> Found? in
            guard let report = try ReportRows.find(record.id, in: reader) else { return nil }
            return try Self.found(report, topics, tools, in: reader)
        }
        guard let found else { return HTML() }
        return BesideView(
            record: record, report: found.report, near: found.near, into: found.into,
            sources: found.sources, link: found.link, isHidden: found.isHidden,
            mayLead: officer.leading(record, rules.service) != nil, officer: officer,
            service: rules.service, catalogue: try await tools.shelf.published(), ui: ui
        ).html
    }

    private struct Found: Sendable {
        let report: Report
        let isHidden: Bool
        let near: [(report: Report, metres: Int)]
        let link: MessageID?
        let into: Report?
        let sources: [Report]
    }

    private static func found(
        _ report: Report, _ topics: TopicRules, _ tools: ComplaintTools, in reader: Reader
    ) throws -> Found {
        let merges = try tools.cases.merges(of: report.caseID, in: reader)
        let others = merges.sources + [merges.into].compactMap(\.self)
        let known =
            others.isEmpty
            ? []
            : try ReportRows.list("WHERE r.case_id IN \(list: others) ORDER BY r.at", in: reader)
        let hidden = try reader.row("SELECT hidden FROM reports WHERE case_id = \(report.caseID)")
        return Found(
            report: report, isHidden: hidden?.bool(0) ?? false,
            near: merges.into == nil && merges.sources.isEmpty
                ? try near(report, topics, in: reader) : [],
            link: merges.link, into: known.first { $0.caseID == merges.into },
            sources: known.filter { merges.sources.contains($0.caseID) })
    }

    /// What others were merged into is not merged itself, so nothing is offered there.
    private static func near(
        _ report: Report, _ topics: TopicRules, in reader: Reader
    ) throws -> [(report: Report, metres: Int)] {
        guard report.state.isOpen, let point = report.point,
            let topic = topics.topic(report.topic), topic.radius > 0
        else { return [] }
        let found = try ReportRows.near(
            point, metres: topic.radius, topics: topics.family(of: topic.code),
            limit: mostNear * 2, in: reader)
        return Array(
            found.filter { $0.report.caseID != report.caseID && $0.report.mergedInto == nil }
                .prefix(mostNear))
    }
}
