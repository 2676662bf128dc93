import Contracts
import Forms
import Kernel
import Store

/// What few cases have: corrections, findings of steps, bills, pauses, links to other cases.
struct CaseExtras: Sendable {
    var corrections: [AskedCorrection] = []
    var findings: [StepFinding] = []
    var bills: [Bill] = []
    var pauses: [Pause] = []
    var links: [CaseLink] = []

    /// What officers filled in at the steps so far; the newest counts.
    var found: Answers {
        findings.filter { $0.refusal == nil }.reduce(Answers()) { $0.merging($1.answers) }
    }
}

extension ContentRows {
    /// All of them in one statement, each the oldest first: the page of a case has statements to
    /// count, and most cases have none of them.
    /// - Parameter scope: which other cases `c` the reader may know of: links to others name none.
    ///   An objection is told to all: it is of the same applicant, and nobody can work on it else.
    func extras(seeing scope: SQL = "1 = 1", in reader: Reader) throws -> CaseExtras {
        var extras = CaseExtras()
        for row in try reader.rows(statement(scope)) {
            switch row.text(0) {
            case "correction": extras.corrections.append(try correction(row))
            case "finding": extras.findings.append(try finding(row))
            case "bill": extras.bills.append(try bill(row))
            case "pause": extras.pauses.append(try pause(row))
            default: extras.links.append(try link(row))
            }
        }
        return extras
    }

    /// Kind, moment, five texts, a number, four byte strings, the moment of the end.
    private func statement(_ scope: SQL) -> SQL {
        """
        SELECT 'finding' AS kind, at, step AS s1, '' AS s2, CAST(NULL AS TEXT) AS s3, \
        CAST(NULL AS TEXT) AS s4, CAST(NULL AS TEXT) AS s5, round AS n1, author AS b1, \
        position AS b2, sealed AS b3, CAST(NULL AS BYTEA) AS b4, \
        CAST(NULL AS BIGINT) AS ended FROM case_findings WHERE case_id = \(caseID) \
        UNION ALL SELECT 'correction', asked_at, asked_step, until_day, CAST(NULL AS TEXT), \
        CAST(NULL AS TEXT), CAST(NULL AS TEXT), round, sealed, CAST(NULL AS BYTEA), \
        CAST(NULL AS BYTEA), CAST(NULL AS BYTEA), answered_at FROM case_corrections \
        WHERE case_id = \(caseID) \
        UNION ALL SELECT 'bill', issued_at, items, due_day, paid_day, state, \
        CAST(NULL AS TEXT), total, reference, CAST(NULL AS BYTEA), CAST(NULL AS BYTEA), \
        CAST(NULL AS BYTEA), settled_at FROM case_bills WHERE case_id = \(caseID) \
        UNION ALL SELECT 'pause', at, reason, '', CAST(NULL AS TEXT), CAST(NULL AS TEXT), \
        CAST(NULL AS TEXT), 0, position, sealed, CAST(NULL AS BYTEA), CAST(NULL AS BYTEA), \
        ended_at FROM case_pauses WHERE case_id = \(caseID) \
        UNION ALL SELECT 'link', l.at, l.kind, '', c.number, c.service, \
        c.state || ' ' || COALESCE(c.outcome, ''), 0, l.id, l.from_case, l.to_case, l.sealed, \
        l.ended_at FROM case_links l LEFT JOIN cases c ON c.id = l.to_case \
        AND (l.kind = 'objection' OR \(sql: scope)) \
        WHERE l.from_case = \(caseID) \
        UNION ALL SELECT 'link', l.at, l.kind, '', c.number, c.service, \
        c.state || ' ' || COALESCE(c.outcome, ''), 0, l.id, l.from_case, l.to_case, l.sealed, \
        l.ended_at FROM case_links l LEFT JOIN cases c ON c.id = l.from_case \
        AND (l.kind = 'objection' OR \(sql: scope)) \
        WHERE l.to_case = \(caseID) ORDER BY at
        """
    }

    private func correction(_ row: Row) throws -> AskedCorrection {
        let round = row.int(7)
        let json = try open(row.bytes(8), "case_corrections", correctionPlace(round))
        return AskedCorrection(
            round: round, askedAt: row.instant(1), step: row.text(2), until: row.day(3),
            correction: Correction(json: json), answeredAt: row.optionalInstant(12))
    }

    private func finding(_ row: Row) throws -> StepFinding {
        let (at, step) = (row.instant(1), row.text(2))
        let json = try open(row.bytes(10), "case_findings", findingPlace(at, step))
        return StepFinding(
            step: step, round: row.int(7), at: at, author: row.id(8), position: row.id(9),
            answers: try Answers(json))
    }

    private func bill(_ row: Row) throws -> Bill {
        let issued = row.instant(1)
        let reference = try row.optionalBytes(8).map {
            String(decoding: try vault.open($0, with: key, at: billPlace(issued)), as: UTF8.self)
        }
        return Bill(
            issuedAt: issued, items: try Self.items(row.text(2)), total: row.int(7),
            due: row.day(3),
            state: try CaseRows.stored(BillState(rawValue: row.text(5)), "case_bills.state"),
            paidOn: row.optionalText(4).flatMap { Day(iso: $0) }, reference: reference)
    }

    private func pause(_ row: Row) throws -> Pause {
        let at = row.instant(1)
        guard case .string(let note) = try open(row.bytes(9), "case_pauses", pausePlace(at)) else {
            throw CaseFault.unreadable("case_pauses.sealed")
        }
        return Pause(
            at: at, reason: row.text(2), position: row.id(8), note: note,
            endedAt: row.optionalInstant(12))
    }

    private func link(_ row: Row) throws -> CaseLink {
        let id: MessageID = row.id(8)
        let from: CaseID = row.id(9)
        var reason = ""
        // The reason is sealed with the key of the case that the link points from.
        if from == caseID, let sealed = row.optionalBytes(11),
            case .string(let text) = try open(sealed, "case_links", id.bytes)
        {
            reason = text
        }
        return CaseLink(
            id: id, kind: try CaseRows.stored(LinkKind(rawValue: row.text(2)), "case_links"),
            from: from, to: row.id(10), at: row.instant(1), reason: reason,
            endedAt: row.optionalInstant(12), other: try Self.other(row))
    }

    private static func other(_ row: Row) throws -> CaseLink.Other? {
        guard let number = row.optionalText(4), let service = row.optionalText(5) else {
            return nil
        }
        let words = (row.optionalText(6) ?? "").split(separator: " ").map(String.init)
        return CaseLink.Other(
            number: try CaseRows.stored(try? TrackingCode(number), "cases.number"),
            service: try CaseRows.stored(ServiceCode(service), "cases.service"),
            state: try CaseRows.stored(
                words.first.flatMap(CaseState.init), "cases.state"),
            outcome: words.dropFirst().first.flatMap(Outcome.init))
    }
}
