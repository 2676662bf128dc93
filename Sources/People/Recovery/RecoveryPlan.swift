import Contracts
import Kernel

/// What is to change when a code of the new contact is typed; sealed in the step.
struct RecoveryPlan {
    let password: String
    let removesFactors: Bool
    let removesSecond: Bool
    var contact: Contact?
    /// The keyed hash of the code that was sent, and how long that counts.
    var code: [UInt8]?
    var codeUntil: Instant?

    init(password: String, removesFactors: Bool, removesSecond: Bool) {
        self.password = password
        self.removesFactors = removesFactors
        self.removesSecond = removesSecond
    }

    /// Nil while nothing was chosen yet.
    init?(_ content: JSONValue) throws {
        guard let password = content["password"]?.stringValue else { return nil }
        self.password = password
        removesFactors = content["removesFactors"] == .bool(true)
        removesSecond = content["removesSecond"] == .bool(true)
        contact = try content["contact"]?.stringValue.map { try Contact(typed: $0) }
        code = content["code"]?.stringValue.flatMap { Hexadecimal.bytes($0) }
        codeUntil = content["codeUntil"]?.integerValue.map { Instant(milliseconds: $0) }
    }

    /// Beside what the step holds already.
    func json(over content: JSONValue) -> JSONValue {
        var members = content.objectValue ?? [:]
        members["password"] = .string(password)
        members["removesFactors"] = .bool(removesFactors)
        members["removesSecond"] = .bool(removesSecond)
        members["contact"] = contact.map { .string($0.address) } ?? .null
        members["code"] = code.map { .string(Hexadecimal.text($0)) } ?? .null
        members["codeUntil"] = codeUntil.map { .integer($0.milliseconds) } ?? .null
        return .object(members)
    }
}
