import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import Outbound
import People
import Store
import Web

/// What the city hands to this domain.
public struct OpenAPITools: Sendable {
    let cases: Cases
    let shelf: CatalogueShelf
    let drafts: Drafts
    let blobs: BlobStore
    let store: Store
    let vault: Vault
    let ledger: Ledger
    let jobs: JobQueue
    let notices: Notices
    let directory: OfficerDirectory
    let tokens: Tokens
    let world: World
    /// The address of the house, without a slash at its end.
    let address: String
    /// Whether receivers of webhooks may be on this machine, and without TLS: for trying out.
    let isDemo: Bool
    let zone: Zone
    let outbound: Outbound
    /// The public register of permits; nil: there is none.
    let permits: PermitLookup?
    /// The figures of the floors below.
    let metrics: @Sendable () async throws -> [MetricFamily]
    let guesses = GuessGuard()

    public init(
        cases: Cases, shelf: CatalogueShelf, drafts: Drafts, blobs: BlobStore, store: Store,
        vault: Vault, ledger: Ledger, jobs: JobQueue, notices: Notices,
        directory: OfficerDirectory, tokens: Tokens, world: World, address: String, isDemo: Bool,
        zone: Zone, outbound: Outbound, permits: PermitLookup? = nil,
        metrics: @escaping @Sendable () async throws -> [MetricFamily] = { [] }
    ) {
        self.cases = cases
        self.shelf = shelf
        self.drafts = drafts
        self.blobs = blobs
        self.store = store
        self.vault = vault
        self.ledger = ledger
        self.jobs = jobs
        self.notices = notices
        self.directory = directory
        self.tokens = tokens
        self.world = world
        self.address = address
        self.isDemo = isDemo
        self.zone = zone
        self.outbound = outbound
        self.permits = permits
        self.metrics = metrics
    }
}

extension OpenAPITools {
    /// The same with other receivers, for tests.
    func sending(by outbound: Outbound, isDemo: Bool) -> OpenAPITools {
        OpenAPITools(
            cases: cases, shelf: shelf, drafts: drafts, blobs: blobs, store: store, vault: vault,
            ledger: ledger, jobs: jobs, notices: notices, directory: directory, tokens: tokens,
            world: world,
            address: address, isDemo: isDemo, zone: zone, outbound: outbound, permits: permits,
            metrics: metrics)
    }
}

extension Program {
    /// - Throws: `Refusal`, when the token is an officer's.
    func needCitizen() throws(Refusal) -> CitizenIdentity {
        guard let citizen else { throw Refusal(.forbidden, "openapi.citizens") }
        return citizen
    }

    /// What answers with the whole case wants leave to read it as well.
    /// - Throws: `Refusal`, when the token reads no cases.
    func needCases() throws(Refusal) {
        guard may(.cases) else { throw Refusal(.forbidden, "openapi.cases") }
    }

    /// - Throws: `Refusal`, when the token is a citizen's.
    func needOfficer() throws(Refusal) -> Officer {
        guard let officer else { throw Refusal(.forbidden, "openapi.officers") }
        return officer
    }
}

/// What a request asks for is well formed and yet cannot be: the state of the thing forbids it.
/// Programs tell that from a request that does not fit the document (422).
func asState<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .tooMuch {
        throw Refusal(.conflict, problems: refusal.problems)
    }
}
