import Contracts
import Kernel
import People
import Store

public enum CatalogueProposalSubject {}
public typealias CatalogueProposalID = Identifier<CatalogueProposalSubject>

/// An edition of the city's files that one officer proposes and another puts into force.
public struct CatalogueProposal: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case open, published, refused
        /// Another edition came into force meanwhile.
        case void
        /// Put into force by one person in an emergency.
        case alone
    }

    public let id: CatalogueProposalID
    /// The digest of its files: SHA-256, hexadecimal.
    public let version: String
    /// The edition that it was compared with.
    public let base: String
    /// What differs, in the lines of `pendopo catalogue diff`.
    public let difference: [String]
    public let state: State
    /// Why it was refused, or put into force alone.
    public let reason: String?
    /// Nobody where the person at the machine named no officer.
    public let proposedBy: AccountID?
    public let proposedFrom: PositionID?
    public let proposedAt: Instant
    public let decidedBy: AccountID?
    public let decidedAt: Instant?

    /// Whether an officer is no second pair of eyes: he proposed it, or may act from the position
    /// from which it was proposed.
    public func isOwn(of officer: Officer) -> Bool {
        officer.isBehind(proposedBy, from: proposedFrom)
    }
}

extension Permission {
    /// Putting editions of the city's files into force that others proposed.
    public static let publishCatalogue: Permission = "catalogue.publish"
}

/// Reads and writes proposals and their files.
struct ProposalRows {
    let vault: Vault

    func insert(
        _ proposal: CatalogueProposal, files: [String: String], in tx: Transaction
    ) throws {
        let seal = seal(proposal.id, try vault.createKey(proposal.id.value, in: tx))
        let lines = JSONValue.array(proposal.difference.map { .string($0) }).text
        try tx.execute(
            """
            INSERT INTO catalogue_proposals (id, version, base, difference, state, reason, \
            proposed_by, proposed_from, proposed_at) VALUES (\(proposal.id), \
            \(proposal.version), \(proposal.base), \(lines), \(proposal.state.rawValue), \
            \(try proposal.reason.map { try seal.close($0, "reason") }), \
            \(proposal.proposedBy), \(proposal.proposedFrom), \(proposal.proposedAt))
            """)
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO catalogue_proposed_files (version, path, content)
                VALUES (\(proposal.version), \(path), \(text))
                ON CONFLICT (version, path) DO NOTHING
                """)
        }
    }

    /// The newest fifty.
    func all(in reader: Reader) throws -> [CatalogueProposal] {
        try reader.rows(
            "\(sql: Self.query) ORDER BY p.proposed_at DESC, p.id DESC LIMIT 50"
        ).map(proposal)
    }

    func find(_ id: CatalogueProposalID, in reader: Reader) throws -> CatalogueProposal? {
        try reader.row("\(sql: Self.query) WHERE p.id = \(id)").map(proposal)
    }

    /// Ends an open proposal.
    /// - Returns: false when it is not open any more.
    func end(
        _ id: CatalogueProposalID, as state: CatalogueProposal.State, reason: String? = nil,
        by account: AccountID?, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let sealed = try reason.map {
            try seal(id, try vault.key(id.value, in: tx)).close($0, "reason")
        }
        return try tx.execute(
            """
            UPDATE catalogue_proposals SET state = \(state.rawValue), reason = \(sealed), \
            decided_by = \(account), decided_at = \(now) WHERE id = \(id) AND state = 'open'
            """) == 1
    }

    func source(_ version: String, in reader: Reader) throws -> CatalogueSource {
        let rows = try reader.rows(
            "SELECT path, content FROM catalogue_proposed_files WHERE version = \(version)")
        return CatalogueSource(
            files: Dictionary(rows.map { ($0.text(0), $0.text(1)) }) { first, _ in first })
    }

    /// Files are kept as long as a proposal of them is open.
    func dropFiles(in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM catalogue_proposed_files WHERE version NOT IN
            (SELECT version FROM catalogue_proposals WHERE state = 'open')
            """)
    }

    private static let query: SQL = """
        SELECT p.id, p.version, p.base, p.difference, p.state, p.reason, p.proposed_by, \
        p.proposed_from, p.proposed_at, p.decided_by, p.decided_at, k.wrapped \
        FROM catalogue_proposals p JOIN data_keys k ON k.id = p.id
        """

    private func proposal(_ row: Row) throws -> CatalogueProposal {
        let id: CatalogueProposalID = row.id(0)
        let seal = seal(id, try vault.key(id.value, wrapped: row.optionalBytes(11)))
        guard let state = CatalogueProposal.State(rawValue: row.text(4)),
            case .array(let lines) = try JSONValue(parsing: row.text(3).utf8)
        else { throw CaseFault.unreadable("catalogue_proposals") }
        return CatalogueProposal(
            id: id, version: row.text(1), base: row.text(2),
            difference: lines.compactMap(\.stringValue), state: state,
            reason: try row.optionalBytes(5).map { try seal.open($0, "reason") },
            proposedBy: row.optionalID(6), proposedFrom: row.optionalID(7),
            proposedAt: row.instant(8), decidedBy: row.optionalID(9),
            decidedAt: row.optionalInstant(10))
    }

    private func seal(_ id: CatalogueProposalID, _ key: DataKey) -> RowSeal {
        RowSeal(vault: vault, key: key, table: "catalogue_proposals", row: id.value)
    }
}
