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

    /// Files a document in a case that was sent.
    /// - Returns: the key of why it cannot be filed there; nil: it is.
    func add(
        _ document: ScanPart.Document, to field: String, of id: CaseID, _ rules: CaseRules,
        by account: AccountID, in tx: Transaction
    ) throws -> String? {
        let today = Day(world.now, in: walkins.zone)
        guard let officer = try tools.directory.officer(account, on: today, in: tx) else {
            return "counter.scan.not-yours"
        }
        let filing = try tools.cases.addDocument(
            document.stored, named: "pindaian.pdf", kind: .pdf, to: field, of: id, rules,
            by: officer, in: tx)
        return switch filing {
        case .filed: nil
        case .notAsked: "counter.scan.not-asked"
        case .notYours: "counter.scan.not-yours"
        }
    }
}
