import Contracts

/// By which way a notice reaches somebody.
public enum NoticeChannel: String, Sendable, Hashable, CaseIterable {
    /// The list of one's notices in the house itself: every notice to an account stands there.
    case app
    case mail, sms, whatsapp, push

    init(_ contact: Contact) {
        switch contact {
        case .email: self = .mail
        case .phone: self = .sms
        }
    }

    /// Those that leave the house.
    public static let leaving: [NoticeChannel] = [.mail, .sms, .whatsapp, .push]

    /// Whether it makes a sound on somebody's bedside table.
    var isLoud: Bool { self == .sms || self == .whatsapp || self == .push }
}
