/// What goes along with the writes of an act that is done for somebody else, without the act
/// knowing: a note of how it came, and a row of its own in the same transaction.
public struct WriteCompanion: Sendable {
    @TaskLocal static var current: WriteCompanion?

    /// How the act came, such as `program`; the ledger notes it.
    public let via: String
    /// Runs at the end of each write, in its transaction; what it throws undoes the write.
    let finish: @Sendable (Transaction) throws -> Void

    public init(
        via: String, finish: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) {
        self.via = via
        self.finish = finish
    }

    /// Runs `body`; this goes along with every write that it asks of any store.
    public func along<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async rethrows -> Value {
        try await Self.$current.withValue(self) { try await body() }
    }
}
