import Kernel

extension BlobStore {
    /// Removes files older than `hours` that no row names: uploads cut off, transactions that did
    /// not come about, erased blobs whose file outlived a crash.
    /// - Parameter hours: at least 2, since a blob may be registered for an hour.
    /// - Returns: how many files were removed.
    @discardableResult
    public func sweep(olderThan hours: Int64, in store: Store) async throws -> Int {
        precondition(hours >= 2, "a younger file may still be registered")
        let oldest = world.now.adding(hours: -hours)
        var removed = 0
        for directory in try await names(in: root).sorted() {
            let path = root + "/" + directory
            let files = try await names(in: path)
            let old = files.compactMap { name -> (name: String, id: UUIDv7)? in
                guard let bytes = Hexadecimal.bytes(String(name.prefix(32))),
                    let id = UUIDv7(bytes: bytes), id.instant < oldest
                else { return nil }
                return (name, id)
            }
            for start in stride(from: 0, to: old.count, by: 200) {
                let part = Array(old[start..<min(start + 200, old.count)])
                let kept = try await named(part.map(\.id), in: store)
                for file in part where file.name.count > 32 || !kept.contains(file.id) {
                    try await threads.run { try PosixFile.remove(path + "/" + file.name) }
                    removed += 1
                }
            }
        }
        return removed
    }

    private func names(in path: String) async throws -> [String] {
        try await threads.run { try PosixFile.names(in: path) }
    }

    private func named(_ ids: [UUIDv7], in store: Store) async throws -> Set<UUIDv7> {
        try await store.read("blobs named") { reader in
            let rows = try reader.rows(
                """
                SELECT id FROM blobs WHERE erased_at IS NULL AND id IN \(list: ids.map(\.bytes))
                """)
            return Set(rows.map { $0.uuid(0) })
        }
    }
}
