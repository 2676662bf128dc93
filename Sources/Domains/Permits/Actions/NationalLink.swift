import Kernel
import Outbound
import Store

/// What the city hands over for asking and telling national systems.
public struct NationalLink: Sendable {
    public let outbound: Outbound
    /// A secret of the deployment by its name; nothing where it has none.
    public let secret: @Sendable (String) async -> String?
    public let jobs: JobQueue
    /// A demo may ask this machine. Elsewhere addresses lead to the public internet only: they
    /// stand in a file that is published, and the machines of the city are not to be asked by it.
    public let isDemo: Bool

    public init(
        outbound: Outbound, jobs: JobQueue, isDemo: Bool,
        secret: @escaping @Sendable (String) async -> String?
    ) {
        self.outbound = outbound
        self.jobs = jobs
        self.isDemo = isDemo
        self.secret = secret
    }
}
