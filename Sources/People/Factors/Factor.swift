import Contracts
import Kernel
import Store

public enum FactorSubject {}
public typealias FactorID = Identifier<FactorSubject>

/// Something that proves a person besides the password.
public enum FactorKind: String, Sendable, Hashable, CaseIterable {
    /// A key in a phone, computer or stick that answers for this site only (WebAuthn).
    case passkey
    /// Codes of an authenticator app.
    case totp
    /// A code on paper that counts once, for the day the phone is lost.
    case spare
}

/// A factor as its owner sees it.
public struct Factor: Sendable, Hashable {
    public let id: FactorID
    public let kind: FactorKind
    /// As the owner called it.
    public let name: String
    public let createdAt: Instant
    public let usedAt: Instant?
}

/// One row of `people_factors`, still sealed.
struct FactorRow {
    let id: FactorID
    let account: AccountID
    let kind: FactorKind
    let content: [UInt8]
    let counter: Int64
    let createdAt: Instant
    let usedAt: Instant?
    /// The key of the account, wrapped.
    private let wrapped: [UInt8]?

    private static let rows: SQL = """
        SELECT f.id, f.account, f.kind, f.content, f.counter, f.created_at, f.used_at, k.wrapped \
        FROM people_factors f JOIN data_keys k ON k.id = f.account
        """

    static func all(of account: AccountID, in reader: Reader) throws -> [FactorRow] {
        try reader.rows(
            "\(sql: rows) WHERE f.account = \(account) ORDER BY f.created_at, f.id"
        ).compactMap(row)
    }

    /// What an account has, without opening it.
    static func kinds(of account: AccountID, in reader: Reader) throws -> Set<FactorKind> {
        Set(
            try reader.rows("SELECT DISTINCT kind FROM people_factors WHERE account = \(account)")
                .compactMap { FactorKind(rawValue: $0.text(0)) })
    }

    static func find(mark: [UInt8], _ kind: FactorKind, in reader: Reader) throws -> FactorRow? {
        try reader.row(
            "\(sql: rows) WHERE f.mark = \(mark) AND f.kind = \(kind.rawValue)"
        ).flatMap(row)
    }

    private static func row(_ row: Row) -> FactorRow? {
        guard let kind = FactorKind(rawValue: row.text(2)) else { return nil }
        return FactorRow(
            id: row.id(0), account: row.id(1), kind: kind, content: row.bytes(3),
            counter: row.int(4), createdAt: row.instant(5), usedAt: row.optionalInstant(6),
            wrapped: row.optionalBytes(7))
    }

    /// What is sealed in it: a JSON object, always with `name`.
    func opened(_ vault: Vault) throws -> JSONValue {
        let key = try vault.key(account.value, wrapped: wrapped)
        return try JSONValue(
            parsing: try vault.open(content, with: key, at: Self.place(id)))
    }

    func factor(_ vault: Vault) throws -> Factor {
        Factor(
            id: id, kind: kind, name: try opened(vault)["name"]?.stringValue ?? "",
            createdAt: createdAt, usedAt: usedAt)
    }

    /// - Parameter key: of the account.
    static func insert(
        _ id: FactorID, _ kind: FactorKind, of account: AccountID, mark: [UInt8]?,
        content: JSONValue, counter: Int64, at now: Instant, with key: DataKey, vault: Vault,
        in tx: Transaction
    ) throws {
        let sealed = try vault.seal(content.canonical, with: key, at: place(id))
        try tx.execute(
            """
            INSERT INTO people_factors (id, account, kind, mark, content, counter, created_at) \
            VALUES (\(id), \(account), \(kind.rawValue), \(mark), \(sealed), \(counter), \(now))
            """)
    }

    /// Notes a use, once: of two at the same time one wins.
    /// - Returns: false when the counter has grown meanwhile.
    func use(counter new: Int64, at now: Instant, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_factors SET counter = \(new), used_at = \(now) \
            WHERE id = \(id) AND counter = \(counter)
            """) == 1
    }

    private static func place(_ id: FactorID) -> SealPlace {
        SealPlace(table: "people_factors", row: id, column: "content")
    }
}
