import Contracts
import Privacy

/// The rules of retention from the command line.
public enum PrivacyDesk {
    /// What would go; nothing is changed.
    public static func forecast(_ house: House) async throws -> [String] {
        let found = try await house.privacyTools.forecast()
        let lines =
            found.cases.map { "\(Keeping.english($0.count)) cases of \($0.service)" }
            + (found.drafts > 0 ? ["\(Keeping.english(found.drafts)) drafts"] : [])
        return lines.isEmpty ? ["Nothing is past its time."] : lines
    }

    /// Lets go of it, as the house does every night.
    public static func retain(_ house: House) async throws -> String {
        let run = try await house.privacyTools.retain()
        return "\(Keeping.english(run.cases)) cases, \(Keeping.english(run.drafts)) drafts and "
            + "\(Keeping.english(run.notices)) notices erased"
            + (run.isComplete ? "." : "; there is more, run it again.")
    }
}
