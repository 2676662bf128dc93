import Contracts
import Forms
import Kernel
import People
import Store

/// A task whose step asks its officer for something, while he may do it.
public struct StepDesk: Sendable {
    public let place: WorkPlace
    public let form: FormDefinition
}

/// What comes from the form of a step before its act.
public struct SentWork: Sendable {
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

    /// Nothing leaves what was typed as it is.
    public var content: WorkContent?
    public var files: [File]
    public var removed: BlobID?
    /// The state that the page was made from.
    public var seen: WorkStamp

    public init(
        _ content: WorkContent? = nil, files: [File] = [], removed: BlobID? = nil,
        seen: WorkStamp = .none
    ) {
        self.content = content
        self.files = files
        self.removed = removed
        self.seen = seen
    }
}

/// What came of what was sent.
public struct SavedWork: Sendable {
    /// What is wrong with files that were not taken.
    public let problems: [FieldProblem]
    /// The files that were taken, and those that had come before.
    public let files: [FileAnswer]
}

extension WorkPlace {
    public init(_ task: TaskRecord, of record: CaseRecord) {
        self.init(
            task: task.id, caseID: record.id, service: record.service, version: record.version)
    }
}

// What an officer fills in at a step is kept with its task before the act: for himself, and for
// whoever takes the task over. Whoever may do the task may read and write it, nobody else.
extension Cases {
    /// Nothing when the step asks for nothing, or when the officer may not do the task now.
    /// - Parameter task: nothing takes the first that is his.
    public func stepDesk(
        _ caseID: CaseID, _ task: TaskID?, for officer: Officer
    ) async throws -> StepDesk? {
        let rules = try await rules(of: caseID)
        return try await store.read("case.step") { reader in
            guard let record = try CaseRows.find(caseID, in: reader),
                let task = try Self.own(task, of: record, rules, officer, in: reader),
                let form = rules.service.flow.step(task.step)?.form
            else { return nil }
            return StepDesk(place: WorkPlace(task, of: record), form: form)
        }
    }

    /// The task, if the officer may do it now: it is open, and nobody else holds it.
    static func own(
        _ task: TaskID?, of record: CaseRecord, _ rules: CaseRules, _ officer: Officer,
        in reader: Reader
    ) throws -> TaskRecord? {
        guard record.state != .closed else { return nil }
        return try TaskRows.waiting(record.id, in: reader).first { found in
            (task == nil || found.id == task) && rules.service.flow.mayBeDone(found, of: record)
                && found.claimedBy ?? officer.account == officer.account
                && officer.authority(for: found) != nil
        }
    }

    /// What was saved at a task so far. Who asks must have been given its place.
    public func work(_ place: WorkPlace) async throws -> Work? {
        try await store.read("case.work") { [drafts] reader in
            try drafts.work(place, in: reader)
        }
    }

    /// Keeps what was typed and what came with it. Files are kept even when the rest is not.
    /// - Parameter note: is told of each file in the transaction that keeps it.
    /// - Throws: `Refusal(.conflict, "forms.work.newer")` when somebody saved since; also when the
    ///   task is no longer the officer's.
    @discardableResult
    public func saveWork(
        _ desk: StepDesk, by officer: Officer, _ sent: SentWork,
        noting note: @escaping @Sendable (FileAnswer, Transaction) throws -> Void = { _, _ in }
    ) async throws -> SavedWork {
        let place = desk.place
        let received = try await receive(sent.files, desk.form, try await work(place))
        if received.isEmpty, sent.removed == nil, sent.content == nil {
            return SavedWork(problems: received.problems, files: [])
        }
        let rules = try await rules(of: place.caseID)
        do {
            let saved = try await store.write("case.work") { tx -> ([FileAnswer], Refusal?) in
                try TaskRows.lock(place.task, in: tx)
                guard let record = try CaseRows.find(place.caseID, in: tx),
                    try Self.own(
                        place.task, of: record, rules, try inForce(officer, rules, in: tx),
                        in: tx) != nil
                else { throw Refusal(.conflict, "case.changed_meanwhile") }
                let new = try change(
                    place, officer.account, received.items, sent.removed, in: tx)
                let files = received.known + new
                for file in files { try note(file, tx) }
                do {
                    if let content = sent.content {
                        try drafts.saveWork(
                            place, account: officer.account, content, seen: sent.seen, in: tx)
                    }
                    return (files, nil)
                } catch let refusal as Refusal {
                    return (files, refusal)
                }
            }
            if let newer = saved.1 { throw newer }
            return SavedWork(problems: received.problems, files: saved.0)
        } catch let refusal as Refusal where refusal.problems.first?.key != "forms.work.newer" {
            for item in received.items { try? await blobs.discard(item.stored) }
            throw refusal
        }
    }

    private struct Received: Sendable {
        struct Item: Sendable {
            let file: SentWork.File
            let rule: FileRule
            let kind: FileKind
            let stored: StoredBlob
        }

        var items: [Item] = []
        var known: [FileAnswer] = []
        var problems: [FieldProblem] = []

        var isEmpty: Bool { items.isEmpty && known.isEmpty }
    }

    /// Judges files and makes them durable. One that is there already by name and size came twice.
    private func receive(
        _ files: [SentWork.File], _ form: FormDefinition, _ work: Work?
    ) async throws -> Received {
        var received = Received()
        var there = work?.files.mapValues(\.count) ?? [:]
        for file in files {
            guard case .file(let rule)? = form.field(file.field)?.kind else { continue }
            if let twin = Self.twin(of: file, among: work?.files[file.field] ?? []) {
                received.known.append(twin)
                continue
            }
            let verdict = rule.check(
                field: file.field, prefix: Array(file.bytes.prefix(1024)),
                size: Int64(file.bytes.count), alreadyThere: there[file.field, default: 0])
            switch verdict {
            case .failure(let problem): received.problems.append(problem)
            case .success(let kind):
                there[file.field, default: 0] += 1
                received.items.append(
                    Received.Item(
                        file: file, rule: rule, kind: kind,
                        stored: try await blobs.put(file.bytes)))
            }
        }
        return received
    }

    private static func twin(
        of file: SentWork.File, among others: [FileAnswer]
    ) -> FileAnswer? {
        guard let kind = FileKind.sniff(Array(file.bytes.prefix(1024))) else { return nil }
        let name = FileName.clean(file.name, kind)
        return others.first { $0.name == name && $0.size == Int64(file.bytes.count) }
    }

    private func change(
        _ place: WorkPlace, _ account: AccountID, _ items: [Received.Item], _ removed: BlobID?,
        in tx: Transaction
    ) throws -> [FileAnswer] {
        guard !items.isEmpty || removed != nil else { return [] }
        try drafts.beginWork(place, account: account, in: tx)
        if let removed { try drafts.detach(removed, draft: place.id, account: account, in: tx) }
        return try items.map { item in
            try drafts.attach(
                item.stored, named: item.file.name, kind: item.kind, to: item.file.field,
                rule: item.rule, draft: place.id, account: account, in: tx)
        }
    }

    /// Makes room for a file that is announced before anything else was saved.
    public func beginWork(_ desk: StepDesk, by officer: Officer) async throws {
        try await store.write("case.work") { [drafts] tx in
            try TaskRows.lock(desk.place.task, in: tx)
            try drafts.beginWork(desk.place, account: officer.account, in: tx)
        }
    }

    /// A file that came for a task. As for files of the case, reading is written down.
    public func workFile(
        _ blobID: BlobID, at task: TaskID, of number: TrackingCode, for officer: Officer
    ) async throws -> CaseAttachment {
        let (looked, file) = try await ownFile(blobID, task, number, officer)
        try await note(looked, by: officer, .file, .each)
        return try await store.read("case.attachment") { [blobs] reader in
            CaseAttachment(
                name: file.name, kind: file.kind.rawValue,
                blob: try blobs.blob(blobID.value, in: reader))
        }
    }

    /// Its small picture; those of a page are one reading.
    public func workThumb(
        _ blobID: BlobID, at task: TaskID, of number: TrackingCode, for officer: Officer
    ) async throws -> Blob {
        let (looked, _) = try await ownFile(blobID, task, number, officer)
        let found = try await store.read("case.picture") { [drafts] reader in
            try drafts.checks.picture(blobID, page: 0, owner: looked.caseID, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        try await note(looked, by: officer, .file, .oncePerMinute)
        return found
    }

    private func ownFile(
        _ blobID: BlobID, _ task: TaskID, _ number: TrackingCode, _ officer: Officer
    ) async throws -> (LookedAt, FileAnswer) {
        let looked = try await look(at: number, for: officer)
        guard let desk = try await stepDesk(looked.caseID, task, for: officer),
            let file = try await work(desk.place)?.files.values.joined()
                .first(where: { $0.blob == blobID })
        else { throw Refusal(.notFound, "case.not_found") }
        return (looked, file)
    }
}
