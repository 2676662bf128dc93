import Contracts
import Kernel
import People
import Store

/// Reads and writes requests for posts.
struct RequestRows {
    let vault: Vault

    func insert(_ request: OfficeRequest, nipIndex: [UInt8]?, in tx: Transaction) throws {
        let seal = seal(request.id, try vault.createKey(request.id.value, in: tx))
        try tx.execute(
            """
            INSERT INTO office_requests (id, kind, account, position, leaving, begin_day, \
            nip_index, content, state, asked_by, asked_from, asked_at) VALUES (\(request.id), \
            \(request.kind.rawValue), \(request.account), \(request.position), \
            \(request.leaving), \(request.begin), \(nipIndex), \
            \(try seal.close(request.content.json.text, "content")), 'open', \
            \(request.askedBy), \(request.askedFrom), \(request.askedAt))
            """)
    }

    /// Whether the same post, or the same person, is asked for already.
    func isOpen(_ position: PositionID, nipIndex: [UInt8]?, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM office_requests WHERE state = 'open' \
            AND (position = \(position) OR nip_index = \(nipIndex)) LIMIT 1
            """) != nil
    }

    /// Ends an open request of somebody else.
    /// - Returns: nothing when it is not open any more, or the account's own.
    func end(
        _ id: OfficeRequestID, as state: OfficeRequest.State, answer: String?,
        by account: AccountID, at now: Instant, in tx: Transaction
    ) throws -> OfficeRequest? {
        let sealed = try answer.map {
            try seal(id, try vault.key(id.value, in: tx)).close($0, "answer")
        }
        let changed = try tx.execute(
            """
            UPDATE office_requests SET state = \(state.rawValue), decided_by = \(account), \
            decided_at = \(now), answer = \(sealed) \
            WHERE id = \(id) AND state = 'open' AND asked_by <> \(account)
            """)
        return changed == 1 ? try find(id, in: tx) : nil
    }

    /// Forgets who was to become an officer and did not.
    func forget(_ id: OfficeRequestID, in tx: Transaction) throws {
        try tx.execute("UPDATE office_requests SET nip_index = NULL WHERE id = \(id)")
        try vault.destroyKey(id.value, in: tx)
    }

    func find(_ id: OfficeRequestID, in reader: Reader) throws -> OfficeRequest? {
        try requests("r.id = \(id)", limit: 1, in: reader).first
    }

    func open(in reader: Reader) throws -> [OfficeRequest] {
        try requests("r.state = 'open'", limit: 200, in: reader)
    }

    func newest(limit: Int, in reader: Reader) throws -> [OfficeRequest] {
        try requests("r.state <> 'open'", limit: limit, in: reader)
    }

    private func requests(
        _ condition: SQL, limit: Int, in reader: Reader
    ) throws -> [OfficeRequest] {
        try reader.rows(
            """
            SELECT r.id, r.kind, r.account, r.position, r.leaving, r.begin_day, r.content, \
            r.state, r.asked_by, r.asked_from, r.asked_at, r.decided_by, r.decided_at, \
            r.answer, k.wrapped FROM office_requests r LEFT JOIN data_keys k ON k.id = r.id \
            WHERE \(sql: condition) ORDER BY r.asked_at DESC, r.id DESC LIMIT \(limit)
            """
        ).compactMap { try request($0) }
    }

    private func request(_ row: Row) throws -> OfficeRequest? {
        guard let kind = OfficeRequest.Kind(rawValue: row.text(1)),
            let state = OfficeRequest.State(rawValue: row.text(7))
        else { return nil }
        let id: OfficeRequestID = row.id(0)
        var content = OfficeRequest.Content(decree: "")
        var answer: String?
        // Of a refused newcomer nothing is left to be opened.
        if let wrapped = row.optionalBytes(14) {
            let seal = seal(id, try vault.key(id.value, wrapped: wrapped))
            content = try OfficeRequest.Content(
                try JSONValue(parsing: try seal.open(row.bytes(6), "content").utf8))
            answer = try row.optionalBytes(13).map { try seal.open($0, "answer") }
        }
        return OfficeRequest(
            id: id, kind: kind, account: row.optionalID(2), position: row.id(3),
            leaving: row.optionalID(4), begin: row.day(5), content: content, state: state,
            askedBy: row.id(8), askedFrom: row.id(9), askedAt: row.instant(10),
            decidedBy: row.optionalID(11), decidedAt: row.optionalInstant(12), answer: answer)
    }

    private func seal(_ id: OfficeRequestID, _ key: DataKey) -> RowSeal {
        RowSeal(vault: vault, key: key, table: "office_requests", row: id.value)
    }
}
