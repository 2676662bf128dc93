import Cases
import Contracts
import Forms
import Kernel
import Store

/// A dry run of a publication: what differs, and for which running cases and drafts it matters.
struct CatalogueDiff {
    let old, new: Catalogue

    /// Services that both have and whose files differ.
    var changed: [ServiceDiff] {
        old.services.values.compactMap { before in
            guard let after = new.services[before.code], after.edition != before.edition else {
                return nil
            }
            return ServiceDiff(before, after)
        }.sorted { $0.old.code.text < $1.old.code.text }
    }

    /// What differs in the files.
    var lines: [String] {
        var lines: [String] = []
        for code in new.services.keys.map(\.text).sorted() where !old.has(code) {
            lines.append("\(code): new service")
        }
        for code in old.services.keys.map(\.text).sorted() where !new.has(code) {
            lines.append("\(code): not offered any more")
        }
        for diff in changed {
            lines += diff.lines.map { "\(diff.old.code): \($0)" }
        }
        return lines + old.cityLines(to: new)
    }
}

extension Catalogue {
    fileprivate func has(_ code: String) -> Bool {
        ServiceCode(code).map { services[$0] != nil } ?? false
    }
}

/// What a publication would mean for the cases and drafts of a house.
struct LiveDiff {
    let house: House
    let diff: CatalogueDiff

    /// Cases are opened one by one; only those of services that changed.
    /// - Parameter isNaming: says the numbers of cases.
    func lines(naming isNaming: Bool = true) async throws -> [String] {
        var lines: [String] = []
        for changed in diff.changed {
            let code = changed.old.code
            let cases = try await open(code)
            let drafts = try await drafts(code)
            lines.append("\(code): \(cases.count) running cases, \(drafts) drafts")
            var stuck = 0
            for (id, number) in cases {
                let found = try await examine(id, changed)
                if !found.obstacles.isEmpty {
                    stuck += 1
                    let why = found.obstacles.joined(separator: "; ")
                    if isNaming { lines.append("\(code): \(number) would be stuck: \(why)") }
                }
                if isNaming, let (before, after) = found.fees {
                    let text = "\(HumanText.rupiah(Rupiah(before))) → "
                    lines.append(
                        "\(code): \(number) would pay \(text)\(HumanText.rupiah(Rupiah(after)))")
                }
            }
            if stuck > 0 {
                let all = "\(stuck) of \(cases.count)"
                lines.append("\(code): \(all) keep their version; nothing moves by itself")
            }
            if drafts > 0, !changed.form.isEmpty {
                lines.append("\(code): owners of drafts are told what changed when they go on")
            }
        }
        return lines
    }

    private func open(_ code: ServiceCode) async throws -> [(CaseID, TrackingCode)] {
        try await house.store.read("diff.cases") { reader in
            try reader.rows(
                """
                SELECT id, number FROM cases WHERE service = \(code.text) AND state <> 'closed' \
                ORDER BY submitted_at LIMIT 100000
                """
            ).compactMap { row in
                (try? TrackingCode(row.text(1))).map { (row.id(0), $0) }
            }
        }
    }

    private func drafts(_ code: ServiceCode) async throws -> Int64 {
        try await house.store.read("diff.drafts") { reader in
            try reader.row(
                "SELECT COUNT(*) FROM drafts WHERE service = \(code.text) AND correction = 0")?
                .int(0) ?? 0
        }
    }

    private func examine(
        _ id: CaseID, _ changed: ServiceDiff
    ) async throws -> (obstacles: [String], fees: (Int64, Int64)?) {
        guard let facts = try await house.cases.flowFacts(of: id) else { return ([], nil) }
        // By the version that the case has, which may be older than the one in force.
        let own = try await house.cases.rules(facts.record.service, version: facts.record.version)
        let diff = ServiceDiff(own.service, changed.new)
        let day = Day(facts.record.submittedAt, in: house.zone)
        return (
            diff.obstacles(steps: facts.steps, answers: facts.answers, on: day),
            diff.fees(facts.answers, facts.found, on: day)
        )
    }
}
