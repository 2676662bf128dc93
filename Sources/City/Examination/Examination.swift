import Kernel
import Store

/// A look at a deployment: what is missing or unsafe, and how to mend it.
public enum Examination {
    public struct Finding: Sendable, Hashable {
        /// It must be mended before people rely on the house.
        public let isGrave: Bool
        public let what: String
        public let mend: String

        public var line: String {
            "\(isGrave ? "GRAVE" : "note ")  \(what)\n       \(mend)"
        }

        static func grave(_ what: String, mend: String) -> Finding {
            Finding(isGrave: true, what: what, mend: mend)
        }

        static func note(_ what: String, mend: String) -> Finding {
            Finding(isGrave: false, what: what, mend: mend)
        }
    }

    /// Looks and changes nothing. Grave findings first.
    public static func of(_ settings: Settings, world: World = .system) async throws -> [Finding] {
        var findings = try PlaceExamination(settings: settings).findings()
        findings += AddressExamination(settings: settings).findings()
        findings += await DoorExamination(settings: settings).findings()
        findings += await FontExamination.findings()
        findings += await PreviewExamination(settings: settings).findings()
        do {
            let house = try await KeptHouse.open(settings, world: world)
            findings += try await closing(house.store) {
                try await HouseExamination(settings: settings, house: house, world: world)
                    .findings()
            }
        } catch let problem as OperatingProblem {
            findings.append(
                .grave(problem.text, mend: "Run `pendopo serve` or `pendopo migrate` once."))
        } catch let error as StoreError {
            findings.append(
                .grave(Explanation.of(error), mend: "See that the database runs; check --database.")
            )
        } catch SealingError.masterKey(let text) {
            findings.append(.grave(text, mend: "Bring the key back from where it is kept."))
        }
        return findings.filter(\.isGrave) + findings.filter { !$0.isGrave }
    }
}
