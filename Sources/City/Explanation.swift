import Cases
import Kernel
import Store

/// The version of this program.
public enum Release {
    public static let version = "0.1.0"
}

/// What went wrong, as a sentence for the person who runs the house.
public enum Explanation {
    public static func of(_ error: any Error) -> String {
        let english = Wording(HouseWords.vocabulary, .en)
        switch error {
        case let refusal as Refusal:
            return refusal.problems.map { english($0.key, $0.values) }.joined(separator: " ")
        case let problem as OperatingProblem: return problem.text
        case StoreError.unavailable(let text):
            return "The database cannot be reached: \(text)"
        case SealingError.masterKey(let text): return text
        case StoreError.diskFull: return "The disk is full. Make room and try again."
        case StoreError.migration(let text):
            return "The tables could not be brought up to date: \(text)"
        default: return "Unexpected: \(error)"
        }
    }
}

/// Something that the person at the terminal can mend; the text says how.
public struct OperatingProblem: Error, Sendable {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// What is wrong with a city's files, a line each.
    /// - Parameter directory: put before each file's name.
    init(_ findings: [Finding], in directory: String? = nil) {
        let folder = directory.map { "\($0)/" } ?? ""
        self.init(findings.map { "\(folder)\($0)" }.joined(separator: "\n"))
    }
}
