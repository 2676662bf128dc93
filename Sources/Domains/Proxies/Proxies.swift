import Kernel
import People
import Web

/// Acting for others: children, powers of attorney, people of a business.
public struct Proxies: Domain {
    public static let name = "proxies"
    private let tools: ProxyTools

    public init(tools: ProxyTools) { self.tools = tools }

    public var routes: [Route] {
        OverviewPages(tools: tools).routes + PartyPages(tools: tools).routes
            + OfferPages(tools: tools).routes + PaperPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem("proxies.nav", ProxyURL.overview.filled(), in: .citizen, order: 35),
            NavItem(
                "proxies.nav.desk", ProxyURL.desk.filled(), in: .officer, order: 45,
                needing: .prove),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
