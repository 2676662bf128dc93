import Contracts
import Forms
import Kernel
import Store

/// The letter that a granted case ended with, for a domain that keeps what it gave.
public struct GrantedLetter: Sendable {
    public let record: CaseRecord
    public let service: Service
    public let number: String
    /// The code that the verification page takes.
    public let code: String?
    public let issuedAt: Instant
    public let validUntil: Day?
    /// What the applicant answered and the steps' officers found; empty once the case is erased.
    public let answers: Answers
    /// The case that this one renews or belongs to.
    public let parent: CaseID?

    /// The region of the case, as its form names it.
    public var region: RegionCode? { record.region }

    /// What a field says as a line of text, in Indonesian.
    public func line(_ field: String?) -> String? {
        guard let field, let text = answers.text(field)?.singleSpaced, !text.isEmpty else {
            return nil
        }
        if case .choice(let options)? = service.everything.field(field)?.kind {
            return options.first { $0.code == text }?.label.id ?? text
        }
        return text
    }

    /// The answer of the first field that is marked so.
    public func personal(_ kind: PersonalKind) -> String? {
        let field = service.form.fields.first { field in
            if case .nik = field.kind { kind == .nik } else { field.personal == kind }
        }
        return field.flatMap { answers.text($0.id) }
    }
}

extension Cases {
    /// The issued letter of a case that was granted; nil where there is none.
    public func grantedLetter(of id: CaseID, in reader: Reader) throws -> GrantedLetter? {
        guard let record = try CaseRows.find(id, in: reader),
            let letter = try LetterRows.current(id, in: reader), letter.kind == .grant,
            letter.state == .issued, let number = letter.number, let issued = letter.issuedAt
        else { return nil }
        let catalogue = try shelf.versions.catalogue(record.version, in: reader)
        guard let service = catalogue.services[record.service] else {
            throw CaseFault.noService(record.service, version: record.version)
        }
        return GrantedLetter(
            record: record, service: service, number: number, code: letter.code,
            issuedAt: issued, validUntil: letter.validUntil, answers: try said(id, in: reader),
            parent: try LinkRows.target(id, .parent, in: reader)?.caseID)
    }

    private func said(_ id: CaseID, in reader: Reader) throws -> Answers {
        do {
            let key = try vault.key(id.value, in: reader)
            let contents = ContentRows(vault: vault, key: key, caseID: id)
            let answers = try contents.newestAnswers(in: reader) ?? Answers()
            return answers.merging(try contents.extras(in: reader).found)
        } catch SealingError.destroyed {
            return Answers()
        }
    }
}

extension Cases {
    /// A later decision about what a granted case gave may be contested until a moment, by the
    /// objection that its service names; `nil` ends that.
    public func openContest(_ id: CaseID, until: Instant?, in tx: Transaction) throws {
        let since = until.map { _ in world.now }
        try tx.execute(
            """
            UPDATE cases SET contest_until = \(until), contest_since = \(since) WHERE id = \(id)
            """)
    }

    /// When the objection, or the one before an appeal, was begun that a case is.
    public func contestBegan(by id: CaseID, in reader: Reader) throws -> Instant? {
        var (from, began) = (id, nil as Instant?)
        while let link = try LinkRows.target(from, .objection, in: reader) {
            began = try reader.row("SELECT at FROM case_links WHERE id = \(link.id)")?.instant(0)
            from = link.caseID
        }
        return began
    }

    /// The case that a case of objections, or the appeal after it, is about in the end.
    public func contested(by id: CaseID, in reader: Reader) throws -> CaseID? {
        var found = try LinkRows.target(id, .objection, in: reader)?.caseID
        while let one = found, let next = try LinkRows.target(one, .objection, in: reader) {
            found = next.caseID
        }
        return found
    }
}

extension Cases {
    /// The public number of a case.
    public func number(of id: CaseID, in reader: Reader) throws -> TrackingCode? {
        try reader.row("SELECT number FROM cases WHERE id = \(id)")
            .flatMap { try? TrackingCode($0.text(0)) }
    }
}
