import Foundation
import GRDB
import Glibc
import Kernel

/// SQLite: one writing thread, a few reading threads, short reads in place.
final class SQLiteBackend: Backend {
    let engine = Engine.sqlite
    let notices = NoticeHub()
    let path: String
    /// A directory to remove at the end.
    private let temporary: String?
    private let writer: SQLiteWriter
    private let readers: WorkerPool<SQLiteHandle>
    private let shortReaders: ShortReaders
    private let meter: StoreMeter

    static let shortRowLimit = 64

    private init(path: String, temporary: String?, _ options: StoreOptions) {
        self.path = path
        self.temporary = temporary
        meter = options.meter
        writer = SQLiteWriter(options) { [notices] in
            SQLiteBatch(
                try SQLiteHandle(path: path, readOnly: false, options), notices: notices,
                meter: options.meter)
        }
        readers = WorkerPool(
            name: "store.read", threads: max(1, options.readers),
            queueLimit: options.readQueueLimit
        ) {
            try SQLiteHandle(path: path, readOnly: true, options)
        }
        shortReaders = ShortReaders(limit: max(2, options.readers)) {
            try SQLiteHandle(path: path, readOnly: true, options)
        }
    }

    static func open(
        path: String, temporary: Bool, _ options: StoreOptions
    ) async throws -> SQLiteBackend {
        let directory = temporary ? (path as NSString).deletingLastPathComponent : nil
        let backend = SQLiteBackend(path: path, temporary: directory, options)
        try await onThread(name: "store.open") { try makePrivate(path) }
        // The writer makes the log, without which no reader can open the file.
        let _: Int? = try await withCheckedThrowingContinuation { continuation in
            let action = WriteAction("store.open", continuation) { transaction in
                try transaction.row("SELECT 1").map { Int($0.int(0)) }
            }
            do {
                try backend.submit(action)
            } catch {
                action.fail(error)
            }
        }
        return backend
    }

    static func openTemporary(_ options: StoreOptions) async throws -> SQLiteBackend {
        var options = options
        // Nothing of it is to survive.
        options.synchronous = .off
        let id = options.world.random.bytes(8).map { String($0, radix: 16) }.joined()
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("pendopo-\(ProcessInfo.processInfo.processIdentifier)-\(id)")
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let file = directory.appendingPathComponent("pendopo.sqlite").path
        return try await open(path: file, temporary: true, options)
    }

    func read<Value: Sendable>(
        _ name: StaticString, short: Bool, timeout: Duration,
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        let counter = StatementCounter.current
        if short {
            // One statement by an index: it needs no transaction and no time limit.
            let value = try shortReaders.read { handle in
                let start = ContinuousClock.now
                let reader = Reader(handle)
                defer {
                    meter.note(name, .inPlace, statements: reader.statements, since: start)
                }
                reader.rowLimit = Self.shortRowLimit
                let value = try body(reader)
                assert(reader.statements <= 1, "\(name): a short read is one statement")
                counter?.add(StatementCounter.Ran(name, reader))
                return value
            }
            if let value { return value }
        }
        let ticket = ReadTicket(timeout: timeout)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    try readers.submit { [meter] worker in
                        let result = Result {
                            try Self.read(try worker.resource(), ticket, short: short) { reader in
                                let start = ContinuousClock.now
                                defer {
                                    meter.note(
                                        name, .read, statements: reader.statements, since: start)
                                }
                                let value = try body(reader)
                                counter?.add(StatementCounter.Ran(name, reader))
                                return value
                            }
                        }
                        continuation.resume(with: result)
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            ticket.cancel()
        }
    }

    private static func read<Value>(
        _ handle: SQLiteHandle, _ ticket: ReadTicket, short: Bool,
        _ body: (Reader) throws -> Value
    ) throws -> Value {
        try ticket.begin()
        defer { ticket.end() }
        let reader = Reader(handle)
        if short { reader.rowLimit = shortRowLimit }
        return try handle.read(ticket) { try body(reader) }
    }

    func submit(_ action: WriteAction) throws(StoreError) {
        try writer.submit(action)
    }

    var waitingWrites: Int { writer.waiting }

    func listen(_ channel: String) -> AsyncStream<String> {
        notices.listen(channel)
    }

    func close() async {
        await readers.close()
        shortReaders.close()
        // Last, because only a connection that may write can empty the log into the file.
        await writer.close()
        abandon()
    }

    func abandon() {
        writer.finish()
        readers.finish()
        shortReaders.close()
        notices.close()
        // Linux lets the open files go on until the last handle is closed.
        if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
    }
}

/// A new file is for its owner only; SQLite gives the log beside it the same rights.
/// - Throws: `StoreError.unavailable`, when it can be neither opened nor made.
private func makePrivate(_ path: String) throws {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
        throw StoreError.unavailable("\(path): \(String(cString: strerror(errno)))")
    }
    Glibc.close(file)
}
