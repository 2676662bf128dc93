import Contracts
import Kernel
import Store

/// A message about an account that must leave with the transaction that made it necessary.
public struct AccountLetter: Sendable, Hashable {
    public enum Template: String, Sendable, CaseIterable {
        /// A code for registering; values `code`, `minutes`.
        case registrationCode = "account.registration-code"
        /// Somebody tried to register a contact that has an account; no values.
        case alreadyRegistered = "account.already-registered"
        /// A code for a new password; values `code`, `minutes`.
        case resetCode = "account.reset-code"
        /// A new password was asked for and counts later; values `token`, `hours`.
        case resetAsked = "account.reset-asked"
        /// The password was changed; no values.
        case passwordChanged = "account.password-changed"
        /// A passkey or an authenticator app was added or taken away; no values.
        case factorsChanged = "account.factors-changed"
        /// The data match the population register; no values.
        case matched = "account.matched"
        /// Proven at a counter or by a provider; no values.
        case proven = "account.proven"
        /// Somebody else has proven the NIK; no values.
        case levelLost = "account.level-lost"
        /// Somebody else has typed the right data of a proven NIK; no values.
        case nikTried = "account.nik-tried"
        /// Somebody took a mandate that the account offered; no values.
        case mandateTaken = "mandate.taken"
        /// The account may act for somebody; no values.
        case mandateGiven = "mandate.given"
        /// A mandate of the account holds; no values.
        case mandateConfirmed = "mandate.confirmed"
        /// A power of attorney on paper names the NIK of the account; no values.
        case mandatePaper = "mandate.paper"
        /// A mandate that the account gave or held has ended; no values.
        case mandateEnded = "mandate.ended"
        /// The papers of a business or child were accepted; no values.
        case partyProven = "mandate.party-proven"
        /// An officer gave out a code at a counter; values `minutes`.
        case recoveryGiven = "account.recovery-given"
        /// The account was recovered with a code of a counter; no values.
        case recovered = "account.recovered"
        /// A code for a contact that is to become the owner's; values `code`, `minutes`.
        case contactCode = "account.contact-code"
        /// A second contact was added; values `contact` (masked).
        case contactAdded = "account.contact-added"
        /// The second contact was taken away; no values.
        case contactRemoved = "account.contact-removed"
        /// Another first contact; the one of before can undo it; values `token`, `hours`.
        case contactChanged = "account.contact-changed"
        /// That was undone; no values.
        case contactUndone = "account.contact-undone"

        /// Goes to every contact, since one of them may be in wrong hands.
        var goesEverywhere: Bool {
            switch self {
            case .resetAsked, .passwordChanged, .factorsChanged, .recoveryGiven, .recovered,
                .contactAdded, .contactRemoved, .contactChanged, .contactUndone, .mandateTaken,
                .mandateConfirmed:
                true
            default: false
            }
        }
    }

    public let contact: Contact
    public let account: AccountID?
    public let template: Template
    public let language: Language
    public let values: [String: String]
    /// The letter is of no use after this; nil: always of use.
    public let expiresAt: Instant?
    /// The same for the same letter; holds no personal data.
    public let key: String
}

/// How `People` has its letters sent. The city connects it with the outbox: the two rooms stand on
/// the same floor and do not know each other.
public struct CodeCourier: Sendable {
    public let send: @Sendable (AccountLetter, Transaction) throws -> Void

    public init(send: @escaping @Sendable (AccountLetter, Transaction) throws -> Void) {
        self.send = send
    }
}

extension AccountStore {
    /// A letter to the owner about what was done with the account; where the way into it is
    /// touched, to every contact.
    /// - Parameter key: the same for what is told once.
    func tellOwner(
        _ account: AccountID, _ template: AccountLetter.Template, values: [String: String] = [:],
        expiresAt: Instant? = nil, key: String? = nil, in tx: Transaction
    ) throws {
        guard let row = try AccountRow.find(account, in: tx), row.isActive else { return }
        let contacts =
            template.goesEverywhere
            ? try everyContact(of: row, in: tx) : Array(try contacts(of: row).prefix(1))
        let key = "\(template.rawValue):\(key ?? world.uuid().text)"
        for (number, contact) in contacts.enumerated() {
            try courier.send(
                AccountLetter(
                    contact: contact, account: account, template: template,
                    language: row.language, values: values, expiresAt: expiresAt,
                    key: number == 0 ? key : "\(key):\(number)"), tx)
        }
    }
}
