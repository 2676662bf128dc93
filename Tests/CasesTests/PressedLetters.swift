import Cases
import Kernel

/// What became of letters that were pressed together.
extension [SignedLetter] {
    /// How many were signed, or initialled.
    var signed: Int { count { if case .signed = $0.fate { true } else { false } } }

    /// Why the others were not.
    var reasons: [String] {
        flatMap { letter -> [String] in
            guard case .refused(let refusal) = letter.fate else { return [] }
            return refusal.problems.map(\.key)
        }
    }
}
