import Synchronization

/// Counts the statements that the work inside `counting` runs, so that a test can hold a request
/// to its number of statements.
public final class StatementCounter: Sendable {
    public struct Entry: Sendable, Hashable {
        /// The name given to `read` or `write`.
        public let name: String
        public let statements: Int
    }

    @TaskLocal static var current: StatementCounter?

    private let list = Mutex<[Entry]>([])

    public init() {}

    public var entries: [Entry] { list.withLock { $0 } }
    public var statements: Int { list.withLock { $0.reduce(0) { $0 + $1.statements } } }

    func add(_ name: StaticString, _ statements: Int) {
        list.withLock { $0.append(Entry(name: name.description, statements: statements)) }
    }

    /// Runs `body`, counting what it and its child tasks ask of any store.
    public static func counting<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async rethrows -> (value: Value, counter: StatementCounter) {
        let counter = StatementCounter()
        let value = try await $current.withValue(counter) { try await body() }
        return (value, counter)
    }
}
