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
        public let at: Instant
    }

    /// Letters leave as they were printed: of a house without a seal.
    public static let none = LetterSeal { pdf, _ in pdf }

    private let sign: @Sendable ([UInt8], Facts) async throws -> [UInt8]

    /// - Parameter sign: gives the signed file back, which it has checked itself.
    public init(_ sign: @escaping @Sendable ([UInt8], Facts) async throws -> [UInt8]) {
        self.sign = sign
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
            title: rules.service.title.text(.id), day: Day(now, in: rules.calendar.zone),
            validUntil: validUntil, signer: signature.name,
            position: [signature.capacity, signature.position].filter { !$0.isEmpty }
                .joined(separator: " "), at: now)
    }
}
