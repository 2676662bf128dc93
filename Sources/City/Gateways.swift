import Cases
import Kernel
import Messages
import Notices
import Outbound
import Store

/// The gateways of a deployment for text messages and push, from a file: addresses and secrets are
/// none of the city's catalogue.
struct GatewayFile: Sendable {
    var sms: GatewaySettings?
    var whatsapp: GatewaySettings?
    var incoming: IncomingSettings?
    /// Push is on unless the file says otherwise.
    var hasPush = true
    /// Push services of this machine and of private networks are asked too.
    var isPushTrial = false

    /// - Throws: `OperatingProblem` with what is wrong in the file.
    static func load(_ path: String?) async throws -> GatewayFile {
        guard let path else { return GatewayFile() }
        let json = try await OperatingFile.read(path, "--gateways", limit: 1 << 18)
        var file = GatewayFile()
        let top = try GatewayEntry(json, path, known: ["gateways", "incoming", "push"])
        for (index, entry) in (top.json["gateways"]?.arrayValue ?? []).enumerated() {
            let reader = try GatewayEntry(
                entry, "\(path), gateway \(index + 1)", known: GatewayEntry.keys)
            let settings = try await reader.gateway()
            switch entry["channel"]?.stringValue {
            case "sms" where file.sms == nil: file.sms = settings
            case "whatsapp" where file.whatsapp == nil: file.whatsapp = settings
            default:
                throw OperatingProblem("\(reader.place): channel is sms or whatsapp, each once.")
            }
        }
        if let entry = top.json["incoming"] {
            let reader = try GatewayEntry(
                entry, "\(path), incoming",
                known: ["secret_file", "kind", "from", "text", "id"])
            file.incoming = try await reader.incoming()
        }
        if let entry = top.json["push"] {
            let reader = try GatewayEntry(entry, "\(path), push", known: ["enabled", "trial"])
            file.hasPush = reader.json["enabled"] != .bool(false)
            file.isPushTrial = reader.json["trial"] == .bool(true)
        }
        return file
    }

    /// The ways out. A demo keeps text messages in the house, unless the file names a gateway.
    func ways(
        mail: any MailDelivery, _ settings: Settings, _ profile: CityProfile?, world: World
    ) -> NoticeWays {
        let isDemo = settings.mode == .demo
        let none: any MessageGateway = isDemo ? DemoNotices.texts() : NoGateway()
        let threads = BlockingThreads(name: "gateways", count: 4, waiting: 64)
        func gateway(_ settings: GatewaySettings?) -> any MessageGateway {
            guard let settings else { return none }
            return HTTPGateway(
                settings,
                outbound: .curl(
                    limits: OutboundLimits(connectTimeout: 5_000, timeout: settings.timeout),
                    threads: threads), world: world)
        }
        return NoticeWays(
            mail: mail, sms: gateway(sms), whatsapp: gateway(whatsapp),
            push: push(profile, world))
    }

    private func push(
        _ profile: CityProfile?, _ world: World
    ) -> any PushDelivery {
        guard hasPush, let profile else { return NoPush() }
        // Anybody may name an address here: short times, and threads that nothing else waits for.
        return WebPush(
            outbound: .curl(
                limits: OutboundLimits(
                    connectTimeout: 3_000, timeout: 3_000, maxBody: 1 << 16,
                    allowsPrivateAddresses: isPushTrial),
                threads: BlockingThreads(name: "push", count: 2, waiting: 16)),
            contact: "mailto:\(profile.contact.email)", isTrial: isPushTrial, world: world)
    }
}
