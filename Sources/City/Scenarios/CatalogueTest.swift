import Cases
import Contracts
import Kernel

/// Plays the stories that stand beside services.
public enum CatalogueTest {
    public struct Result: Sendable {
        public let name: String
        public let file: String
        public let line: Int
        /// Nothing when everything came true.
        public let failure: String?
        public let milliseconds: Int64
    }

    /// - Parameter only: the code of one service; nothing for all.
    /// - Throws: `OperatingProblem` when the files have errors.
    public static func run(
        _ source: CatalogueSource, only: String? = nil, tell: @Sendable (Result) -> Void
    ) async throws {
        for scenario in try scenarios(of: source, only: only) {
            let start = ContinuousClock.now
            let stage = try await ScenarioStage.open(source)
            var failure: ScenarioFailure?
            do {
                try await stage.play(scenario)
            } catch let found as ScenarioFailure {
                failure = found
            }
            await stage.close()
            let time = (ContinuousClock.now - start) / .milliseconds(1)
            tell(
                Result(
                    name: scenario.name, file: scenario.file,
                    line: failure?.line ?? scenario.line, failure: failure?.message,
                    milliseconds: Int64(time)))
        }
    }

    /// The stories of a city's files.
    package static func scenarios(
        of source: CatalogueSource, only: String? = nil
    ) throws -> [Scenario] {
        let read = source.read()
        guard let catalogue = read.catalogue else {
            throw OperatingProblem(read.findings.filter { $0.severity == .error })
        }
        let stories = source.scenarios(of: catalogue, only: only)
        guard stories.findings.isEmpty else {
            throw OperatingProblem(stories.findings)
        }
        return stories.scenarios
    }
}
