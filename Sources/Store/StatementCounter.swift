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
    #if DEBUG
    private let kept = Mutex<[SQL]>([])
    #endif

    public init() {}

    public var entries: [Entry] { list.withLock { $0 } }
    public var statements: Int { list.withLock { $0.reduce(0) { $0 + $1.statements } } }

    /// What one read or write ran.
    struct Ran: Sendable {
        let entry: Entry
        #if DEBUG
        let statements: [SQL]
        #endif

        init(_ name: StaticString, _ reader: Reader) {
            entry = Entry(name: name.description, statements: reader.statements)
            #if DEBUG
            statements = reader.ran
            #endif
        }
    }

    func add(_ ran: Ran) {
        list.withLock { $0.append(ran.entry) }
        #if DEBUG
        kept.withLock { $0 += ran.statements }
        #endif
    }

    #if DEBUG
    /// How the engine goes about each statement that was counted, with its text.
    package func plans(on store: Store) async throws -> [(text: String, plan: [String])] {
        var plans: [(text: String, plan: [String])] = []
        for sql in kept.withLock({ $0 }) {
            plans.append((sql.text, try await store.queryPlan(sql)))
        }
        return plans
    }
    #endif

    /// Runs `body`, counting what it and its child tasks ask of any store.
    public static func counting<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async rethrows -> (value: Value, counter: StatementCounter) {
        let counter = StatementCounter()
        let value = try await $current.withValue(counter) { try await body() }
        return (value, counter)
    }
}
