import Kernel
import Store

extension Settings {
    /// Where the master keys of the house come from.
    var keySource: KeySource {
        .of(dataDirectory: dataDirectory, environment: processEnvironment())
    }

    /// The key files that the house keeps itself, by name; none when the machine hands them in.
    func keyFiles() throws -> [String] {
        guard case .directory(let directory) = keySource else { return [] }
        return try FileTree.names(in: directory).filter { $0.hasSuffix(".key") }.sorted()
            .map { "\(directory)/\($0)" }
    }

    /// The keys of the house in `store`, compared with what the database holds before anything
    /// is written there.
    /// - Throws: `SealingError.masterKey`.
    func keys(for store: Store, world: World, mayCreate: Bool) async throws -> HouseKeys {
        let keyring = try await HouseKeys.find(keySource, for: store, mayCreate: mayCreate)
        return HouseKeys(store: store, keyring: keyring, world: world)
    }

    /// Says that the key is lost before the database is so much as opened.
    func requireKey() throws {
        let hasData =
            try database.path.map { FileTree.exists($0) } ?? false
            || !FileTree.isEmpty(dataDirectory + "/blobs")
        if try hasData && keySource.isEmpty() { throw HouseKeys.lost }
    }
}
