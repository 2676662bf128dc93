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
    /// Links to the providers, each keeping where the person wants to go; nothing without any.
    public func providerLinks(_ links: [ProviderLink], next: String) -> HTML {
        guard !links.isEmpty else { return HTML() }
        return """
            <div class="providers">\(HTML.each(links) { link in
                let query = next.isEmpty ? "" : "?lanjut=" + PercentCoding.encode(next)
                let text = words("web.provider.use", ["name": words(link.name)])
                return linkButton(text, link.address + query, .secondary)
            })</div>
            """
    }
}
