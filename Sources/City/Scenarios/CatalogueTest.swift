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

    /// Plays every story that could be read.
    /// - Parameter only: the code of one service; nothing for all.
    /// - Parameter directory: how errors call the folder of the files.
    /// - Returns: what is wrong in the files of stories.
    /// - Throws: `OperatingProblem` when the city's files have errors or lack the service.
    @discardableResult
    public static func run(
        _ source: CatalogueSource, only: String? = nil, in directory: String? = nil,
        tell: @Sendable (Result) -> Void
    ) async throws -> [Finding] {
        let stories = try stories(of: source, only: only, in: directory)
        for scenario in stories.scenarios {
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
        return stories.findings
    }

    private static func stories(
        of source: CatalogueSource, only: String?, in directory: String?
    ) throws -> (scenarios: [Scenario], findings: [Finding]) {
        let read = source.read()
        guard let catalogue = read.catalogue else {
            throw OperatingProblem(
                read.findings.filter { $0.severity == .error }, in: directory)
        }
        if let only, !catalogue.services.keys.contains(where: { $0.text == only }) {
            let mend = catalogue.nearest(to: only).map { " (mend: \($0))" } ?? ""
            throw OperatingProblem("There is no service `\(only)`\(mend).")
        }
        return source.scenarios(of: catalogue, only: only)
    }
}
