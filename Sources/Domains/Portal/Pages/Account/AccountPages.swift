import Contracts
import Kernel
import People
import Web

/// Registering, signing in and out, the account, the demo's shortcuts.
enum AccountPages {
    static func routes(_ tools: PortalTools) -> [Route] {
        SignInPages(tools: tools).routes + CodePages(tools: tools, way: .registration).routes
            + CodePages(tools: tools, way: .reset).routes + AccountPage(tools: tools).routes
            + OtherCodePages(tools: tools).routes + StopResetPages(tools: tools).routes
            + DemoPages(tools: tools).routes
    }
}

extension FormState {
    /// The problems at the fields of our forms: refusals name them in the words of `People`.
    var named: FormState {
        naming([
            "contact": "kontak", "code": "kode", "name": "nama", "password": "sandi",
            "current": "sandi_lama",
        ])
    }
}
