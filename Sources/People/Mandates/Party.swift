import Contracts
import Kernel

/// Somebody in whose name others act and who does not sign in.
public enum PartyKind: String, Sendable, Hashable, CaseIterable {
    case business, child
    /// Gave a power of attorney on paper and has no account.
    case represented
}

/// The number of a business in the national register: NIB, 13 digits (PP 5/2021).
public struct BusinessNumber: Sendable, Hashable {
    public let text: String

    /// - Throws: `Refusal` (`people.party.nib`).
    public init(_ typed: String) throws(Refusal) {
        text = Digits.only(typed)
        guard text.utf8.count == 13 else { throw Refusal(.invalid, "people.party.nib") }
    }
}

/// The tax number of a business: NPWP, 16 digits of which the first is 0 (PMK 112/2022: those of
/// 15 digits got a zero before them).
public struct BusinessTaxNumber: Sendable, Hashable {
    public let text: String

    /// - Throws: `Refusal` (`people.party.npwp`).
    public init(_ typed: String) throws(Refusal) {
        let digits = Digits.only(typed)
        text = digits.utf8.count == 15 ? "0" + digits : digits
        guard text.utf8.count == 16, text.utf8.first == UInt8(ascii: "0") else {
            throw Refusal(.invalid, "people.party.npwp")
        }
    }
}

/// What is said of a business when it is entered.
public struct BusinessClaim: Sendable {
    public let name: String
    public let number: BusinessNumber
    public let tax: BusinessTaxNumber?

    public init(name: String, number: BusinessNumber, tax: BusinessTaxNumber?) {
        self.name = name
        self.number = number
        self.tax = tax
    }
}

/// In whose name a citizen does errands now, by a mandate that was looked up for this request.
public struct Acting: Sendable, Hashable {
    public let mandate: Mandate
    /// Nil: a person with an account of the own.
    public let kind: PartyKind?
    public let name: String
    /// The lower of both levels: neither gets further through the other.
    public let level: IdentityLevel
}

/// A mandate as lists show it: whoever stands on the other side by name.
public struct MandateView: Sendable, Hashable {
    public let mandate: Mandate
    public let kind: PartyKind?
    public let partyName: String
    public let agentName: String?
    public let level: IdentityLevel
}
