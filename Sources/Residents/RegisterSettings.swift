import Kernel
import Outbound

/// How a register is asked over HTTP. docs/people.md has the contract.
public struct RegisterSettings: Sendable {
    /// How the register knows that it is the city who asks.
    public enum Secret: Sendable {
        /// Sent with each request.
        case bearer(String)
        /// Never sent: signs each request (HMAC-SHA256), so that nobody on the way can ask.
        case hmac(key: String, id: String)
    }

    public let address: WebAddress
    public let secret: Secret
    /// Milliseconds for a whole question.
    public let timeout: Int

    /// - Returns: nil for an address that is none, or that is neither https nor in this machine.
    public init?(address: String, secret: Secret, timeout: Int = 5_000) {
        guard let address = WebAddress(address),
            address.scheme == .https || address.namesLoopback, (100...30_000).contains(timeout)
        else { return nil }
        self.address = address
        self.secret = secret
        self.timeout = timeout
    }

    /// Bounds for the `Outbound` that asks. The register may stand in the city's own network.
    public var limits: OutboundLimits {
        OutboundLimits(
            connectTimeout: min(3_000, timeout), timeout: timeout, maxBody: RemoteRegister.maxBody)
    }
}
