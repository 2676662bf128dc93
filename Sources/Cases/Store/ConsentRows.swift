import Contracts
import Crypto
import Kernel
import Store

/// The proof that somebody agreed to a text when sending a case (UU 27/2022 art. 24).
public struct ConsentReceipt: Sendable, Hashable {
    public let number: TrackingCode
    public let service: ServiceCode
    public let at: Instant
    /// As it stood on the page.
    public let text: String
    public let language: Language
    /// SHA-256 of the text, hex: the version of the text.
    public let hash: String
}

/// A declaration as it stood on the page when it was ticked.
public struct Declaration: Sendable, Hashable {
    public let text: String
    public let language: Language

    public init(_ text: String, _ language: Language) {
        self.text = text
        self.language = language
    }

    /// The version of the text.
    public var hash: String { Hexadecimal.text(Array(SHA256.hash(data: Array(text.utf8)))) }
}

/// Rows of `case_consents`. The texts are the house's own and nobody's data; they are kept once.
enum ConsentRows {
    static func insert(
        _ declaration: Declaration, of caseID: CaseID, by account: AccountID, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO consent_texts (hash, language, text) VALUES (\(declaration.hash), \
            \(declaration.language.rawValue), \(declaration.text)) ON CONFLICT (hash) DO NOTHING
            """)
        try tx.execute(
            """
            INSERT INTO case_consents (case_id, account, at, hash) VALUES (\(caseID), \
            \(account), \(now), \(declaration.hash))
            """)
    }
}

extension Cases {
    /// What somebody agreed to, newest first.
    public func consents(of account: AccountID, in reader: Reader) throws -> [ConsentReceipt] {
        try reader.rows(
            """
            SELECT c.number, c.service, s.at, t.text, t.language, t.hash FROM case_consents s \
            JOIN consent_texts t ON t.hash = s.hash JOIN cases c ON c.id = s.case_id \
            WHERE s.account = \(account) ORDER BY s.at DESC, s.case_id LIMIT 5000
            """
        ).map { row in
            ConsentReceipt(
                number: try CaseRows.stored(try? TrackingCode(row.text(0)), "cases.number"),
                service: try CaseRows.stored(ServiceCode(row.text(1)), "cases.service"),
                at: row.instant(2), text: row.text(3),
                language: Language(rawValue: row.text(4)) ?? .id, hash: row.text(5))
        }
    }
}
