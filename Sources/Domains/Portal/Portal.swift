import Kernel
import Web

/// What citizens and the public see.
public struct Portal: Domain {
    public static let name = "portal"
    private let tools: PortalTools

    public init(tools: PortalTools) { self.tools = tools }

    public var routes: [Route] {
        PublicPages.routes(tools) + AccountPages.routes(tools) + LooksPage(tools: tools).routes
            + ErrandPages.routes(tools)
    }

    public var navigation: [NavItem] {
        [
            NavItem("portal.nav.services", PortalURL.services.filled(), in: .visitor, order: 10),
            NavItem("portal.nav.track", PortalURL.track.filled(), in: .visitor, order: 20),
            NavItem("portal.nav.verify", PortalURL.verify.filled(), in: .visitor, order: 30),
            NavItem("portal.nav.services", PortalURL.services.filled(), in: .citizen, order: 10),
            NavItem("portal.nav.cases", PortalURL.cases.filled(), in: .citizen, order: 20),
            NavItem("portal.nav.account", PortalURL.account.filled(), in: .citizen, order: 30),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
    public var pageAssets: [PageAsset] { [CheckFiles.script] }
}
