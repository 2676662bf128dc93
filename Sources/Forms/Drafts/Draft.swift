import Contracts
import Kernel
import Store

/// An application that is still being written.
public struct Draft: Sendable {
    /// The id of the case it will become.
    public let id: CaseID
    /// Seals it, and later the case.
    public let key: DataKey
    public let account: AccountID
    public let service: ServiceCode
    /// The version of the service that it is written for.
    public let version: String
    public let createdAt: Instant
    public let updatedAt: Instant
    /// By group id.
    public let sections: [String: DraftSection]
    /// By field id, in the order in which they were added.
    public let files: [String: [FileAnswer]]

    /// What was understood so far, files included.
    public var answers: Answers {
        var values = files.mapValues(AnswerValue.files)
        for section in sections.values {
            values.merge(section.content.answers.values) { file, _ in file }
        }
        return Answers(values)
    }

    /// What to show in the fields of a group: exactly what was typed there last.
    public func typed(_ group: String) -> TypedAnswers {
        sections[group]?.content.typed ?? TypedAnswers()
    }

    /// What is wrong in a group (nil: everywhere): answers that were not understood, missing or
    /// wrong ones. What was typed but not understood is no answer, so a check of answers alone
    /// would let an optional one vanish.
    public func problems(
        _ form: FormDefinition, group: String? = nil, now: Day
    ) -> [FieldProblem] {
        problems(form, answers, asked: form.asked(answers, now: now), group: group, now: now)
    }

    /// The answers that count, ready to be submitted.
    /// - Throws: with all that is wrong.
    public func checked(_ form: FormDefinition, now: Day) throws(FormProblems) -> Answers {
        let answers = answers
        let asked = form.asked(answers, now: now)
        let problems = problems(form, answers, asked: asked, group: nil, now: now)
        guard problems.isEmpty else { throw FormProblems(problems: problems) }
        return form.relevant(answers, asked: asked, now: now)
    }

    private func problems(
        _ form: FormDefinition, _ answers: Answers, asked: [FieldGroup], group: String?, now: Day
    ) -> [FieldProblem] {
        var misread: [FieldProblem] = []
        for part in asked where group == nil || part.id == group {
            misread += typed(part.id).problems(of: part.fields, form.places)
        }
        let wrong = form.check(answers, asked: asked, group: group, now: now)
        return form.inOrder(misread.joined(with: wrong, answers))
    }

    /// What a page sends back to show which state of a group it changed; 0 before the first save.
    public func revision(_ group: String) -> Int64 { sections[group]?.revision ?? 0 }
}

/// One group of a draft as it was saved.
public struct DraftSection: Sendable, Hashable {
    public let content: SectionContent
    public let revision: Int64
    public let updatedAt: Instant
    /// What another device wrote against an older state, kept until its owner chose.
    public let variant: SectionContent?
}

/// The answers of one group, and what was typed to give them.
public struct SectionContent: Sendable, Hashable {
    public let answers: Answers
    public let typed: TypedAnswers

    public init(answers: Answers, typed: TypedAnswers) {
        self.answers = answers
        self.typed = typed
    }

    var json: JSONValue { ["answers": answers.json, "typed": typed.json] }

    init(_ json: JSONValue) throws {
        self.init(
            answers: try Answers(json["answers"] ?? .null),
            typed: TypedAnswers(json["typed"] ?? .null))
    }
}

/// A draft in a list: plain facts only, nothing is opened for it.
public struct DraftSummary: Sendable, Hashable {
    public let id: CaseID
    public let service: ServiceCode
    public let version: String
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// What became of a save.
public enum DraftSaving: Sendable, Hashable {
    /// The group's new revision.
    case saved(Int64)
    /// Somebody saved the group since the page was opened. Both are kept: theirs as the section,
    /// ours as its variant.
    case conflict(theirs: DraftSection)
}
