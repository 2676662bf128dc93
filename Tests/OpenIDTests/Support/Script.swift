import Kernel
import Outbound

/// How the provider of a test behaves; honest until something is changed.
struct Script: Sendable {
    typealias Members = [String: JSONValue]

    var signer = Signer.rs256
    var keys: JSONValue = ["keys": [Signer.rs256.jwk]]
    /// Instead of an answer with `keys`.
    var keysAnswer: OutboundAnswer?
    var metadata: @Sendable (inout Members) -> Void = { _ in }
    var metadataAnswer: OutboundAnswer?
    var callback: @Sendable (inout [String: [String]]) -> Void = { _ in }
    var header: @Sendable (inout Members) -> Void = { _ in }
    var claims: @Sendable (inout Members) -> Void = { _ in }
    /// Changes the finished token.
    var token: @Sendable (String) throws -> String = { $0 }
    var answer: @Sendable (inout Members) -> Void = { _ in }
    /// Instead of an answer with tokens.
    var tokenAnswer: OutboundAnswer?
    var tokenError: OutboundError?
    var userInfo: @Sendable (inout Members) -> Void = { _ in }
    var userInfoAnswer: OutboundAnswer?
}

extension OutboundAnswer {
    static func json(_ json: JSONValue, status: Int = 200) -> OutboundAnswer {
        OutboundAnswer(
            status: status, headers: [OutboundHeader("Content-Type", "application/json")],
            body: json.canonical)
    }
}
