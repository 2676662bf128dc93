import Contracts
import Documents
import Kernel

/// Signs the file of a letter before it is issued. It works outside any transaction, so it may
/// take its time; when it fails the letter stays where it was, with its number.
public struct LetterSeal: Sendable {
    /// What the signature, and the data inside the file, say of a letter.
    public struct Facts: Sendable, Hashable {
        public let number: String
        /// Of the verification page.
        public let code: String
        public let kind: String
        public let service: String
        public let title: String
        public let day: Day
        public let validUntil: Day?
        /// Who decided, and from which post, with Plt. or Plh. as it is printed.
        public let signer: String
        public let position: String
        /// Whose letter it is, and what it is about, as its text says; may be empty.
        public let holder: String
        public let object: String
        public let at: Instant
    }

    /// Letters leave as they were printed: of a house without a seal.
    public static let none = LetterSeal { pdf, _ in pdf }

    private let sign: @Sendable ([UInt8], Facts) async throws -> [UInt8]
    /// What the QR code holds; the address of the page alone in a house without a seal.
    let state: @Sendable (Facts, _ address: String) throws -> String

    /// - Parameters:
    ///   - sign: gives the signed file back, which it has checked itself.
    ///   - state: gives the text of the QR code for the address of its page.
    public init(
        state: @escaping @Sendable (Facts, _ address: String) throws -> String = { $1 },
        _ sign: @escaping @Sendable ([UInt8], Facts) async throws -> [UInt8]
    ) {
        self.sign = sign
        self.state = state
    }

    /// - Throws: `Refusal`, when the seal cannot be put under it now.
    func apply(to pdf: [UInt8], _ facts: Facts) async throws -> [UInt8] {
        do {
            return try await sign(pdf, facts)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Refusal(.unavailable, "case.letter.unsealed")
        }
    }
}

extension PreparedLetter {
    /// What its seal says.
    func facts(_ rules: CaseRules, at now: Instant) -> LetterSeal.Facts {
        LetterSeal.Facts(
            number: number, code: code, kind: kind.rawValue, service: rules.service.code.text,
            title: rules.service.title.text(.id), day: subject.day, validUntil: validUntil,
            signer: signature.name,
            position: [signature.capacity, signature.position].filter { !$0.isEmpty }
                .joined(separator: " "), holder: subject.holder, object: subject.object, at: now)
    }
}
