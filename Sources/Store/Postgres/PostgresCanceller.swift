import CPostgres

/// Asks the server to stop what a connection is doing.
///
// Safe: libpq documents PGcancel as usable from any thread; the pointer never changes and is
// freed with the last reference.
final class PostgresCanceller: @unchecked Sendable {
    private let pointer: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Opens a connection of its own and waits: not for the cooperative pool.
    func cancel() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            _ = PQcancel(pointer, buffer.baseAddress, Int32(buffer.count))
        }
    }
}
