import Contracts
import Forms
import Kernel
import Store

/// A case that is a report, for a domain that shows what is public of it.
public struct ReportedCase: Sendable {
    public let record: CaseRecord
    public let service: Service
    public let rule: ReportRule
    /// What the reporter answered and the steps' officers found; empty once the case is erased.
    public let answers: Answers
    /// The topics of the edition that it began with.
    public let topics: TopicRules
    /// Open and waiting tasks.
    public let tasks: [TaskRecord]
    /// The newest answer of the office.
    public let reply: String?

    /// What it is about: as an office corrected it, else as the reporter said.
    public var topic: String? {
        rule.corrected.flatMap { answers.text($0) } ?? answers.text(rule.topic)
    }

    public var text: String { answers.text(rule.text) ?? "" }

    public var place: PointAnswer? {
        guard case .point(let place)? = answers[rule.place] else { return nil }
        return place
    }

    /// Pictures of what is reported; of what the office found there, and of what it left.
    public var photos: [FileAnswer] { answers.files(rule.photos) }
    public var found: [FileAnswer] { rule.before.map { answers.files($0) } ?? [] }
    public var results: [FileAnswer] { rule.after.map { answers.files($0) } ?? [] }

    public var isAnonymous: Bool { says(rule.anonymous) }
    public var isSecret: Bool { says(rule.secret) }

    private func says(_ field: String?) -> Bool {
        guard let field, case .yesNo(true)? = answers[field] else { return false }
        return true
    }
}

extension Cases {
    /// The report that a case is; nil where its service has none.
    public func reported(_ id: CaseID, in reader: Reader) throws -> ReportedCase? {
        try reported([id], in: reader)[id]
    }

    /// The same of some cases, by as many statements as for one.
    public func reported(
        _ ids: [CaseID], in reader: Reader
    ) throws -> [CaseID: ReportedCase] {
        let asked = ids.padded
        let found = try CaseRows.findWithKeys(asked, in: reader)
        guard !found.isEmpty else { return [:] }
        let newest = try ContentRows.newest(asked, in: reader)
        let tasks = try TaskRows.waiting(asked, in: reader)
        let answered = try ContentRows.withMessages(asked, in: reader)
        var reports: [CaseID: ReportedCase] = [:]
        for (record, wrapped) in found {
            let catalogue = try shelf.versions.catalogue(record.version, in: reader)
            guard let service = catalogue.services[record.service],
                let rule = service.terms.report
            else { continue }
            var answers = Answers()
            var reply: String?
            do {
                let key = try vault.key(record.id.value, wrapped: wrapped)
                let contents = ContentRows(vault: vault, key: key, caseID: record.id)
                if let last = newest[record.id] {
                    answers = try contents.openAnswers(last.sealed, round: last.round)
                }
                // Whoever finds something takes the case.
                if record.revision > CaseRecord.firstRevision {
                    answers = answers.merging(try contents.extras(in: reader).found)
                }
                if answered.contains(record.id) {
                    reply = try contents.messages(in: reader)
                        .last { !$0.isInternal && !$0.author.isApplicant }?.text
                }
            } catch SealingError.destroyed {}
            reports[record.id] = ReportedCase(
                record: record, service: service, rule: rule, answers: answers,
                topics: catalogue.topics, tasks: tasks[record.id] ?? [], reply: reply)
        }
        return reports
    }

    /// What a case was merged into, by which link, and what was merged into it.
    public func merges(of id: CaseID, in reader: Reader) throws -> MergedCases {
        let target = try LinkRows.target(id, .merged, in: reader)
        return MergedCases(
            link: target?.id, into: target?.caseID,
            sources: try LinkRows.sources(id, .merged, in: reader))
    }

    /// The case into which one was merged; nil where it stands alone.
    public func mergeTarget(of id: CaseID, in reader: Reader) throws -> CaseID? {
        try LinkRows.target(id, .merged, in: reader)?.caseID
    }
}

/// How a case is merged with others.
public struct MergedCases: Sendable {
    public let link: MessageID?
    public let into: CaseID?
    /// The first that was merged comes first.
    public let sources: [CaseID]
}
