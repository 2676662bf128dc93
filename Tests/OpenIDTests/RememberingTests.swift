import Kernel
import Outbound
import Testing

@testable import OpenID

@Suite("What is remembered of a provider")
struct RememberingTests {
    static let discovery = "/.well-known/openid-configuration"

    @Test("documents are kept for an hour")
    func kept() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        for _ in 0..<3 { _ = try await signIn(provider, party) }
        #expect(provider.count(Self.discovery) == 1 && provider.count("/keys") == 1)
        provider.clock.advance(milliseconds: 3_600_000)
        _ = try await signIn(provider, party)
        #expect(provider.count(Self.discovery) == 2 && provider.count("/keys") == 2)
    }

    @Test("many at once make one request")
    func together() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        let count = try await withThrowingTaskGroup(of: ProvenPerson.self) { group in
            for _ in 0..<20 { group.addTask { try await signIn(provider, party) } }
            return try await group.reduce(into: 0) { count, _ in count += 1 }
        }
        #expect(count == 20)
        #expect(provider.count(Self.discovery) == 1 && provider.count("/keys") == 1)
    }

    @Test("rotated: a new key is fetched when it is first seen")
    func rotated() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        _ = try await signIn(provider, party)
        provider.script.signer = .rs256New
        provider.script.keys = ["keys": [Signer.rs256New.jwk]]
        _ = try await signIn(provider, party)
        _ = try await signIn(provider, party)
        #expect(provider.count("/keys") == 2)
    }

    @Test("a rotated key without an id is found too")
    func rotatedWithoutID() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        provider.script.header = { $0["kid"] = nil }
        _ = try await signIn(provider, party)
        provider.script.signer = .rs256New
        provider.script.keys = ["keys": [Signer.rs256New.jwk]]
        _ = try await signIn(provider, party)
        #expect(provider.count("/keys") == 2)
    }

    @Test("forged tokens make us ask for keys at most every 30 seconds")
    func forged() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        _ = try await signIn(provider, party)
        provider.script.signer = .rs256New
        for _ in 0..<5 { #expect(try await outcome(provider, party) == .untrusted(.key)) }
        #expect(provider.count("/keys") == 2)
        provider.clock.advance(milliseconds: 30_000)
        #expect(try await outcome(provider, party) == .untrusted(.key))
        #expect(provider.count("/keys") == 3)
    }

    @Test("jwks_down: known keys go on working")
    func keysDown() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        _ = try await signIn(provider, party)
        provider.script.keysAnswer = OutboundAnswer(status: 503)
        #expect(try await outcome(provider, party) == nil)
        provider.script.signer = .rs256New
        #expect(try await outcome(provider, party) == .away("keys-503"))
        provider.script.signer = .rs256
        #expect(try await outcome(provider, party) == nil)
    }

    @Test("a dead provider is left alone for five seconds")
    func dead() async throws {
        let provider = TestProvider()
        let party = try provider.party()
        provider.script.metadataAnswer = OutboundAnswer(status: 503)
        for _ in 0..<5 { #expect(try await outcome(provider, party) == .away("discovery-503")) }
        #expect(provider.count(Self.discovery) == 1)
        provider.script.metadataAnswer = nil
        provider.clock.advance(milliseconds: 4_999)
        #expect(try await outcome(provider, party) == .away("discovery-503"))
        provider.clock.advance(milliseconds: 1)
        #expect(try await outcome(provider, party) == nil)
        #expect(provider.count(Self.discovery) == 2)
    }
}
