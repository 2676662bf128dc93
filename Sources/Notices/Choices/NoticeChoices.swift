import Contracts
import Kernel
import Store

/// What somebody chose about notices. Plain: it says nothing but channels and hours.
public struct NoticeChoices: Sendable, Hashable {
    /// Channels that leave the house, by kind; a kind that is not in it goes the usual way: to the
    /// first contact and to all devices.
    public var channels: [NoticeKind: Set<NoticeChannel>] = [:]
    public var quiet = QuietHours.usual
    /// Whether mail waits for the morning as well.
    public var quietsMail = false
    /// One mail a day instead of one a matter.
    public var hasDigest = false
    /// How many browsers get notices.
    public internal(set) var devices = 0

    public init() {}

    /// `moved=mail+push;asked=sms`
    var text: String {
        channels.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, channels in
            "\(kind.rawValue)=" + channels.map(\.rawValue).sorted().joined(separator: "+")
        }.joined(separator: ";")
    }

    static func channels(_ text: String) -> [NoticeKind: Set<NoticeChannel>] {
        text.split(separator: ";").reduce(into: [:]) { all, part in
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, let kind = NoticeKind(rawValue: String(pair[0])) else { return }
            all[kind] = Set(
                pair[1].split(separator: "+").compactMap {
                    NoticeChannel(rawValue: String($0))
                })
        }
    }
}

extension Notices {
    /// What an account chose; what is usual where it chose nothing.
    public func choices(of account: AccountID, in reader: Reader) throws -> NoticeChoices {
        let row = try reader.row(
            """
            SELECT channels, quiet_from, quiet_until, quiet_mail, digest, devices \
            FROM notice_people WHERE account = \(account)
            """)
        guard let row else { return NoticeChoices() }
        var choices = NoticeChoices()
        choices.channels = NoticeChoices.channels(row.text(0))
        choices.quiet = QuietHours(from: Int(row.int(1)), until: Int(row.int(2)))
        choices.quietsMail = row.int(3) == 1
        choices.hasDigest = row.int(4) == 1
        choices.devices = Int(row.int(5))
        return choices
    }

    /// What was written before keeps the way that was chosen then.
    public func choose(
        _ choices: NoticeChoices, for account: AccountID, in tx: Transaction
    ) throws {
        let quiet = choices.quiet
        try tx.execute(
            """
            INSERT INTO notice_people (account, channels, quiet_from, quiet_until, quiet_mail, \
            digest, devices, changed_at) VALUES (\(account), \(choices.text), \(quiet.from), \
            \(quiet.until), \(choices.quietsMail ? 1 : 0), \(choices.hasDigest ? 1 : 0), 0, \
            \(world.now)) ON CONFLICT (account) DO UPDATE SET channels = excluded.channels, \
            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, \
            quiet_mail = excluded.quiet_mail, digest = excluded.digest, \
            changed_at = excluded.changed_at
            """)
    }

    /// Channels that lead anywhere in this house: those without a gateway are not offered.
    public var offered: [NoticeChannel] {
        NoticeChannel.leaving.filter { lines[$0]?.isThere ?? false }
    }
}
