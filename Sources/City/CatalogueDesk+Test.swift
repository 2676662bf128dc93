import Cases
import Kernel
import Synchronization

extension CatalogueDesk {
    /// How many stories came true.
    public struct TestReport: Sendable {
        public var passed = 0
        public var failed = 0
        /// Errors in the files of scenarios; what they stand in was not played.
        public var errors = 0
        public var isSound: Bool { failed == 0 && errors == 0 }

        public var summary: String {
            let played = passed + failed
            let unread = errors == 0 ? "" : " \(errors) errors in files of scenarios."
            guard played > 0 else { return "There are no scenarios to play.\(unread)" }
            return failed == 0
                ? "All \(played) scenarios came true.\(unread)"
                : "\(failed) of \(played) failed.\(unread)"
        }
    }

    /// Plays the scenarios of a city's files, telling of each.
    public static func test(
        _ directory: String, only: String? = nil, tell: @Sendable (String) -> Void
    ) async throws -> TestReport {
        let report = Mutex(TestReport())
        let findings = try await CatalogueTest.run(
            try source(directory), only: only, in: directory
        ) { result in
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
        for finding in findings { tell("\(directory)/\(finding)") }
        return report.withLock { report in
            report.errors = findings.count { $0.severity == .error }
            return report
        }
    }
}
