import Contracts
import Forms
import Kernel

/// What differs between two versions of a service, in words for whoever publishes it.
public struct ServiceDiff: Sendable {
    public let old, new: Service
    public let form: FormDiff

    public init(_ old: Service, _ new: Service) {
        self.old = old
        self.new = new
        form = FormDiff(from: old.form, to: new.form)
    }

    /// One line a difference; empty when only words of texts differ.
    public var lines: [String] {
        formLines + flowLines + termLines
    }

    private var formLines: [String] {
        form.added.map { "asks `\($0.id)` anew\($0.required ? "" : " (optional)")" }
            + form.removed.map { "asks `\($0.id)` no more" }
            + form.changed.map { "asks `\($0.id)` in another way" }
            + form.required.map { "needs `\($0.id)`, which was optional" }
    }

    private var flowLines: [String] {
        let before = Dictionary(old.flow.all.map { ($0.id, $0) }) { first, _ in first }
        let after = Dictionary(new.flow.all.map { ($0.id, $0) }) { first, _ in first }
        var lines = new.flow.all.filter { before[$0.id] == nil }.map {
            "adds the step `\($0.id)` (\($0.kind.rawValue))"
        }
        lines += old.flow.all.filter { after[$0.id] == nil }.map { "removes the step `\($0.id)`" }
        for step in new.flow.all {
            guard let was = before[step.id] else { continue }
            if was.kind != step.kind {
                lines.append(
                    "makes `\(step.id)` a `\(step.kind.rawValue)`, it was `\(was.kind.rawValue)`")
            }
            if was.unit != step.unit || was.role != step.role {
                lines.append(
                    "gives `\(step.id)` to \(step.role) in \(step.unit),"
                        + " it was \(was.role) in \(was.unit)")
            }
            if was.within != step.within {
                lines.append("gives `\(step.id)` \(step.within.words), it was \(was.within.words)")
            }
            if was.condition?.source != step.condition?.source {
                lines.append("changes when `\(step.id)` is done")
            }
        }
        return lines
    }

    private var termLines: [String] {
        var lines: [String] = []
        if old.promise != new.promise {
            lines.append("promises \(new.promise.words), it was \(old.promise.words)")
        }
        if old.fee.formula != new.fee.formula { lines.append("changes the fee") }
        if old.terms.silenceGrants != new.terms.silenceGrants {
            lines.append(
                new.terms.silenceGrants ? "lets silence grant" : "lets silence grant no more")
        }
        if old.confidentiality != new.confidentiality {
            lines.append("is `\(new.confidentiality.rawValue)`, it was `\(old.confidentiality)`")
        }
        return lines
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

extension Fee {
    fileprivate var formula: [String] {
        rule?.items.map { "\($0.id)=\($0.amount.source)" } ?? []
    }
}

extension WorkingTerm {
    /// As service files write it.
    var words: String {
        switch self {
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .hours(let count): count == 1 ? "1 hour" : "\(count) hours"
        }
    }
}
