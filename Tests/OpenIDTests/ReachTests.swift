import Kernel
import Outbound
import Synchronization
import Testing

@testable import OpenID

@Suite("Where the addresses of a provider's document may lead")
struct ReachTests {
    /// Notes how far each request may reach; a provider inside is found nowhere in public.
    private final class Line: Sendable {
        private let kept = Mutex<[String: [OutboundRequest.Reach]]>([:])
        let provider = TestProvider()
        let isInside: Bool

        init(isInside: Bool) { self.isInside = isInside }

        func reaches(_ path: String) -> [OutboundRequest.Reach] {
            kept.withLock { $0[TestProvider.issuer + path] ?? [] }
        }

        func party() throws -> RelyingParty {
            RelyingParty(
                settings: try TestProvider.settings(),
                outbound: Outbound { [self] request throws(OutboundError) in
                    kept.withLock { $0[request.url, default: []].append(request.reach) }
                    if isInside, request.reach == .publicOnly { throw .refusedAddress }
                    return try await provider.outbound.send(request)
                }, world: World(clock: provider.clock.clock, random: .seeded(3)))
        }
    }

    private static let discovery = "/.well-known/openid-configuration"

    @Test("a provider of the public internet sends us nowhere else")
    func open() async throws {
        let line = Line(isInside: false)
        #expect(try await signIn(line.provider, line.party()).subject == "siti")
        for path in [Self.discovery, "/keys", "/token", "/userinfo"] {
            #expect(line.reaches(path) == [.publicOnly], "\(path)")
        }
    }

    @Test("a provider inside the city's network may name addresses inside")
    func inside() async throws {
        let line = Line(isInside: true)
        #expect(try await signIn(line.provider, line.party()).subject == "siti")
        #expect(line.reaches(Self.discovery) == [.publicOnly, .anywhere])
        for path in ["/keys", "/token", "/userinfo"] {
            #expect(line.reaches(path) == [.anywhere], "\(path)")
        }
    }
}
