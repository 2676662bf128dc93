import Kernel
import Passkeys
import Store

/// Challenges that need no row until they are answered: the moment, some chance, and a keyed hash
/// of both with the browser they were given to. Anybody may ask for the sign-in page without the
/// database growing; an answer is written down, so that it counts once.
struct PasskeyChallenges: Sendable {
    static let minutes: Int64 = 10

    let vault: Vault
    let world: World
    let secrets: RandomSource

    func make(for browser: String) -> PasskeyChallenge {
        let head = world.now.milliseconds.bigEndianBytes + secrets.bytes(8)
        return PasskeyChallenge(bytes: head + mark(head, browser))
    }

    /// The challenge that a browser answers, as far as it says so itself; nil when it is none of
    /// ours, another browser's, or too old.
    func answered(_ clientDataJSON: [UInt8], by browser: String) -> PasskeyChallenge? {
        let limits = JSONValue.Limits(bytes: 2_048, depth: 4, values: 40)
        guard let said = try? JSONValue(parsing: clientDataJSON, limits: limits),
            let text = said["challenge"]?.stringValue, let challenge = PasskeyChallenge(text: text)
        else { return nil }
        let head = Array(challenge.bytes.prefix(16))
        guard ConstantTime.isEqual(challenge.bytes.suffix(16), mark(head, browser)) else {
            return nil
        }
        let madeAt = head.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let age = world.now.milliseconds - madeAt
        return (0...(Self.minutes * 60_000)).contains(age) ? challenge : nil
    }

    /// Writes down that a challenge was answered.
    /// - Returns: false when it was before.
    func spend(_ challenge: PasskeyChallenge, in tx: Transaction) throws -> Bool {
        let expiry = world.now.adding(seconds: 2 * Self.minutes * 60)
        return try tx.execute(
            """
            INSERT INTO people_answered (challenge, expires_at) \
            VALUES (\(challenge.bytes), \(expiry)) ON CONFLICT (challenge) DO NOTHING
            """) == 1
    }

    private func mark(_ head: [UInt8], _ browser: String) -> [UInt8] {
        vault.index(Hexadecimal.text(head) + "|" + browser, "people.passkey-challenge")
    }
}
