import Kernel

/// How an audit shares the machine with the house.
public struct AuditPace: Sendable {
    /// Parts that are read at once.
    let width: Int
    /// After each part, the audit rests this many times as long as it worked.
    let rest: Int

    /// Somebody waits for it.
    public static let full = AuditPace(width: 4, rest: 0)
    /// The house is open: one part at a time, and the longer half of the time belongs to others.
    public static let considerate = AuditPace(width: 1, rest: 1)

    /// Does one part of the work, and rests.
    public func part<Value: Sendable>(
        _ work: @Sendable () async throws -> Value
    ) async throws -> Value {
        guard rest > 0 else { return try await work() }
        let began = ContinuousClock.now
        let value = try await work()
        try await Task.sleep(for: (ContinuousClock.now - began) * rest)
        return value
    }
}

/// Compares what a part of the house keeps with its entries, and the reverse. The ledger knows no
/// such part: whoever puts the house together hands comparers to the audit.
public struct LedgerComparer: Sendable {
    public let name: String
    package let compare: @Sendable (AuditPace) async throws -> LedgerComparison

    /// - Parameter compare: goes through everything in order, with memory for a few rows only, and
    ///   stops at the first difference.
    public init(
        _ name: String,
        _ compare: @escaping @Sendable (AuditPace) async throws -> LedgerComparison
    ) {
        self.name = name
        self.compare = compare
    }
}

/// What a comparer found.
public struct LedgerComparison: Sendable, Hashable {
    /// Rows that were compared, such as cases.
    public var checked: Int64 = 0
    public var mismatch: LedgerMismatch?

    public init() {}
}

/// Where rows and entries say different things.
public struct LedgerMismatch: Sendable, Hashable {
    /// What it is about, such as the number of a case.
    public let subject: String
    /// What is wrong with it, in plain words for whoever runs the house; no personal data.
    public let what: String

    public init(_ subject: String, _ what: String) {
        self.subject = subject
        self.what = what
    }
}
