import Contracts
import Forms
import Kernel
import Store

/// What an officer filled in at a step, with the files that came along.
public struct Findings: Sendable {
    public struct File: Sendable {
        public let field: String
        public let name: String
        public let bytes: [UInt8]

        public init(field: String, name: String, bytes: [UInt8]) {
            self.field = field
            self.name = name
            self.bytes = bytes
        }
    }

    public let answers: Answers
    public let files: [File]

    public init(_ answers: Answers = Answers(), files: [File] = []) {
        self.answers = answers
        self.files = files
    }
}

/// Findings whose files are durable already.
struct KeptFindings: Sendable {
    let answers: Answers
    let files: [(field: String, name: String, stored: StoredBlob, prefix: [UInt8])]
}

extension Cases {
    /// Stores the files, before the transaction that needs them. When it does not come about they
    /// are orphans that the sweep removes.
    func keep(_ found: Findings) async throws -> KeptFindings {
        var files: [(field: String, name: String, stored: StoredBlob, prefix: [UInt8])] = []
        for file in found.files {
            let stored = try await blobs.put(file.bytes)
            files.append((file.field, file.name, stored, Array(file.bytes.prefix(1024))))
        }
        return KeptFindings(answers: found.answers, files: files)
    }
}

extension Scene {
    /// Judges what the step asks for and writes it down. Does nothing at a step that asks for
    /// nothing.
    /// - Throws: a `Refusal` with each problem at its field.
    func keep(_ kept: KeptFindings) throws {
        guard let task, let form = try step.form else { return }
        var answers = kept.answers
        var judged: [(rule: FileRule, kind: FileKind)] = []
        for file in kept.files {
            guard case .file(let rule)? = form.field(file.field)?.kind else {
                throw Refusal(.invalid, "forms.kind", field: file.field)
            }
            let there = answers.files(file.field).count
            let kind = try rule.check(
                field: file.field, prefix: file.prefix, size: file.stored.size,
                alreadyThere: there
            ).mapError { Refusal([$0]) }.get()
            judged.append((rule, kind))
            let answer = FileAnswer(
                blob: BlobID(file.stored.id), name: FileName.clean(file.name, kind), kind: kind,
                size: file.stored.size)
            answers[file.field] = .files(answers.files(file.field) + [answer])
        }
        let today = Day(now, in: calendar.zone)
        let everything = service.everything
        let all = try self.answers().merging(found()).merging(answers)
        let asked = everything.asked(all, now: today)
        let problems = everything.check(
            all, asked: asked, group: form.groups.first?.id, now: today)
        guard problems.isEmpty else { throw Refusal(problems) }
        let names = Set(asked.filter { $0.id == task.step }.flatMap(\.fields).map(\.id))
        let relevant = Answers(answers.values.filter { names.contains($0.key) })
        try write(relevant, kept, task)
    }

    private func write(_ answers: Answers, _ kept: KeptFindings, _ task: TaskRecord) throws {
        guard let account = actor.account, let position = actor.position else { return }
        let used = Set(answers.values.keys.flatMap { answers.files($0) }.map(\.blob))
        for file in kept.files where used.contains(BlobID(file.stored.id)) {
            try cases.blobs.register(file.stored, owner: key, in: tx)
        }
        // Whoever reads them sees pictures of the house's own making, as of an applicant's files.
        for file in answers.values.keys.flatMap({ answers.files($0) }) {
            try cases.drafts.checks.add(
                file.blob, file.kind, owner: record.id, isUrgent: true, in: tx)
        }
        try contents.addFinding(
            StepFinding(
                step: task.step, round: record.round, at: now, author: account,
                position: position, answers: answers),
            in: tx)
        try cases.addFiles(answers, round: record.round, to: record.id, key: key, at: now, in: tx)
    }
}
