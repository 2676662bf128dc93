import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

extension Cases {
    /// Turns a finished draft into a case and returns its number. Sending the same draft again
    /// gives the same number: the draft's id is the case's id.
    ///
    /// Refuses with every problem of the form, each at its field, and where the permit has ended
    /// from which the draft was begun; nothing typed is lost, the draft stays as it is.
    /// - Parameters:
    ///   - applicant: whose errand it is.
    ///   - agent: who sends it by a mandate; nil: the applicant.
    ///   - desk: the officer who sends it at a counter; nil: the applicant's side.
    ///   - agreed: the text that was ticked, kept as a receipt of whoever ticked it.
    ///   - judge: says, in the transaction that sends it, whether the draft is still what its
    ///     sender means; it is given nothing when the draft was sent before.
    public func submit(
        _ draftID: CaseID, by applicant: AccountID, agent: AccountID? = nil,
        desk: DeskSender? = nil, language: Language, declared: Bool, agreed: Declaration? = nil,
        judging judge: @escaping @Sendable (Draft?) throws -> Void = { _ in }
    ) async throws -> TrackingCode {
        let code: ServiceCode
        switch try await whatIs(draftID, of: applicant) {
        case .submitted(let number):
            try judge(nil)
            return number
        case .draft(let service): code = service
        case .nothing: throw Refusal(.notFound, "forms.draft.gone")
        }
        guard declared else { throw Refusal(.invalid, "case.declaration", field: "declaration") }
        guard let current = try await shelf.current(), current.services[code] != nil else {
            throw Refusal(.unavailable, "case.service_closed")
        }
        let rules = try await rules(code, version: current.version)
        return try await store.write("case.submit") { tx in
            // Of two that are sent at once the second waits here, and finds the case.
            guard let draft = try drafts.take(draftID, account: applicant, in: tx) else {
                guard let record = try CaseRows.find(draftID, in: tx),
                    record.applicant == applicant
                else { throw Refusal(.notFound, "forms.draft.gone") }
                try judge(nil)
                return record.number
            }
            try judge(draft)
            // Before the form is checked: whoever lacks the level learns that first.
            try rules.service.admit(try IdentityLevel.of(applicant, in: tx))
            try checkPermit(of: draftID, rules, in: tx)
            let sender = try desk?.actor(tx) ?? sender(draft, agent, rules, in: tx)
            let number = try open(draft, rules, by: sender, desk, language: language, in: tx)
            try desk?.after(draftID, number, tx)
            if let agreed {
                try ConsentRows.insert(
                    agreed, of: draftID, by: agent ?? applicant, at: world.now, in: tx)
            }
            return number
        }
    }

    /// Who sends a draft: its owner, or somebody whose mandate covers it and whose level suffices
    /// too.
    private func sender(
        _ draft: Draft, _ agent: AccountID?, _ rules: CaseRules, in tx: Transaction
    ) throws -> Actor {
        guard let agent else { return .citizen(draft.account) }
        let zone = rules.calendar.zone
        let mandate = try Mandate.inForce(
            agent, for: draft.account, rules.service.code, begun: draft.createdAt,
            on: Day(world.now, in: zone), in: zone, tx)
        guard mandate != nil else { throw Refusal(.notFound, "forms.draft.gone") }
        try rules.service.admit(try IdentityLevel.of(agent, in: tx))
        return .agent(agent)
    }

    private enum Found: Sendable {
        case draft(ServiceCode), submitted(TrackingCode), nothing
    }

    /// What the applicant has under this id, without opening it.
    private func whatIs(_ id: CaseID, of applicant: AccountID) async throws -> Found {
        try await store.read("case.draft", short: true) { reader in
            let row = try reader.row(
                """
                SELECT service, NULL FROM drafts \
                WHERE id = \(id) AND account = \(applicant) AND correction = 0 \
                UNION ALL SELECT service, number FROM cases \
                WHERE id = \(id) AND applicant = \(applicant)
                """)
            guard let row, let service = ServiceCode(row.text(0)) else { return .nothing }
            guard let number = row.optionalText(1) else { return .draft(service) }
            return (try? TrackingCode(number)).map { .submitted($0) } ?? .nothing
        }
    }

    /// The number of a case that was submitted before; nothing while it is a draft, or gone.
    public func number(of id: CaseID, for applicant: AccountID) async throws -> TrackingCode? {
        try await store.read("case.number", short: true) { reader in
            try reader.row("SELECT number, applicant FROM cases WHERE id = \(id)").flatMap { row in
                guard (row.id(1) as AccountID) == applicant else {
                    throw Refusal(.notFound, "forms.draft.gone")
                }
                return try? TrackingCode(row.text(0))
            }
        }
    }

    private func open(
        _ draft: Draft, _ rules: CaseRules, by sender: Actor, _ desk: DeskSender?,
        language: Language, in tx: Transaction
    ) throws -> TrackingCode {
        let service = rules.service
        let today = Day(desk?.receivedAt ?? world.now, in: rules.calendar.zone)
        let answers: Answers
        do throws(FormProblems) {
            answers = try draft.checked(service.form, now: today)
        } catch {
            throw Refusal(error.problems)
        }
        let scene = try begin(
            draft.id, rules, answers, key: draft.key, applicant: draft.account, sender: sender,
            desk: desk, language: language, in: tx)
        try scene.tell("submitted")
        try drafts.consume(draft.id, in: tx)
        return scene.record.number
    }

    /// Writes the case of checked answers, its first task and its first act.
    func begin(
        _ id: CaseID, _ rules: CaseRules, _ answers: Answers, key: DataKey,
        applicant: AccountID, sender: Actor? = nil, desk: DeskSender? = nil, language: Language,
        in tx: Transaction
    ) throws -> Scene {
        let service = rules.service
        // What came on paper was there when the paper came.
        let arrived = world.now
        let now = desk?.receivedAt ?? arrived
        let today = Day(now, in: rules.calendar.zone)
        let bindings = service.bindings(answers, on: today)
        guard let first = service.flow.first(bindings) else { throw CaseFault.noStep("first") }
        let record = try insertNumbered(service, desk?.number, in: tx) { number in
            CaseRecord(
                id: id, number: number, service: service.code, version: service.version,
                ownerUnit: service.owner, unit: first.unit, region: service.region(answers),
                applicant: applicant, language: language, state: .open, outcome: nil,
                step: first.id, stepSince: now, round: 1, revision: CaseRecord.firstRevision,
                submittedAt: now,
                clock: CaseClock(), closedAt: nil, isAnonymous: service.hidesApplicant(answers))
        }
        try ContentRows(vault: vault, key: key, caseID: id)
            .addAnswers(answers, round: 1, at: now, in: tx)
        try addFiles(answers, round: 1, to: id, key: key, at: now, in: tx)
        if !record.isAnonymous {
            try TokenRows.insert(searchTokens(answers, service.form), of: id, in: tx)
        }
        var scene = Scene(
            cases: self, tx: tx, rules: rules, record: record, task: nil, key: key,
            actor: sender ?? .citizen(applicant), now: now, change: CaseChange(record))
        try scene.note(.submitted, desk?.facts ?? [:], at: arrived)
        try scene.open(first, bindings, otherwise: .granted)
        try scene.book()
        try scene.beginLinks()
        if service.flow.steps.first(where: { $0.kind == .pay })?.id == first.id
            || scene.change.unit != record.unit
        {
            try scene.finish()
        }
        return scene
    }

    /// Writes the row under a number that no case has. With 40 bits of chance a second try is
    /// rare.
    private func insertNumbered(
        _ service: Service, _ given: TrackingCode?, in tx: Transaction,
        _ record: (TrackingCode) -> CaseRecord
    ) throws -> CaseRecord {
        while true {
            let record = record(given ?? TrackingCode(random: world.random))
            let level = service.confidentiality.level
            if try CaseRows.insert(record, confidentiality: level, in: tx) { return record }
            guard given == nil else { throw Refusal(.conflict, "case.number_used") }
        }
    }

    func addFiles(
        _ answers: Answers, round: Int64, to id: CaseID, key: DataKey, at now: Instant,
        in tx: Transaction
    ) throws {
        let files = answers.values.keys.sorted().flatMap { field in
            answers.files(field).map { file in
                CaseFileRecord(
                    blob: file.blob, round: round, field: field, kind: file.kind.rawValue,
                    bytes: file.size, name: file.name, at: now)
            }
        }
        try FileRows.insert(files, of: id, key: key, vault: vault, in: tx)
    }

    /// Keyed hashes of what officers search by: names, NIK, phone, e-mail.
    func searchTokens(_ answers: Answers, _ form: FormDefinition) -> Set<[UInt8]> {
        var tokens: Set<[UInt8]> = []
        for field in form.fields {
            guard case .table(let rule) = field.kind else {
                tokens.formUnion(searchTokens(field, answers[field.id]))
                continue
            }
            for row in answers.rows(field.id) {
                for column in rule.columns {
                    tokens.formUnion(searchTokens(column, row[column.id]))
                }
            }
        }
        return tokens
    }

    private func searchTokens(_ field: Field, _ value: AnswerValue?) -> Set<[UInt8]> {
        let text: String
        switch value {
        case .text(let answer): text = answer
        case .address(let address): text = address.street
        default: return []
        }
        switch field.searchKind {
        case .name: return vault.nameTokens(text)
        case .nik: return [vault.index(text, "nik")]
        case .phone: return [vault.index(text, "phone")]
        case .email: return [vault.index(text, "email")]
        case .address: return vault.addressTokens(text)
        case nil: return []
        }
    }
}

extension Field {
    /// What a search finds the answer by: its kind says it, or the service file does.
    var searchKind: PersonalKind? {
        if let personal { return personal }
        switch kind {
        case .nik: return .nik
        case .phone: return .phone
        case .email: return .email
        case .address: return .address
        default: return nil
        }
    }
}

extension Service {
    /// - Throws: `Refusal` when the service asks to know better who applies.
    public func admit(_ level: IdentityLevel) throws(Refusal) {
        guard level.rawValue < identityLevel else { return }
        throw Refusal(.forbidden, "case.identity.\(identityLevel)")
    }

    /// The region that a case belongs to: the first region that was answered.
    func region(_ answers: Answers) -> RegionCode? {
        for field in form.fields {
            switch (field.kind, answers[field.id]) {
            case (.region, .text(let text)?): return RegionCode(text)
            case (.region, .region(let answer)?): return answer.code
            case (.point, .point(let answer)?): return answer.region
            default: continue
            }
        }
        return nil
    }
}

extension Refusal {
    /// All that is wrong with a form, each problem at its field.
    public init(_ problems: [FieldProblem]) {
        self.init(
            .invalid,
            problems: problems.map { Problem($0.key, field: $0.input, values: $0.values) })
    }
}
