import Contracts
import Kernel
import People

/// The hand of an official under one letter or many: unlocked for one press of a button, and
/// forgotten with it.
public struct LetterHand: Sendable {
    let sign: @Sendable ([UInt8], LetterSeal.Facts) async throws -> [UInt8]

    /// - Parameter sign: gives the signed file back, which it has checked itself. It throws a
    ///   `Refusal` for what the official can mend, such as a wrong passphrase.
    public init(_ sign: @escaping @Sendable ([UInt8], LetterSeal.Facts) async throws -> [UInt8]) {
        self.sign = sign
    }

    /// - Throws: `Refusal`, when it cannot sign now: the letter stays as it was.
    func apply(to pdf: [UInt8], _ facts: LetterSeal.Facts) async throws -> [UInt8] {
        do {
            return try await sign(pdf, facts)
        } catch let refusal as Refusal {
            throw refusal
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Refusal(.unavailable, "case.letter.unsigned")
        }
    }
}

/// How the officials of this house sign.
public struct LetterHands: Sendable {
    /// What an official is asked for.
    public enum Need: Sendable, Hashable {
        /// Nothing: letters carry the city's seal alone.
        case nothing
        /// The passphrase of the official's own key.
        case passphrase
        /// The same, of the key that the signing service of BSrE keeps.
        case servicePassphrase
        /// Officials of this house sign themselves, and this one has no key yet.
        case key
    }

    public static let none = LetterHands(need: { _ in .nothing }) { _, _ in
        LetterHand { pdf, _ in pdf }
    }

    private let look: @Sendable (AccountID) async throws -> Need
    private let unlock: @Sendable (AccountID, String) async throws -> LetterHand

    /// - Parameter unlock: opens the key of an account by its passphrase; throws a `Refusal` when
    ///   it does not fit.
    public init(
        need: @escaping @Sendable (AccountID) async throws -> Need,
        unlock: @escaping @Sendable (AccountID, String) async throws -> LetterHand
    ) {
        look = need
        self.unlock = unlock
    }

    public func need(of officer: Officer) async throws -> Need { try await look(officer.account) }

    /// The hand of an official; nothing where none is needed.
    /// - Throws: `Refusal`: no key, no passphrase, or a wrong one (`frasa`).
    func open(_ officer: Officer, passphrase: String?) async throws -> LetterHand? {
        switch try await look(officer.account) {
        case .nothing: return nil
        case .key: throw Refusal(.conflict, "case.letter.no_key")
        case .passphrase, .servicePassphrase:
            guard let passphrase, !passphrase.isEmpty else {
                throw Refusal(.invalid, "case.letter.passphrase", field: "frasa")
            }
            return try await unlock(officer.account, passphrase)
        }
    }
}
