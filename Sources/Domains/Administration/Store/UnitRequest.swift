import Contracts
import Kernel
import People
import Store

/// Somebody asks that a unit stand below another one; somebody else decides. Who sits above sees
/// the work of everybody below, so this gives power as a post does.
struct UnitRequest: Sendable {
    let id: OfficeRequestID
    let unit: UnitCode
    /// Where it stood when this was asked.
    let from: UnitCode?
    let to: UnitCode?
    let state: OfficeRequest.State
    let askedBy: AccountID
    let askedFrom: PositionID
    let askedAt: Instant
    let decidedBy: AccountID?
    let decidedAt: Instant?
    /// Why it was refused.
    let answer: String?

    /// Whether an officer sees more by it than now.
    func gains(_ officer: Officer) -> Bool {
        guard let to else { return false }
        return officer.authorities.contains {
            $0.reach.contains(to) && !$0.reach.contains(unit)
        }
    }
}

/// Reads and writes requests to move units.
struct UnitRequestRows {
    let vault: Vault

    func insert(_ request: UnitRequest, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO office_unit_requests (id, unit, from_unit, to_unit, state, asked_by, \
            asked_from, asked_at) VALUES (\(request.id), \(request.unit.text), \
            \(request.from?.text), \(request.to?.text), 'open', \(request.askedBy), \
            \(request.askedFrom), \(request.askedAt))
            """)
    }

    /// Whether somebody asked for this unit already.
    func isOpen(_ unit: UnitCode, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM office_unit_requests WHERE state = 'open' AND unit = \(unit.text) LIMIT 1
            """) != nil
    }

    /// Ends an open request of somebody else.
    /// - Returns: nothing when it is not open any more, or the account's own.
    func end(
        _ id: OfficeRequestID, as state: OfficeRequest.State, answer: String?,
        by account: AccountID, at now: Instant, in tx: Transaction
    ) throws -> UnitRequest? {
        let changed = try tx.execute(
            """
            UPDATE office_unit_requests SET state = \(state.rawValue), decided_by = \(account), \
            decided_at = \(now) WHERE id = \(id) AND state = 'open' AND asked_by <> \(account)
            """)
        guard changed == 1 else { return nil }
        if let answer {
            let sealed = try seal(id, try vault.createKey(id, in: tx)).close(answer, "answer")
            try tx.execute("UPDATE office_unit_requests SET answer = \(sealed) WHERE id = \(id)")
        }
        return try find(id, in: tx)
    }

    func find(_ id: OfficeRequestID, in reader: Reader) throws -> UnitRequest? {
        try requests("r.id = \(id)", limit: 1, in: reader).first
    }

    func open(in reader: Reader) throws -> [UnitRequest] {
        try requests("r.state = 'open'", limit: 200, in: reader)
    }

    func newest(limit: Int, in reader: Reader) throws -> [UnitRequest] {
        try requests("r.state <> 'open'", limit: limit, in: reader)
    }

    private func requests(
        _ condition: SQL, limit: Int, in reader: Reader
    ) throws -> [UnitRequest] {
        try reader.rows(
            """
            SELECT r.id, r.unit, r.from_unit, r.to_unit, r.state, r.asked_by, r.asked_from, \
            r.asked_at, r.decided_by, r.decided_at, r.answer, k.wrapped \
            FROM office_unit_requests r LEFT JOIN data_keys k ON k.id = r.id \
            WHERE \(sql: condition) ORDER BY r.asked_at DESC, r.id DESC LIMIT \(limit)
            """
        ).compactMap { try request($0) }
    }

    private func request(_ row: Row) throws -> UnitRequest? {
        guard let unit = UnitCode(row.text(1)),
            let state = OfficeRequest.State(rawValue: row.text(4))
        else { return nil }
        let id: OfficeRequestID = row.id(0)
        var answer: String?
        if let wrapped = row.optionalBytes(11), let sealed = row.optionalBytes(10) {
            let seal = seal(id, try vault.key(id.value, wrapped: wrapped))
            answer = try seal.open(sealed, "answer")
        }
        return UnitRequest(
            id: id, unit: unit, from: row.optionalText(2).flatMap { UnitCode($0) },
            to: row.optionalText(3).flatMap { UnitCode($0) }, state: state, askedBy: row.id(5),
            askedFrom: row.id(6), askedAt: row.instant(7), decidedBy: row.optionalID(8),
            decidedAt: row.optionalInstant(9), answer: answer)
    }

    private func seal(_ id: OfficeRequestID, _ key: DataKey) -> RowSeal {
        RowSeal(vault: vault, key: key, table: "office_unit_requests", row: id.value)
    }
}
