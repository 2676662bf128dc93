import Contracts
import Kernel

public enum OfficialKeySubject {}
public typealias OfficialKeyID = Identifier<OfficialKeySubject>

/// What an official signs letters with. It opens with words that only the official knows and that
/// are kept nowhere.
public struct OfficialKey: Sendable {
    public enum Means: Sendable, Hashable {
        /// A PKCS#12 file (RFC 7292), locked as it came.
        case file([UInt8])
        /// The signing service of BSrE, which knows its officials by their NIK.
        case service(NIK)
    }

    public let id: OfficialKeyID
    public let means: Means
    /// Whom the certificate names; empty for a service.
    public let subject: String
    /// Of the certificate, in hex; empty for a service.
    public let serial: String
    /// When the certificate ends; nothing is known of one that a service keeps.
    public let until: Instant?
    public let addedAt: Instant
}

extension OfficialKey {
    /// As it is sealed in its row.
    static func content(
        _ means: Means, subject: String, serial: String, until: Instant?
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "subject": .string(subject), "serial": .string(serial),
            "until": until.map { .integer($0.milliseconds) } ?? .null,
        ]
        switch means {
        case .file(let bytes): members["file"] = .string(Base64URL.encode(bytes))
        case .service(let nik): members["nik"] = .string(nik.text)
        }
        return .object(members)
    }

    init?(_ id: OfficialKeyID, _ content: JSONValue, addedAt: Instant) {
        if let text = content["file"]?.stringValue {
            guard let bytes = Base64URL.decode(text, limit: OfficialKeys.most) else { return nil }
            means = .file(bytes)
        } else if let nik = content["nik"]?.stringValue.flatMap({ try? NIK($0) }) {
            means = .service(nik)
        } else {
            return nil
        }
        self.id = id
        subject = content["subject"]?.stringValue ?? ""
        serial = content["serial"]?.stringValue ?? ""
        until = content["until"]?.integerValue.map { Instant(milliseconds: $0) }
        self.addedAt = addedAt
    }
}
