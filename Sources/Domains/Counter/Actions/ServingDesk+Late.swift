import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Somebody comes back with what a case lacked. What is filled in is the applicant's correction,
/// and the applicant may go on with it at home.
extension ServingDesk {
    /// Saves what was typed and attached so far.
    /// - Throws: `Refusal`: the case waits for nothing; somebody else has saved meanwhile.
    func saveLate(
        _ sent: SentSheet, _ files: SentFiles, _ open: OpenCorrection, by officer: Officer
    ) async throws {
        let record = open.file.record
        let form = open.file.service.form
        let group = FieldGroup(
            id: OpenCorrection.section, title: open.file.service.title, fields: open.fields)
        try await store.write("counter.late.save") { [self] tx in
            _ = try walkins.post(of: officer, in: tx)
            try drafts.beginCorrection(
                of: record.id, account: record.applicant, service: record.service,
                version: record.version, in: tx)
            let draft = try drafts.correction(of: record.id, account: record.applicant, in: tx)
            guard let draft else { throw Refusal(.notFound, "forms.draft.gone") }
            if let blob = sent.removes {
                try drafts.detach(blob, draft: record.id, account: record.applicant, in: tx)
            }
            try files.attach(to: draft, account: record.applicant, drafts, in: tx)
            let typed = sent.merged(over: draft.typed(group.id), group)
            let saving = try drafts.save(
                record.id, account: record.applicant, group: group.id,
                content: SectionContent(
                    answers: typed.read(form, group: nil).answers, typed: typed),
                revision: sent.revisions[group.id] ?? 0, in: tx)
            if case .conflict = saving { throw Refusal(.conflict, "forms.draft.conflict") }
        }
    }

    /// Sends it: the correction is the applicant's, the act the officer's.
    func sendLate(
        _ open: OpenCorrection, signed: Bool, by officer: Officer
    ) async throws {
        guard signed else {
            throw Refusal(.invalid, "counter.declaration", field: "pernyataan", values: [:])
        }
        let record = open.file.record
        let sender = DeskSender(
            actor: { [self] tx in
                officer.actor(try walkins.post(of: officer, in: tx).position)
            },
            after: { [self] id, number, tx in
                let post = try walkins.post(of: officer, in: tx)
                try note(
                    "counter.corrected", by: officer.actor(post.position), unit: post.unit,
                    service: record.service, caseID: id, ["number": .string(number.text)], in: tx)
            })
        try await tools.cases.answerCorrection(
            record.id, by: record.applicant, open.answers, desk: sender)
    }

    /// The rules of the cases that covers name; what is no case is not among them.
    func rules(of covers: [Cover]) async throws -> [CaseID: CaseRules] {
        var rules: [CaseID: CaseRules] = [:]
        for id in Set(covers.map(\.draft)) {
            do {
                rules[id] = try await tools.cases.rules(of: id)
            } catch let refusal as Refusal where refusal.kind == .notFound {
                continue
            }
        }
        return rules
    }

    /// Files a document in a case that was sent, where it asks for one.
    /// - Returns: the key of why it cannot be filed there; nil: it is.
    func add(
        _ document: ScanPart.Document, to field: String, of id: CaseID, _ rules: CaseRules,
        by account: AccountID, in tx: Transaction
    ) throws -> String? {
        guard let officer = try now(account, in: tx) else { return "counter.scan.not-yours" }
        return problem(
            try tools.cases.addDocument(
                document.stored, named: ScanPart.name, kind: .pdf, to: field, of: id, rules,
                by: officer, in: tx))
    }

    /// Files a document in a case that was sent and that asks for none.
    /// - Returns: the key of why it cannot be filed there; nil: it is.
    func addLate(
        _ document: ScanPart.Document, to id: CaseID, by account: AccountID,
        from position: PositionID, in tx: Transaction
    ) throws -> String? {
        guard let officer = try now(account, in: tx) else { return "counter.scan.not-yours" }
        return problem(
            try tools.cases.addLateDocument(
                document.stored, named: ScanPart.name, kind: .pdf, to: id, by: officer,
                from: position, in: tx))
    }

    /// The officer as the transaction sees him.
    private func now(_ account: AccountID, in tx: Transaction) throws -> Officer? {
        try tools.directory.officer(account, on: Day(world.now, in: walkins.zone), in: tx)
    }

    private func problem(_ filing: DocumentFiling) -> String? {
        switch filing {
        case .filed: nil
        case .notAsked: "counter.scan.not-asked"
        case .notYours: "counter.scan.not-yours"
        case .closed: "counter.scan.closed"
        case .restricted: "case.restricted"
        case .full: "counter.scan.full"
        }
    }
}
