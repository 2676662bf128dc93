import Contracts
import Kernel
import Store

/// A browser that gets somebody's notices.
public struct PushDevice: Sendable, Hashable {
    public let id: UUIDv7
    public let target: PushTarget
    /// What the browser calls itself.
    public let agent: String
    public let createdAt: Instant
    /// How often in a row it has left us waiting.
    let failures: Int64
}

/// The browsers of an account.
extension Notices {
    /// More than these nobody has at hand; the oldest goes.
    static let mostDevices = 10

    /// Notes a browser. One that was known already, whosever it was, is the account's from now on:
    /// whoever sits before it has just signed in there.
    /// - Throws: `Refusal` for an address that is never asked.
    @discardableResult
    public func addDevice(
        _ target: PushTarget, agent: String, for account: AccountID, in tx: Transaction
    ) throws -> UUIDv7 {
        guard ways.push.accepts(target.endpoint) else {
            throw Refusal(.invalid, "notices.push.wrong")
        }
        let index = vault.index(target.endpoint, "notices.endpoint")
        if let known = try tx.row(
            "SELECT id, account FROM notice_devices WHERE endpoint_index = \(index)")
        {
            try removeDevice(known.uuid(0), of: known.id(1), in: tx)
        }
        let all = try allDevices(of: account, in: tx)
        for old in all.dropFirst(Self.mostDevices - 1) {
            try removeDevice(old.id, of: account, in: tx)
        }
        let id = world.uuid()
        let key = try vault.createKey(id, in: tx)
        let sealed = try vault.seal(target.json.canonical, with: key, at: Self.devicePlace(id))
        try tx.execute(
            """
            INSERT INTO notice_devices (id, account, endpoint_index, sealed, agent, created_at) \
            VALUES (\(id.bytes), \(account), \(index), \(sealed), \(String(agent.prefix(200))), \
            \(world.now))
            """)
        try count(account, in: tx)
        return id
    }

    /// - Returns: false when the account has no such browser.
    @discardableResult
    public func removeDevice(
        _ id: UUIDv7, of account: AccountID, in tx: Transaction
    ) throws -> Bool {
        let gone = try tx.execute(
            "DELETE FROM notice_devices WHERE id = \(id.bytes) AND account = \(account)")
        guard gone == 1 else { return false }
        try vault.destroyKey(id, in: tx)
        try count(account, in: tx)
        return true
    }

    /// Those that are told, newest first: none from before the account's sessions were ended last.
    public func devices(of account: AccountID, in reader: Reader) throws -> [PushDevice] {
        guard let reach = try resolve(account, reader) else {
            return try allDevices(of: account, in: reader)
        }
        return try devices(of: account, reach, in: reader)
    }

    func devices(
        of account: AccountID, _ reach: NoticeReach, in reader: Reader
    ) throws -> [PushDevice] {
        let all = try allDevices(of: account, in: reader)
        guard let since = reach.devicesSince else { return all }
        return all.filter { $0.createdAt >= since }
    }

    /// Also those that are told nothing any more.
    func allDevices(of account: AccountID, in reader: Reader) throws -> [PushDevice] {
        try reader.rows(
            """
            SELECT id, sealed, agent, created_at, failures FROM notice_devices \
            WHERE account = \(account) ORDER BY created_at DESC, id DESC
            """
        ).map { try device($0, in: reader) }
    }

    func device(_ id: UUIDv7, in reader: Reader) throws -> PushDevice? {
        try reader.row(
            """
            SELECT id, sealed, agent, created_at, failures FROM notice_devices \
            WHERE id = \(id.bytes)
            """
        ).map { try device($0, in: reader) }
    }

    private func device(_ row: Row, in reader: Reader) throws -> PushDevice {
        let id = row.uuid(0)
        let plain = try vault.open(
            row.bytes(1), with: try vault.key(id, in: reader), at: Self.devicePlace(id))
        return PushDevice(
            id: id, target: try PushTarget(json: try JSONValue(parsing: plain)),
            agent: row.text(2), createdAt: row.instant(3), failures: row.int(4))
    }

    /// So many times in a row a browser may leave us waiting; each counts once in half an hour, so
    /// that a short illness of its push service takes nothing away.
    static let mostSilences: Int64 = 6

    /// It did not answer.
    /// - Returns: whether that was once too often: it is taken away then.
    func silent(_ id: UUIDv7, of account: AccountID, in tx: Transaction) throws -> Bool {
        let now = world.now
        let last = now.adding(minutes: -30)
        try tx.execute(
            """
            UPDATE notice_devices SET failures = failures + 1, failed_at = \(now) \
            WHERE id = \(id.bytes) AND (failed_at IS NULL OR failed_at <= \(last))
            """)
        let row = try tx.row("SELECT failures FROM notice_devices WHERE id = \(id.bytes)")
        guard let row, row.int(0) >= Self.mostSilences else { return false }
        return try removeDevice(id, of: account, in: tx)
    }

    /// It took something: earlier silences are forgotten.
    func answered(_ id: UUIDv7, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE notice_devices SET failures = 0, failed_at = NULL \
            WHERE id = \(id.bytes) AND failures > 0
            """)
    }

    /// So that writing a notice need not look for browsers of somebody who has none.
    private func count(_ account: AccountID, in tx: Transaction) throws {
        let known = try tx.row("SELECT 1 FROM notice_people WHERE account = \(account)")
        if known == nil { try choose(NoticeChoices(), for: account, in: tx) }
        try tx.execute(
            """
            UPDATE notice_people SET devices = (SELECT COUNT(*) FROM notice_devices d \
            WHERE d.account = \(account)) WHERE account = \(account)
            """)
    }

    private static func devicePlace(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "notice_devices", row: id, column: "sealed")
    }
}
