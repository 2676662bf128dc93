import Contracts
import Kernel

/// What is sealed in the outbox: everything that goes out, fixed when the notice is written, so
/// that each try sends the same.
struct NoticeContent: Sendable, Hashable {
    let address: String
    let subject: String
    let body: String

    var json: JSONValue {
        ["address": .string(address), "subject": .string(subject), "body": .string(body)]
    }

    init(address: String, subject: String, body: String) {
        self.address = address
        self.subject = subject
        self.body = body
    }

    init(parsing bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes)
        guard let address = json["address"]?.stringValue,
            let subject = json["subject"]?.stringValue, let body = json["body"]?.stringValue
        else { throw DeliveryFailure.refused("the stored notice cannot be read") }
        self.init(address: address, subject: subject, body: body)
    }
}
