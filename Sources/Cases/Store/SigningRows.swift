import Contracts
import Crypto
import Kernel
import Store

/// Letters under an official's hand: who signs which, and the signed file until it is issued.
/// A signature is an act of its own: it is never asked for twice because a later step failed.
enum SigningRows {
    /// How long a signer may take before another try may begin.
    static let lease = 3

    /// A signed file that waits to be issued.
    struct Kept: Sendable {
        let code: String
        let blob: BlobID
        let digest: String
    }

    enum Claim: Sendable {
        /// To be signed now.
        case free
        /// Signed before, by the same official and with the same words.
        case kept(Kept)
        /// Somebody is at it.
        case busy
    }

    static func claim(
        _ letter: LetterID, _ imprint: [UInt8], at now: Instant, _ blobs: BlobStore,
        in tx: Transaction
    ) throws -> Claim {
        // The row first, so that two who come at once see each other on PostgreSQL too.
        try tx.execute(
            """
            INSERT INTO letter_signings (letter_id, imprint, claimed_until) \
            VALUES (\(letter), \(imprint), \(Instant(milliseconds: 0))) \
            ON CONFLICT (letter_id) DO UPDATE SET letter_id = excluded.letter_id
            """)
        guard
            let row = try tx.row(
                """
                SELECT imprint, claimed_until, code, blob, digest FROM letter_signings \
                WHERE letter_id = \(letter)
                """)
        else { return .busy }
        if let code = row.optionalText(2), let blob: BlobID = row.optionalID(3),
            let digest = row.optionalText(4)
        {
            if row.bytes(0) == imprint {
                return .kept(Kept(code: code, blob: blob, digest: digest))
            }
            // Other words, another day or another hand: it was never issued, and cannot be.
            try blobs.erase(blob.value, in: tx)
        } else if row.instant(1) > now {
            return .busy
        }
        try tx.execute(
            """
            UPDATE letter_signings SET imprint = \(imprint), code = NULL, blob = NULL, \
            digest = NULL, claimed_until = \(now.adding(minutes: Int64(lease))) \
            WHERE letter_id = \(letter)
            """)
        return .free
    }

    static func keep(_ letter: LetterID, _ kept: Kept, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE letter_signings SET code = \(kept.code), blob = \(kept.blob), \
            digest = \(kept.digest) WHERE letter_id = \(letter)
            """)
    }

    /// The signer failed: whoever comes next may try at once.
    static func release(_ letter: LetterID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM letter_signings WHERE letter_id = \(letter) AND blob IS NULL")
    }

    /// The file is the letter's own from now on.
    static func finish(_ letter: LetterID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM letter_signings WHERE letter_id = \(letter)")
    }
}
