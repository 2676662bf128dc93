import Kernel

/// Where a person can be reached: an e-mail address or a mobile phone.
public enum Contact: Sendable, Hashable {
    case email(EmailAddress)
    case phone(PhoneNumber)

    /// Reads what a person typed: with an `@` it is an e-mail address, otherwise a phone number.
    /// - Throws: `Refusal` of the value that it was taken for, or `contact.no-mobile`.
    public init(typed: String) throws(Refusal) {
        if typed.contains("@") {
            self = .email(try EmailAddress(typed))
        } else {
            let number = try PhoneNumber(typed)
            guard number.isMobile || !number.isIndonesian else {
                throw Refusal(.invalid, "contact.no-mobile")
            }
            self = .phone(number)
        }
    }

    /// `email` or `phone`, as it is stored.
    public var kind: String {
        switch self {
        case .email: "email"
        case .phone: "phone"
        }
    }

    /// What is sent to; `init(typed:)` reads it again.
    public var address: String {
        switch self {
        case .email(let address): address.text
        case .phone(let number): number.text
        }
    }

    /// The one spelling for finding the same contact again.
    public var normalized: String {
        switch self {
        case .email(let address): "email:" + address.normalized
        case .phone(let number): "phone:" + number.text
        }
    }

    /// For lists and logs.
    public var masked: String {
        switch self {
        case .email(let address): address.masked
        case .phone(let number): number.masked
        }
    }
}

extension Contact: CustomStringConvertible {
    public var description: String { masked }
}
