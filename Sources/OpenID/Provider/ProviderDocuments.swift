import Kernel
import Outbound

/// The metadata and the keys of one provider.
struct ProviderDocuments: Sendable {
    private let settings: ProviderSettings
    private let metadata: Remembered<ProviderMetadata>
    private let keys: Remembered<KeySet>

    init(settings: ProviderSettings, desk: ProviderDesk, clock: CityClock) {
        let issuer = settings.issuer
        let metadata = Remembered(clock: clock) { () throws(OpenIDError) -> ProviderMetadata in
            let address = ProviderMetadata.address(issuer: issuer)
            let (answer, reach) = try await desk.discovery(address)
            return try ProviderMetadata(
                try ProviderDesk.object(answer), issuer: issuer, reach: reach)
        }
        self.settings = settings
        self.metadata = metadata
        keys = Remembered(clock: clock) { () throws(OpenIDError) -> KeySet in
            let known = try await metadata.current().value
            let answer = try await desk.document(
                known.keysAddress.text, about: "keys", reach: known.reach)
            return try KeySet(try ProviderDesk.object(answer, or: .keySet))
        }
    }

    func current() async throws(OpenIDError) -> ProviderMetadata {
        try await metadata.current().value
    }

    /// Reads a token and checks its signature. A key that we do not know may be new: the keys are
    /// then fetched once more (OpenID Connect Core §10.1.1).
    func proven(_ text: String) async throws(OpenIDError) -> SignedToken {
        let token = try SignedToken(text, allowed: settings.algorithms)
        var edition = try await keys.current()
        var candidates = edition.value.keys(for: token)
        let isOutdated =
            candidates.isEmpty || (token.keyID == nil && !token.isSigned(by: candidates))
        if isOutdated, let later = try await keys.later(than: edition) {
            edition = later
            candidates = edition.value.keys(for: token)
        }
        guard !candidates.isEmpty else { throw .untrusted(.key) }
        guard token.isSigned(by: candidates) else { throw .untrusted(.signature) }
        return token
    }
}
