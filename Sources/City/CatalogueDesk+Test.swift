import Cases
import Kernel
import Synchronization

extension CatalogueDesk {
    /// How many stories came true.
    public struct TestReport: Sendable {
        public var passed = 0
        public var failed = 0
        public var summary: String {
            failed == 0
                ? "All \(passed) scenarios came true." : "\(failed) of \(passed + failed) failed."
        }
    }

    /// Plays the scenarios of a city's files, telling of each.
    public static func test(
        _ directory: String, only: String? = nil, tell: @Sendable (String) -> Void
    ) async throws -> TestReport {
        let report = Mutex(TestReport())
        try await CatalogueTest.run(try source(directory), only: only) { result in
            report.withLock { report in
                if result.failure == nil { report.passed += 1 } else { report.failed += 1 }
            }
            let time = "\(result.milliseconds) ms"
            if let failure = result.failure {
                tell(
                    "\(directory)/\(result.file):\(result.line): failed: \(result.name): \(failure)"
                )
            } else {
                tell("ok    \(result.name) (\(time))")
            }
        }
        return report.withLock { $0 }
    }
}
