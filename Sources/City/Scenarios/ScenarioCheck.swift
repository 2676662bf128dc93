import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Store

/// Compares a case with what a story expects of it.
struct ScenarioCheck {
    let stage: ScenarioStage
    let id: CaseID
    let line: Int

    private func fail(_ what: String, _ found: String, _ expected: String) -> ScenarioFailure {
        ScenarioFailure(line, "\(what) is \(found), expected \(expected)")
    }

    private func same<Value: Equatable>(
        _ what: String, _ found: Value?, _ expected: Value?
    ) throws {
        guard let expected, found != expected else { return }
        throw fail(what, found.map { "\($0)" } ?? "nothing", "\(expected)")
    }

    func check(_ expected: ScenarioExpectation) async throws {
        guard let standing = try await stage.house.cases.standing(of: id) else {
            throw ScenarioFailure(line, "the case is gone")
        }
        let record = standing.record
        try same("the state", record.state, expected.state)
        try same("the outcome", record.outcome, expected.outcome)
        try same("the step", record.step, expected.step)
        try same("what it waits for", record.wait, expected.wait)
        try same("the unit", record.unit.text, expected.unit?.text)
        let due = record.clock.dueAt.map { Day($0, in: stage.zone).iso }
        try same("the promised day", due, expected.due?.iso)
        if let tasks = expected.tasks {
            try same("the list of tasks", standing.tasks.map(\.step).sorted(), tasks.sorted())
        }
        if let fee = expected.fee {
            try same("the fee", try await stage.house.cases.bill(of: id)?.total ?? 0, fee)
        }
        try await checkActs(expected)
        try await checkLetter(expected)
        try await checkValues(expected, record)
    }

    private func checkActs(_ expected: ScenarioExpectation) async throws {
        guard !expected.acts.isEmpty || !expected.never.isEmpty else { return }
        let acts = try await stage.house.store.read("story.acts") { reader in
            try stage.house.ledger.acts(of: id, after: 0, limit: 1_000, in: reader).map(\.type)
        }
        for act in expected.acts where !acts.contains(act) {
            throw ScenarioFailure(line, "`\(act)` has not happened")
        }
        for act in expected.never where acts.contains(act) {
            throw ScenarioFailure(line, "`\(act)` has happened")
        }
    }

    private func checkLetter(_ expected: ScenarioExpectation) async throws {
        if let day = expected.validUntil {
            let found = try await stage.house.cases.letter(of: id)?.validUntil
            try same("the letter's last day", found?.iso, day.iso)
        }
        guard !expected.letter.isEmpty || !expected.letterLacks.isEmpty else { return }
        guard let letter = try await stage.house.cases.readableLetter(of: id) else {
            throw ScenarioFailure(line, "there is no letter yet")
        }
        let text = letter.flattened
        for part in expected.letter where !text.contains(part.flattened) {
            throw ScenarioFailure(
                line, "the letter does not say `\(part)`; \(Self.nearest(part, letter))")
        }
        for part in expected.letterLacks where text.contains(part.flattened) {
            throw ScenarioFailure(line, "the letter says `\(part)`")
        }
    }

    /// What the letter says instead: the line that has most of the words, or else its beginning.
    private static func nearest(_ part: String, _ letter: String) -> String {
        let wanted = Set(part.flattened.split(separator: " "))
        let lines = letter.split(whereSeparator: \.isNewline).map { String($0).flattened }
        let scores = lines.map { wanted.intersection($0.split(separator: " ")).count }
        if let best = scores.max(), best > 0, let index = scores.firstIndex(of: best) {
            return "it says `\(lines[index].prefix(200))`"
        }
        return "it begins `\(letter.flattened.prefix(200))`"
    }

    private func checkValues(_ expected: ScenarioExpectation, _ record: CaseRecord) async throws {
        guard !expected.values.isEmpty else { return }
        let bindings = try await stage.house.cases.bindings(of: id)
        for (name, text) in expected.values.sorted(by: { $0.key < $1.key }) {
            try same("`\(name)`", bindings[name].map(Self.text) ?? "", text)
        }
    }

    private static func text(_ value: ExpressionValue) -> String {
        switch value {
        case .null, .list, .record: ""
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .string(let text): text
        case .date(let day): day.iso
        }
    }
}

extension String {
    /// With single blanks and without the letter's escapes, so that a story need not know where
    /// lines end.
    fileprivate var flattened: String {
        filter { $0 != "\\" }.singleSpaced
    }
}
