import Kernel
import Store

/// A leaking bucket kept in the database, so that all nodes count together.
///
/// Each hit adds one; the bucket loses one every `drain` seconds. A full bucket refuses and is not
/// filled further: whoever is refused waits at most one `drain`, so nobody is locked out for long.
struct Throttle: Sendable {
    let name: String
    let capacity: Int64
    /// Seconds until one hit is forgotten.
    let drain: Int64

    /// Counts one hit for `key` (a keyed hash: no plain address or contact is stored).
    /// - Returns: false when the bucket is full; the hit is then not counted.
    func hit(_ key: [UInt8], at now: Instant, in tx: Transaction) throws -> Bool {
        let level = try level(key, at: now, in: tx)
        guard level <= (capacity - 1) * 1000 else { return false }
        try tx.execute(
            """
            UPDATE people_throttles SET level = \(level + 1000), changed_at = \(now) \
            WHERE bucket = \(key)
            """)
        return true
    }

    /// Whether the next hit would be refused; counts nothing.
    func isFull(_ key: [UInt8], at now: Instant, in tx: Transaction) throws -> Bool {
        try level(key, at: now, in: tx) > (capacity - 1) * 1000
    }

    /// Empties the bucket, after the person has shown that the tries were honest.
    func forgive(_ key: [UInt8], in tx: Transaction) throws {
        try tx.execute("DELETE FROM people_throttles WHERE bucket = \(key)")
    }

    /// Undoes one hit that turned out to be honest.
    func takeBack(_ key: [UInt8], in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE people_throttles \
            SET level = CASE WHEN level > 1000 THEN level - 1000 ELSE 0 END \
            WHERE bucket = \(key)
            """)
    }

    /// The level in thousandths of a hit. The upsert locks the row until the commit, so two tries
    /// at once cannot read the same level on PostgreSQL.
    private func level(_ key: [UInt8], at now: Instant, in tx: Transaction) throws -> Int64 {
        try tx.execute(
            """
            INSERT INTO people_throttles (bucket, level, changed_at) VALUES (\(key), 0, \(now)) \
            ON CONFLICT (bucket) DO UPDATE SET bucket = excluded.bucket
            """)
        guard
            let row = try tx.row(
                "SELECT level, changed_at FROM people_throttles WHERE bucket = \(key)")
        else { return 0 }
        let elapsed = max(0, now.milliseconds(since: row.instant(1)))
        return max(0, row.int(0) - elapsed / drain)
    }
}

/// The limits of sign-in and codes.
struct ThrottleLimits: Sendable {
    /// Codes to one contact, asked from networks its owner never used: five at once, then one every
    /// 20 minutes. Keeps a stranger from flooding a mailbox.
    var codesPerContact = Throttle(name: "code-contact", capacity: 5, drain: 1200)
    /// Codes to one contact from one network where its owner signed in: no stranger uses them up.
    var codesPerPair = Throttle(name: "code-pair", capacity: 5, drain: 1200)
    /// The first codes to one contact from one network: sent also when strangers have used up what
    /// there is for all of them.
    var firstCodes = Throttle(name: "code-first", capacity: 2, drain: 3600)
    /// Of those, all to one contact: what a mailbox bears.
    var firstCodesPerContact = Throttle(name: "code-first-contact", capacity: 30, drain: 600)
    /// Six-digit codes that are typed wrongly in one network; the first try at a code is always
    /// looked at.
    var wrongCodes = Throttle(name: "code-wrong", capacity: 30, drain: 60)
    /// The same in the whole house: beyond it each code has two tries instead of five. About as
    /// many as a house of a million has on a bad day.
    var wrongCodesOfAll = Throttle(name: "code-wrong-all", capacity: 300, drain: 10)
    /// Codes asked from one network: a school or a kelurahan office shares one.
    var codesPerNetwork = Throttle(name: "code-network", capacity: 30, drain: 60)
    /// Failed sign-ins to one account from one network.
    var failuresPerPair = Throttle(name: "sign-in-pair", capacity: 6, drain: 120)
    /// Failed sign-ins from one network. Each try is counted until it turns out right, so that
    /// many of one office or one mobile network may sign in at the same moment.
    var failuresPerNetwork = Throttle(name: "sign-in-network", capacity: 300, drain: 15)
    /// Failed sign-ins to one account from networks where it never signed in before. The owner's
    /// own networks do not count here, so strangers cannot lock the owner out.
    var failuresByStrangers = Throttle(name: "sign-in-stranger", capacity: 30, drain: 300)
    /// Wrong codes of an authenticator app, for one account from one network.
    var proofsPerPair = Throttle(name: "proof-pair", capacity: 8, drain: 60)
    /// The same from networks that the account never used: about a hundred tries a day against a
    /// million codes.
    var proofsByStrangers = Throttle(name: "proof-stranger", capacity: 10, drain: 900)
    /// Questions to the population register from one network: a village office shares one.
    var matchesPerNetwork = Throttle(name: "match-network", capacity: 20, drain: 1800)
    /// Questions of the whole house: what a register of a city can be asked.
    var matchesOfAll = Throttle(name: "match-all", capacity: 120, drain: 1)
    /// People whom one officer looks for at a counter: more than a busy morning needs, too few to
    /// read a city.
    var counterLooks = Throttle(name: "counter-look", capacity: 60, drain: 60)
    /// Codes of receipts that one account types wrongly.
    var claimCodes = Throttle(name: "claim-code", capacity: 6, drain: 600)
    /// Codes of a counter that one officer types wrongly.
    var counterCodes = Throttle(name: "counter-code", capacity: 10, drain: 60)
    /// Codes of mandates that one account types wrongly.
    var mandateCodes = Throttle(name: "mandate-code", capacity: 10, drain: 360)
    /// Cards of one officer that do not fit the account before him: or he could ask one NIK after
    /// the other until the page says yes.
    var wrongCards = Throttle(name: "counter-card", capacity: 5, drain: 600)
    /// Ways back from providers in one network: each writes a row, so that it counts once.
    var providerTrips = Throttle(name: "provider-trip", capacity: 300, drain: 5)
    /// Accounts that one officer looks up by NIK to recover them: more than a busy counter needs,
    /// too few to try numbers or to rob a city.
    var recoveries = Throttle(name: "recovery-officer", capacity: 10, drain: 1800)
    /// Codes of a counter that are typed wrongly in one network.
    var recoveryCodes = Throttle(name: "recovery-network", capacity: 20, drain: 60)
}
