import Foundation
public import Store

/// The engines that tests run on. PostgreSQL takes part when `scripts/with-postgres` has started
/// one; `StoreTests` shows as skipped what is left out without it.
public enum TestEngine: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite, postgres

    /// The throw-away server, from `PENDOPO_TEST_POSTGRES`.
    public static let postgresURL: DatabaseURL? = {
        let text = ProcessInfo.processInfo.environment["PENDOPO_TEST_POSTGRES"] ?? ""
        return text.isEmpty ? nil : try? DatabaseURL(text)
    }()

    /// For `@Test(arguments: TestEngine.available)`.
    public static var available: [TestEngine] {
        postgresURL == nil ? [.sqlite] : allCases
    }

    public var description: String { self == .sqlite ? "SQLite" : "PostgreSQL" }
}
