import Kernel
import OpenID
import People
import Web

/// A provider through which people sign in: how it is asked, and what it may vouch for.
public struct Provider: Sendable {
    public let rules: ProviderRules
    let party: RelyingParty

    public init(rules: ProviderRules, party: RelyingParty) {
        self.rules = rules
        self.party = party
    }

    /// For the sign-in pages of both doors.
    public var link: ProviderLink {
        ProviderLink(name: name, address: IdentityURL.provider.filled(code))
    }

    var code: String { rules.code }
    var name: LocalizedText { party.settings.name }
}

extension VouchedPerson {
    init(_ person: ProvenPerson) {
        self.init(
            issuer: person.issuer, subject: person.subject, name: person.name,
            email: person.isEmailVerified ? person.email : nil, claims: person.claims)
    }
}
