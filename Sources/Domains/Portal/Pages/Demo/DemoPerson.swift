import Contracts
import Kernel

/// An invented person of the demo, to be signed in as by one press.
public struct DemoPerson: Sendable {
    /// What the person does: `warga`, `loket`, `analis`, `kesbangpol`, `kabid`, `sekretaris`,
    /// `kepala`. One person each.
    public let role: String
    /// The person's name.
    public let name: String
    /// What there is to see with this account.
    public let note: LocalizedText
    public let account: AccountID

    public init(role: String, name: String, note: LocalizedText, account: AccountID) {
        self.role = role
        self.name = name
        self.note = note
        self.account = account
    }
}
