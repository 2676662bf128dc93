/// What the two engines do each in its own way.
protocol Backend: Sendable {
    var engine: Engine { get }
    var notices: NoticeHub { get }

    func read<Value: Sendable>(
        _ name: StaticString, short: Bool, timeout: Duration,
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value

    /// Runs to its end even when the caller is cancelled.
    func submit(_ action: WriteAction) throws(StoreError)

    /// How many writes wait for their turn.
    var waitingWrites: Int { get }

    func listen(_ channel: String) -> AsyncStream<String>
    /// Whether damage is found, in words for the operator.
    func integrityProblems() async throws -> [String]
    func backup(to path: String) async throws

    /// Takes nothing new, does what waits, ends the threads.
    func close() async
    /// The same without waiting, for a store that was forgotten.
    func abandon()
}
