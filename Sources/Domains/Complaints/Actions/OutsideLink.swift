import Kernel
import Outbound
import Store

/// What the city hands over for asking servers outside.
public struct OutsideLink: Sendable {
    /// Fetches pictures from addresses that strangers wrote: little, and soon given up.
    public let pictures: Outbound
    /// A demo may ask this machine. Elsewhere addresses lead to the public internet only, so that
    /// nobody has us ask the machines of the city.
    public let isDemo: Bool
    /// Servers with which reports are exchanged; nothing in a city that asks none.
    public let partners: PartnerLink?

    public init(pictures: Outbound, isDemo: Bool, partners: PartnerLink? = nil) {
        self.pictures = pictures
        self.isDemo = isDemo
        self.partners = partners
    }

    var reach: OutboundRequest.Reach { isDemo ? .anywhere : .publicOnly }
}

/// What the exchange of reports with other servers needs.
public struct PartnerLink: Sendable {
    public let outbound: Outbound
    public let jobs: JobQueue
    /// A secret of the deployment by its name; nothing where it has none.
    public let secret: @Sendable (String) async -> String?

    public init(
        outbound: Outbound, jobs: JobQueue, secret: @escaping @Sendable (String) async -> String?
    ) {
        self.outbound = outbound
        self.jobs = jobs
        self.secret = secret
    }
}
