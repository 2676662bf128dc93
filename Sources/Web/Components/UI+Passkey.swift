import Kernel
import People

/// The fields in which the parts of a passkey's answer come.
public enum PasskeyFields {
    /// Stands before the name of each part.
    public static let prefix = "kunci."
}

extension PasskeyAnswer {
    /// - Parameter part: the value of a part that `passkey.js` fills in, by its name.
    public init(_ part: (String) -> String) {
        self.init(
            id: part("id"), client: part("client"), authenticator: part("auth"),
            signature: part("signature"), user: part("user"))
    }
}

extension UI {
    /// A form whose button asks the browser for a passkey and sends the answer; `passkey.js` does
    /// it. Without the script, or in a browser without passkeys, it says so and the other ways
    /// beside it remain.
    /// - Parameter prefix: stands before the names of the parts of the answer.
    public func passkeyForm(
        _ action: String, options: JSONValue, prefix: String = PasskeyFields.prefix,
        button: String, style: ButtonStyle = .secondary, isAutomatic: Bool = false,
        _ body: (FormView) -> HTML
    ) -> HTML {
        let view = FormView(ui: self, state: FormState())
        return """
            <form method="post" action="\(url: action)" class="form passkey" \
            data-passkey="sign-in" data-options="\(options.text)"\
            \(attribute: "data-mediation", isAutomatic ? "conditional" : nil)>\
            \(tokenField)\(body(view))\
            \(parts(["id", "client", "auth", "signature", "user"], prefix))\
            \(needs(button, style))</form>
            """
    }

    /// A form whose button makes a new passkey.
    public func newPasskeyForm(
        _ action: String, options: JSONValue, button: String, _ body: (FormView) -> HTML
    ) -> HTML {
        let view = FormView(ui: self, state: FormState())
        return """
            <form method="post" action="\(url: action)" class="form passkey" \
            data-passkey="register" data-options="\(options.text)">\
            \(tokenField)\
            \(parts(["id", "client", "attestation", "transports"], PasskeyFields.prefix))\
            <div data-passkey-needs hidden>\(body(view))</div>\(needs(button, .primary))</form>
            """
    }

    private func parts(_ names: [String], _ prefix: String) -> HTML {
        HTML.each(names) {
            "<input type=\"hidden\" name=\"\(prefix + $0)\" data-passkey-part=\"\($0)\">"
        }
    }

    private func needs(_ button: String, _ style: ButtonStyle) -> HTML {
        """
        <div data-passkey-needs hidden><button type="submit" class="\(style.css)">\(button)\
        </button></div><p class="hint" data-passkey-missing>\(words("web.passkey.missing"))</p>\
        <p class="notice notice-danger" role="alert" data-passkey-failed hidden>\
        \(words("web.passkey.failed"))</p>
        """
    }
}
