import Cases

extension CaseStanding {
    /// Where the case stands, for somebody who writes scenarios.
    var told: String {
        var text = "the case is `\(record.state.rawValue)`"
        if let outcome = record.outcome { text += " (`\(outcome.rawValue)`)" }
        if record.state != .closed { text += " at `\(record.step)`" }
        if let wait = record.wait { text += " and waits for `\(wait.rawValue)`" }
        let open = tasks.map {
            "`\($0.step)` (\($0.kind.rawValue), \($0.role) in \($0.unit))"
        }
        return text
            + (open.isEmpty ? ", with no open task" : ", open: \(open.joined(separator: ", "))")
    }
}
