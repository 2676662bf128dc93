import Kernel
import People
import Store
import Web

/// Personal data: what the city holds on somebody, taking it along, erasing it, keeping it no
/// longer than needed, and the register of breaches.
public struct Privacy: Domain {
    public static let name = "privacy"
    /// The service by which people ask what concerns their own data.
    public static let rightsService = RightsService.code
    private let tools: PrivacyTools

    public init(tools: PrivacyTools) { self.tools = tools }

    public var permissions: [Permission] { [.protectPrivacy] }

    public static var migrations: MigrationSet { PrivacyMigrations.all }

    public var routes: [Route] {
        HeldPages(tools: tools).routes + OfficePages(tools: tools).routes
            + RestrictPages(tools: tools).routes + BreachPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem("privacy.nav.held", PrivacyURL.held.filled(), in: .citizen, order: 40),
            NavItem(
                "privacy.nav.office", PrivacyURL.office.filled(), in: .officer, order: 80,
                needing: .protectPrivacy),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
