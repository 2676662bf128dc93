import Contracts
import Kernel
import Outbound

/// Reads an answer so strictly that nothing passes that could have been meant otherwise: a field
/// too many may be a datum that we must not get, an element too few is no match.
enum RegisterAnswer {
    private static let limits = JSONValue.Limits(
        bytes: RemoteRegister.maxBody, depth: 3, values: 32)

    static func read(
        _ answer: OutboundAnswer, to id: UUIDv7, nonce: String
    ) throws(ResidentLookupError) -> ResidentAnswer {
        guard answer.body.count <= RemoteRegister.maxBody else { throw .untrusted("too-large") }
        guard answer.mediaType == "application/json" else { throw .untrusted("media-type") }
        guard let json = try? JSONValue(parsing: answer.body, limits: limits),
            let members = json.objectValue
        else { throw .untrusted("json") }
        guard members["request_id"]?.stringValue == id.text else { throw .untrusted("request-id") }
        let echo = members["nonce"]?.stringValue ?? ""
        guard ConstantTime.isEqual(echo.utf8, nonce.utf8) else { throw .untrusted("nonce") }
        let outcome = members["outcome"]?.stringValue
        var known: Set = ["request_id", "nonce", "outcome"]
        if outcome == "compared" { known.insert("elements") }
        guard Set(members.keys) == known else { throw .untrusted("members") }
        switch outcome {
        case "compared": return try compared(members["elements"])
        case "unknown": return .unknown
        case "not_alive": return .notAlive
        default: throw .untrusted("outcome")
        }
    }

    private static func compared(
        _ elements: JSONValue?
    ) throws(ResidentLookupError) -> ResidentAnswer {
        let wanted = Set(ResidentElement.allCases.map(\.rawValue))
        guard let members = elements?.objectValue, Set(members.keys) == wanted else {
            throw .untrusted("elements")
        }
        var wrong: Set<ResidentElement> = []
        for element in ResidentElement.allCases {
            switch members[element.rawValue]?.stringValue {
            case "sesuai": continue
            case "tidak sesuai": wrong.insert(element)
            default: throw .untrusted("elements")
            }
        }
        // A NIK that is not its own is no comparison at all.
        guard !wrong.contains(.nik) else { return .unknown }
        return wrong.isEmpty ? .matched : .differs(wrong)
    }
}
