import CPostgres

/// Statements that are on their way to the server: kept here until one is asked whose answer is
/// needed, and then all of them go together and are answered together. Each statement that does
/// not wait for its own answer spares two changes between processes.
///
/// The server runs them in their order and stops at the first that fails.
struct PostgresPipeline {
    struct Step {
        enum Text {
            case prepared(String)
            /// Without values, in one statement.
            case plain(String)
        }
        let text: Text
        let parameters: PostgresParameters
    }

    /// So many may wait: what the server answers meanwhile has to fit into the buffers of the
    /// connection, for nobody reads it while the rest is being sent.
    static let limit = 64
    /// So many bytes of values may wait.
    static let bytes = 256 * 1024

    private var steps: [Step] = []
    private var size = 0
    /// Whether the transaction is not begun on the server yet.
    private(set) var begins = false

    var isEmpty: Bool { steps.isEmpty }
    var isFull: Bool { steps.count >= Self.limit || size >= Self.bytes }

    mutating func begin(_ text: String) {
        add(Step(text: .plain(text), parameters: .none))
        begins = true
    }

    mutating func add(_ step: Step) {
        steps.append(step)
        size += step.parameters.size
    }

    mutating func drop() {
        steps.removeAll(keepingCapacity: true)
        size = 0
        begins = false
    }

    /// Sends all that waits and takes the answers.
    /// - Returns: the answer of the last one; the caller clears it. Nothing where none waited.
    /// - Throws: the error of the first that failed; those behind it were not run.
    mutating func settle(_ connection: OpaquePointer) throws -> OpaquePointer? {
        guard !steps.isEmpty else { return nil }
        defer { drop() }
        guard PQenterPipelineMode(connection) == 1 else { throw Self.broken(connection) }
        // Fails only while something is left unread; then the connection is broken.
        defer { PQexitPipelineMode(connection) }
        var failure: StoreError?
        var sent = 0
        for step in steps {
            guard Self.send(step, connection) else {
                failure = Self.broken(connection)
                break
            }
            sent += 1
        }
        guard PQpipelineSync(connection) == 1 else { throw Self.broken(connection) }
        let (last, refused) = Self.answers(sent, connection)
        if let failure = refused ?? failure {
            PQclear(last)
            throw failure
        }
        return last
    }

    /// The answer of the last of some steps, and the error of the first that failed.
    private static func answers(
        _ count: Int, _ connection: OpaquePointer
    ) -> (last: OpaquePointer?, failure: StoreError?) {
        var last: OpaquePointer?
        var failure: StoreError?
        for _ in 0..<count where PQstatus(connection) == CONNECTION_OK {
            PQclear(last)
            last = PQgetResult(connection)
            let status = PQresultStatus(last)
            if failure == nil, status != PGRES_COMMAND_OK, status != PGRES_TUPLES_OK {
                failure = PostgresFailure.error(last, connection)
            }
            // Nothing more comes of this one; then the next is on.
            while PQstatus(connection) == CONNECTION_OK, let more = PQgetResult(connection) {
                PQclear(more)
            }
        }
        // That they all were answered.
        if PQstatus(connection) == CONNECTION_OK { PQclear(PQgetResult(connection)) }
        if PQstatus(connection) != CONNECTION_OK { failure = failure ?? broken(connection) }
        return (last, failure)
    }

    private static func send(_ step: Step, _ connection: OpaquePointer) -> Bool {
        switch step.text {
        case .prepared(let name):
            step.parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(
                    connection, name, step.parameters.count, values, lengths, formats, 1)
            } == 1
        case .plain(let text):
            PQsendQueryParams(connection, text, 0, nil, nil, nil, nil, 1) == 1
        }
    }

    private static func broken(_ connection: OpaquePointer) -> StoreError {
        .unavailable(PostgresFailure.connectionMessage(connection))
    }
}
