import Kernel
import People
import Web

/// Proving who one is: second factors, passkeys, providers, and the page of one's own safety.
public struct Identity: Domain {
    public static let name = "identity"
    private let tools: IdentityTools

    public init(tools: IdentityTools) { self.tools = tools }

    public var routes: [Route] {
        PasskeyPages(tools: tools).routes + SecondPages(tools: tools).routes
            + EnrolPages(tools: tools).routes + SafetyPages(tools: tools).routes
            + AppPages(tools: tools).routes + ProviderPages(tools: tools).routes
            + GrantPages(tools: tools).routes + LevelPages(tools: tools).routes
            + CounterPages(tools: tools).routes + CounterRecoveryPages(tools: tools).routes
            + RecoveryPages(tools: tools).routes + ContactPages(tools: tools).routes
    }

    public var permissions: [Permission] { [.grant, .prove] }

    public var navigation: [NavItem] {
        [
            NavItem(
                "identity.nav.prove", IdentityURL.counter.filled(), in: .officer, order: 40,
                needing: .prove),
            NavItem(
                "identity.nav.grants", IdentityURL.grants.filled(), in: .officer, order: 70,
                needing: .grant),
            NavItem("identity.nav.safety", IdentityURL.safety.filled(), in: .officer, order: 90),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
