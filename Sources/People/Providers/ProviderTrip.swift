import Contracts
import Kernel
import Store

/// What a browser brings back from a provider: it counts once.
public struct ProviderTrip: Sendable {
    /// What was kept when the browser left.
    public let pending: JSONValue
    /// Where the person wanted to go.
    public let next: String?
    /// The account that the person wanted to connect; nil when signing in.
    public let account: AccountID?
}

/// Trips to a provider need no row until somebody comes back: what belongs to one is sealed and
/// kept by the browser, so that anybody may ask for the way to a provider without the database
/// growing. The way back is written down, so that it counts once.
extension AccountStore {
    /// Most bytes of a sealed trip; browsers keep cookies of 4,096 characters.
    private static let mostTripBytes = 2_700
    private static let tripPurpose = "people.provider-trip"

    /// What the browser keeps for a trip to a provider.
    /// - Parameter account: to be connected, of somebody who is signed in.
    public func leave(
        _ pending: JSONValue, next: String?, connecting account: AccountID? = nil
    ) throws -> String {
        let until = world.now.adding(minutes: SignInStep.minutes)
        func sealed(_ next: String?) throws -> [UInt8] {
            let content = JSONValue.object([
                "pending": pending, "next": next.map(JSONValue.string) ?? .null,
                "account": account.map { .string($0.text) } ?? .null,
                "until": .integer(until.milliseconds),
            ])
            return try vault.sealTicket(content.canonical, Self.tripPurpose)
        }
        let whole = try sealed(next)
        // Better to come back to the start than not at all.
        return Base64URL.encode(whole.count <= Self.mostTripBytes ? whole : try sealed(nil))
    }

    /// Opens what the browser kept, and writes down that it came back.
    /// - Returns: nil for what is none of ours, too old, or came back before.
    /// - Throws: `Refusal` when too many came back from this network.
    public func comeBack(_ text: String, from visitor: Visitor) async throws -> ProviderTrip? {
        guard let box = Base64URL.decode(text, limit: Self.mostTripBytes),
            let plain = vault.openTicket(box, Self.tripPurpose),
            let content = try? JSONValue(parsing: plain),
            let pending = content["pending"], let until = content["until"]?.integerValue,
            world.now.milliseconds < until
        else { return nil }
        // One spelling only: base64url without spare bits, and a seal over every byte.
        let mark = vault.index(text, Self.tripPurpose)
        let expiry = Instant(milliseconds: until)
        let isFirst = try await store.write("people.provider.back") {
            [self] tx -> Result<Bool, Refusal> in
            let network = vault.index(visitor.network, limits.providerTrips.name)
            guard try limits.providerTrips.hit(network, at: world.now, in: tx) else {
                return .failure(Refusal(.tooMuch, "people.proof.too-often"))
            }
            let written = try tx.execute(
                """
                INSERT INTO people_answered (challenge, expires_at) VALUES (\(mark), \(expiry)) \
                ON CONFLICT (challenge) DO NOTHING
                """)
            return .success(written == 1)
        }.get()
        guard isFirst else { return nil }
        return ProviderTrip(
            pending: pending, next: content["next"]?.stringValue,
            account: content["account"]?.stringValue.flatMap { AccountID(text: $0) })
    }
}
