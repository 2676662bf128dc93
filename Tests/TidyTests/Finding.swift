import Testing

/// One place that breaks a rule, and how to mend it.
struct Finding: CustomStringConvertible, Hashable {
    let path: String
    let line: Int
    let advice: String

    var description: String { line > 0 ? "\(path):\(line): \(advice)" : "\(path): \(advice)" }
}

/// Fails once for each finding, so that a report lists all of them.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    for finding in findings {
        Issue.record(Comment(rawValue: finding.description), sourceLocation: sourceLocation)
    }
}
