import Kernel

/// A link to a provider through which people sign in.
public struct ProviderLink: Sendable, Hashable {
    public let name: LocalizedText
    /// The path that leads to it.
    public let address: String

    public init(name: LocalizedText, address: String) {
        self.name = name
        self.address = address
    }
}

extension UI {
    /// What stands below the form of a password: a passkey, and the providers. Each keeps where
    /// the person wants to go.
    /// - Parameter passkey: the question for the browser; nil when the site cannot have passkeys.
    public func otherDoors(
        passkey: JSONValue?, _ providers: [ProviderLink], next: String
    ) -> HTML {
        let key = HTML.with(passkey) {
            passkeyForm(
                SignInPath.passkey, options: $0, button: words("web.passkey.use"),
                isAutomatic: true
            ) { $0.hidden(NextPath.field, next) }
        }
        return key + links(providers, next: next)
    }

    private func links(_ links: [ProviderLink], next: String) -> HTML {
        guard !links.isEmpty else { return HTML() }
        return """
            <div class="providers">\(HTML.each(links) { link in
                let text = words("web.provider.use", ["name": words(link.name)])
                return linkButton(text, NextPath.adding(next, to: link.address), .secondary)
            })</div>
            """
    }
}
