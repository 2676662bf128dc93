import Contracts
import Forms
import Kernel
import People
import Store

/// What became of a document that came for a case.
public enum DocumentFiling: Sendable, Hashable {
    case filed
    /// The case waits for no such document now.
    case notAsked
    /// The officer may not open the case.
    case notYours
    /// The case is over.
    case closed
    /// The applicant had its processing restricted.
    case restricted
    /// It has as many as it takes.
    case full
}

/// Where a case that was sent takes documents now.
public struct AskedDocuments: Sendable {
    /// The questions that they answer.
    public let fields: [Field]
    fileprivate let place: Place

    fileprivate enum Place: Sendable {
        /// What the applicant was asked to correct.
        case correction
        /// What an officer fills in at a step.
        case step(WorkPlace)
    }

    fileprivate func rule(_ field: String) -> FileRule? {
        guard case .file(let rule)? = fields.first(where: { $0.id == field })?.kind else {
            return nil
        }
        return rule
    }
}

extension Cases {
    /// The documents that a case asks for now, of its applicant or of this officer.
    public func askedDocuments(
        of id: CaseID, for officer: Officer
    ) async throws -> AskedDocuments? {
        let rules = try await rules(of: id)
        return try await store.read("case.documents") { [self] reader in
            try CaseRows.find(id, in: reader).flatMap {
                try askedDocuments(of: $0, rules, officer, in: reader)
            }
        }
    }

    private func askedDocuments(
        of record: CaseRecord, _ rules: CaseRules, _ officer: Officer, in reader: Reader
    ) throws -> AskedDocuments? {
        func documents(_ fields: [Field]) -> [Field] {
            fields.filter { if case .file = $0.kind { true } else { false } }
        }
        if record.state == .waiting, record.wait ?? .correction == .correction {
            let contents = ContentRows(
                vault: vault, key: try vault.key(record.id.value, in: reader), caseID: record.id)
            let asked = try contents.extras(in: reader).corrections.last
            guard let asked, asked.answeredAt == nil else { return nil }
            let named = Set(asked.correction.items.map(\.field))
            let open = documents(rules.service.form.fields).filter { named.contains($0.id) }
            return open.isEmpty ? nil : AskedDocuments(fields: open, place: .correction)
        }
        guard let task = try Self.own(nil, of: record, rules, officer, in: reader),
            let form = rules.service.flow.step(task.step)?.form
        else { return nil }
        let open = documents(form.fields)
        return open.isEmpty
            ? nil : AskedDocuments(fields: open, place: .step(WorkPlace(task, of: record)))
    }

    /// Files a document where the case asks for it now, as something that is not sent yet: the
    /// applicant's correction, or the officer's work at a step.
    /// - Throws: `Refusal`: the question does not take it.
    public func addDocument(
        _ stored: StoredBlob, named name: String, kind: FileKind, to field: String,
        of id: CaseID, _ rules: CaseRules, by officer: Officer, in tx: Transaction
    ) throws -> DocumentFiling {
        let seen = try tx.row(
            "SELECT 1 FROM cases c WHERE c.id = \(id) AND \(sql: officer.caseScope)")
        guard seen != nil, let record = try CaseRows.find(id, in: tx) else { return .notYours }
        guard let asked = try askedDocuments(of: record, rules, officer, in: tx),
            let rule = asked.rule(field)
        else { return .notAsked }
        let (draft, account): (CaseID, AccountID)
        switch asked.place {
        case .correction:
            (draft, account) = (record.id, record.applicant)
            try drafts.beginCorrection(
                of: draft, account: account, service: record.service, version: record.version,
                in: tx)
        case .step(let place):
            (draft, account) = (place.id, officer.account)
            try TaskRows.lock(place.task, in: tx)
            try drafts.beginWork(place, account: account, in: tx)
        }
        try drafts.attach(
            stored, named: name, kind: kind, to: field, rule: rule, draft: draft,
            account: account, in: tx)
        return .filed
    }
}
