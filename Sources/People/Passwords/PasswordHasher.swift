import Foundation
import Kernel
import Store

/// Hashes and checks passwords, at most two at once, never on the threads that serve pages.
public final class PasswordHasher: Sendable {
    private let parameters: Argon2Parameters
    private let threads: BlockingThreads
    private let random: RandomSource
    /// What a password is checked against when there is no account: the same work, always false.
    private let decoy: String

    /// - Parameters:
    ///   - threads: how many hashes are computed side by side.
    ///   - queue: how many may wait; above that sign-in answers "busy" instead of growing.
    public init(
        parameters: Argon2Parameters = .standard, threads: Int = 2, queue: Int = 200,
        random: RandomSource = .system
    ) {
        self.parameters = parameters
        self.random = random
        // Two hundred people who sign in at once must not slow those down who read: hashing burns
        // processor time, so it steps back.
        self.threads = BlockingThreads(
            name: "password", count: threads, waiting: queue, niceness: 15)
        // 32 zero bytes are no Argon2 output anybody can reach; only the cost matters here.
        let zeros = String(repeating: "A", count: 43)
        decoy = parameters.prefix + "AAAAAAAAAAAAAAAAAAAAAA$" + zeros
    }

    /// Ends the threads; waiting checks still finish.
    public func stop() { threads.finish() }

    public func hash(_ password: String) async throws -> String {
        let bytes = Self.normal(password)
        let salt = random.bytes(16)
        let parameters = parameters
        return try await run { try Argon2.hash(bytes, salt: salt, parameters) }
    }

    /// Checks a password. With no stored hash the same work is done and the answer is false, so
    /// that the time does not tell whether an account exists.
    public func verify(_ password: String, against stored: String?) async throws -> Bool {
        let bytes = Self.normal(password)
        let encoded = stored ?? decoy
        let isEqual = try await run { Argon2.verify(bytes, against: encoded) }
        return isEqual && stored != nil
    }

    /// - Throws: `Refusal` of kind `.unavailable` when too many wait already.
    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        do {
            return try await threads.run(work)
        } catch is StoreError {
            throw Refusal(.unavailable, "people.sign-in.busy")
        }
    }

    /// Whether a stored hash was made with other parameters than today's.
    func isOutdated(_ stored: String) -> Bool { !stored.hasPrefix(parameters.prefix) }

    /// One form for text that looks the same: keyboards write accents in two ways (RFC 8265).
    private static func normal(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8.prefix(1024))
    }
}
