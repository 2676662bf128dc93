import Kernel

/// The ways out of the house.
public struct NoticeWays: Sendable {
    public let mail: any MailDelivery
    public let sms: any MessageGateway
    public let whatsapp: any MessageGateway
    public let push: any PushDelivery

    public init(
        mail: any MailDelivery, sms: any MessageGateway = NoGateway(),
        whatsapp: any MessageGateway = NoGateway(), push: any PushDelivery = NoPush()
    ) {
        self.mail = mail
        self.sms = sms
        self.whatsapp = whatsapp
        self.push = push
    }

    /// A mail server may take its time; other channels go on meanwhile.
    static let mailsAtOnce = 2

    var lines: [NoticeChannel: GatewayLine] {
        [
            // Mail servers take the same Message-ID as often as it comes.
            .mail: GatewayLine(mail.isThere, knowsTwins: false, most: Self.mailsAtOnce),
            .sms: line(sms), .whatsapp: line(whatsapp),
            .push: GatewayLine(push.isThere, pauses: false),
        ]
    }

    private func line(_ gateway: any MessageGateway) -> GatewayLine {
        GatewayLine(
            gateway.isThere, rate: gateway.rate, knowsTwins: gateway.knowsTwins)
    }
}

/// What a node remembers of the way of one channel.
struct GatewayLine: Sendable {
    let isThere: Bool
    /// Whether a failure of one message holds back all; push services are many.
    let pauses: Bool
    /// Whether the gateway takes the same id once only.
    let knowsTwins: Bool
    let pause: GatewayPause
    let gate: RateGate?

    init(
        _ isThere: Bool, pauses: Bool = true, rate: Int? = nil, knowsTwins: Bool = true,
        most: Int? = nil
    ) {
        pause = GatewayPause(most: most)
        self.isThere = isThere
        self.pauses = pauses
        self.knowsTwins = knowsTwins
        gate = rate.map { RateGate(perSecond: $0) }
    }

    func isReady(at now: Instant) -> Bool {
        isThere && pause.isOpen(at: now) && (gate?.hasRoom(at: now) ?? true)
    }
}
