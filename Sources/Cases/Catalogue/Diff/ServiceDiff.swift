import Forms
import Kernel

/// What differs between two versions of a service, in words for whoever publishes it.
public struct ServiceDiff: Sendable {
    public let old, new: Service

    public init(_ old: Service, _ new: Service) {
        self.old = old
        self.new = new
    }

    /// What differs for whoever fills in the form.
    public var form: FormDiff { FormDiff(from: old, to: new) }

    /// One line a difference, the texts together in one. Files that are not the same have at
    /// least one.
    public var lines: [String] {
        let found = PlainService(files: old.files).differences(to: PlainService(files: new.files))
        let letters = Set(old.files.keys).union(new.files.keys)
            .filter { $0.hasPrefix("letters/") }.sorted()
            .flatMap { FileDiff.short($0, old.files[$0], new.files[$0]) }
        let lines = FileDiff.lines(found, DifferenceWords.line)
        guard !letters.isEmpty else {
            return lines.isEmpty && old.files != new.files
                ? ["only comments or layout differ"] : lines
        }
        // Beside a letter that differs nothing is "only".
        return lines.map { $0.hasPrefix("only texts") ? String($0.dropFirst(5)) : $0 } + letters
    }

    // MARK: Live cases

    /// Why a case that stands at these steps could not go on by the new version.
    public func obstacles(steps: [String], answers: Answers, on day: Day) -> [String] {
        var found: [String] = []
        for id in steps {
            let was = old.flow.step(id)
            guard let now = new.flow.step(id) else {
                found.append("its step `\(id)` is gone")
                continue
            }
            if let was, was.kind != now.kind {
                found.append("its step `\(id)` is a `\(now.kind.rawValue)` now")
            }
            if (old.flow.parallel(around: id) == nil) != (new.flow.parallel(around: id) == nil) {
                found.append("its step `\(id)` stands beside others in one version only")
            }
        }
        let problems = new.form.check(answers, group: nil, now: day)
        let fields = problems.map(\.field).reduce(into: [String]()) { list, field in
            if !list.contains(field) { list.append(field) }
        }
        found += fields.map { "its answer to `\($0)` does not hold" }
        return found
    }

    /// What the case would pay by each version, in rupiah; nothing where it is the same, or not
    /// known yet.
    public func fees(_ answers: Answers, _ found: Answers, on day: Day) -> (Int64, Int64)? {
        let before = old.total(answers, found, on: day)
        let after = new.total(answers, found, on: day)
        guard let before, let after, before != after else { return nil }
        return (before, after)
    }
}

extension Service {
    /// What a case pays, in rupiah; nothing while it cannot be computed.
    func total(_ answers: Answers, _ found: Answers, on day: Day) -> Int64? {
        guard let rule = fee.rule else { return 0 }
        let relevant = form.relevant(answers, now: day)
        return rule.amounts(bindings(relevant, found, on: day))?.reduce(0) { $0 + $1.rupiah }
    }
}
