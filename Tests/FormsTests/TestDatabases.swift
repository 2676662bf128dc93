import Kernel
import Store

/// An empty database for one test, gone afterwards.
enum TestDatabases {
    static let engines: [Engine] = [.sqlite]

    static func with(
        _ engine: Engine, _ body: @Sendable (Store) async throws -> Void
    ) async throws {
        let store = try await Store.open(.temporary)
        do {
            try await body(store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
