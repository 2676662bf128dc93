import Contracts
import Kernel
import People
import Web

/// Registering, signing in and out, the account, the demo's shortcuts.
enum AccountPages {
    static func routes(_ tools: PortalTools) -> [Route] {
        SignInPages(tools: tools).routes + CodePages(tools: tools, way: .registration).routes
            + CodePages(tools: tools, way: .reset).routes + AccountPage(tools: tools).routes
            + StopResetPages(tools: tools).routes
            + DemoPages(tools: tools).routes
    }
}

extension RequestFacts {
    /// Where the request comes from, for throttles and the list of devices.
    var visitor: Visitor { Visitor(address: address, agent: agent) }

    /// The session that the browser holds; signing in ends it.
    var oldToken: SecretToken? { sessionToken.flatMap(SecretToken.init(text:)) }
}

extension Reply {
    /// Signs the browser in and sends it on: where it wanted to go, or to its own desk.
    static func signedIn(_ signedIn: SignedIn, to next: String?, at now: Instant) -> Reply {
        let seconds = max(0, signedIn.expiresAt.milliseconds(since: now) / 1000)
        return redirect(next ?? door(signedIn.kind))
            .startingSession(signedIn.token.text, seconds: Int(seconds))
    }

    /// An officer goes on to the second form of signing in.
    static func second(_ step: SecretToken, to next: String?) -> Reply {
        redirect(PortalURL.going("/petugas/masuk/kedua", next ?? "/"))
            .startingFlow(step.text, seconds: 600)
    }

    /// Where somebody starts who wanted nowhere in particular.
    static func door(_ kind: AccountKind) -> String {
        switch kind {
        case .citizen: PortalURL.cases.filled()
        case .officer: "/meja"
        }
    }
}

extension FormState {
    /// The problems at the fields of our forms: refusals name them in the words of `People`.
    var named: FormState {
        let names = [
            "contact": "kontak", "code": "kode", "name": "nama", "password": "sandi",
            "current": "sandi_lama",
        ]
        var copy = self
        copy.problems = problems.map { problem in
            problem.field.flatMap { names[$0] }.map { problem.at($0) } ?? problem
        }
        return copy
    }
}

/// The path to go on to, for pages on the way to signing in.
struct NextInput: RouteInput {
    static let fields: [InputField] = [.query("lanjut", max: 2_000)]
    let next: String?
    init(_ fields: inout FieldReader) { next = fields.optionalText("lanjut") }
}
