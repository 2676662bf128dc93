import Outbound

/// What the city hands over for asking servers outside.
public struct OutsideLink: Sendable {
    /// Fetches pictures from addresses that strangers wrote: little, and soon given up.
    public let pictures: Outbound
    /// A demo may ask this machine. Elsewhere addresses lead to the public internet only, so that
    /// nobody has us ask the machines of the city.
    public let isDemo: Bool

    public init(pictures: Outbound, isDemo: Bool) {
        self.pictures = pictures
        self.isDemo = isDemo
    }

    var reach: OutboundRequest.Reach { isDemo ? .anywhere : .publicOnly }
}
