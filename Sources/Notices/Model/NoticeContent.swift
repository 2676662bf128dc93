import Contracts
import Kernel

/// What is sealed in the outbox: everything that goes out, fixed when the notice is written, so
/// that each try sends the same.
struct NoticeContent: Sendable, Hashable {
    /// A mail address or a number; of a device the id of its subscription; of the list in the house
    /// nothing.
    let address: String
    let subject: String
    let body: String
    /// Where the matter is, as the text says it.
    var link = ""

    var json: JSONValue {
        [
            "address": .string(address), "subject": .string(subject), "body": .string(body),
            "link": .string(link),
        ]
    }

    init(address: String, subject: String, body: String, link: String = "") {
        self.address = address
        self.subject = subject
        self.body = body
        self.link = link
    }

    init(parsing bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes)
        guard let address = json["address"]?.stringValue,
            let subject = json["subject"]?.stringValue, let body = json["body"]?.stringValue
        else { throw DeliveryFailure.refused("the stored notice cannot be read") }
        self.init(
            address: address, subject: subject, body: body,
            link: json["link"]?.stringValue ?? "")
    }
}
