import Contracts
import Kernel
import Store

/// Where one notice to an account goes besides the list in the house: decided when it is written.
struct NoticePlan {
    struct Leg {
        let channel: NoticeChannel
        /// A contact's address, or the id of a device's subscription.
        let address: String
        /// Told apart from the other legs of the same notice.
        let suffix: String
        /// Not before; nil: at once.
        let dueAt: Instant?
        let isHeld: Bool
    }

    let notice: Notice
    let reach: NoticeReach
    let choices: NoticeChoices
    let now: Instant
    let zone: Zone
    let isThere: (NoticeChannel) -> Bool

    private var first: NoticeChannel? { reach.contacts.first.map(NoticeChannel.init) }

    /// Channels by choice; the first contact always for what cannot be switched off.
    private var channels: Set<NoticeChannel> {
        let usual: Set<NoticeChannel> = first.map { [$0, .push] } ?? [.push]
        let chosen = choices.channels[notice.kind] ?? usual
        guard notice.kind.isLocked, let first else { return chosen }
        return chosen.union([first])
    }

    /// Where it goes. Channels that were chosen and are gone (a contact removed, a gateway of the
    /// city taken away) do not silence it: the first contact hears then.
    func legs(devices: () throws -> [UUIDv7]) rethrows -> [Leg] {
        let chosen = channels
        let legs = try legs(by: chosen, devices)
        guard legs.isEmpty, !chosen.isEmpty, let first else { return legs }
        return try self.legs(by: [first], devices)
    }

    private func legs(
        by channels: Set<NoticeChannel>, _ devices: () throws -> [UUIDv7]
    ) rethrows -> [Leg] {
        try NoticeChannel.leaving.filter(channels.contains).flatMap { channel -> [Leg] in
            switch channel {
            case .app: []
            case .push:
                choices.devices == 0 || !isThere(.push)
                    ? [] : try devices().map { leg(.push, $0.text, "push:" + $0.text) }
            case .mail: contact(.mail, { if case .email = $0 { true } else { false } })
            case .sms, .whatsapp:
                contact(channel, { if case .phone = $0 { true } else { false } })
            }
        }
    }

    private func contact(_ channel: NoticeChannel, _ fits: (Contact) -> Bool) -> [Leg] {
        // Without a gateway the first contact's notices wait for one; other ways are not begun.
        guard channel == first || isThere(channel), let contact = reach.contacts.first(where: fits)
        else { return [] }
        return [leg(channel, contact.address, channel.rawValue)]
    }

    private func leg(_ channel: NoticeChannel, _ address: String, _ suffix: String) -> Leg {
        let waits = !notice.isPrompt && notice.kind != .security
        let isQuieted = channel.isLoud || (channel == .mail && choices.quietsMail)
        let isHeld =
            waits && channel == .mail && choices.hasDigest && notice.kind.mayWait
        return Leg(
            channel: channel, address: address, suffix: suffix,
            dueAt: waits && isQuieted && !isHeld ? choices.quiet.end(around: now, in: zone) : nil,
            isHeld: isHeld)
    }
}

/// Where an account can be written to.
public struct NoticeReach: Sendable, Hashable {
    /// Confirmed contacts, the first one first.
    public let contacts: [Contact]
    public let language: Language
    /// Browsers that were noted before are not told: somebody else may have noted them.
    public let devicesSince: Instant?

    public init(contacts: [Contact], language: Language, devicesSince: Instant? = nil) {
        self.contacts = contacts
        self.language = language
        self.devicesSince = devicesSince
    }
}
