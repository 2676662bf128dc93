import Kernel
import Synchronization

/// Tokens against forged forms: bound to the browser's cookies, masked anew in every response so
/// that compression cannot leak them (BREACH).
package final class FormTokens: Sendable {
    private struct State {
        var visitor: String?
        var expected: [UInt8]?
        var wasUsed = false
    }

    private let secret: [UInt8]
    private let session: String?
    private let random: RandomSource
    /// Filled when first asked for: most answers carry no form.
    private let state: Mutex<State>

    /// `visitor` is the value of the visitor cookie, if the browser has one.
    init(secret: [UInt8], visitor: String?, session: String?, random: RandomSource) {
        self.secret = secret
        self.session = session
        self.random = random
        state = Mutex(State(visitor: visitor))
    }

    /// Whether a page asked for a token: then it must not be shared and needs the cookie.
    var wasUsed: Bool { state.withLock { $0.wasUsed } }

    /// The visitor cookie, made when there was none.
    var visitor: String {
        state.withLock { state in
            let visitor = state.visitor ?? Base64URL.encode(random.bytes(18))
            state.visitor = visitor
            return visitor
        }
    }

    func masked() -> String {
        let expected = self.expected
        state.withLock { $0.wasUsed = true }
        let mask = random.bytes(16)
        return Base64URL.encode(mask + zip(mask, expected).map { $0 ^ $1 })
    }

    func accepts(_ token: String) -> Bool {
        guard let bytes = Base64URL.decode(token, limit: 32), bytes.count == 32 else {
            return false
        }
        let unmasked = zip(bytes[..<16], bytes[16...]).map { $0 ^ $1 }
        return ConstantTime.isEqual(unmasked, expected)
    }

    private var expected: [UInt8] {
        let visitor = self.visitor
        return state.withLock { state in
            if let expected = state.expected { return expected }
            let text = "form-token\n" + visitor + "\n" + (session ?? "")
            let expected = Array(Signature.make(text, secret).prefix(16))
            state.expected = expected
            return expected
        }
    }
}

extension FormTokens {
    /// A token that forms of this session are accepted with, for a program that sends forms
    /// without having asked for their page.
    package static func make(secret: [UInt8], visitor: String, session: String) -> String {
        FormTokens(secret: secret, visitor: visitor, session: session, random: .system).masked()
    }

    /// The field that carries it.
    package static var field: String { BodyReader.tokenField }
}
