import Kernel

/// What a person has typed into a form and what is wrong with it; a page shows both again.
public struct FormState: Sendable, Hashable {
    /// Values by field name, as typed.
    public var values: [String: [String]]
    public var problems: [Refusal.Problem]

    public init(_ values: [String: String] = [:], problems: [Refusal.Problem] = []) {
        self.values = values.mapValues { [$0] }
        self.problems = problems
    }

    /// The first value of a field, or empty text.
    public func value(_ field: String) -> String { values[field]?.first ?? "" }

    public func values(of field: String) -> [String] { values[field] ?? [] }

    public func problems(of field: String) -> [Refusal.Problem] {
        problems.filter { $0.field == field }
    }

    /// The same with the problems at the fields of a form: refusals use words of their own.
    /// - Parameter names: the field of the form, by the word of the refusal.
    public func naming(_ names: [String: String]) -> FormState {
        var copy = self
        copy.problems = problems.map { problem in
            problem.field.flatMap { names[$0] }.map { problem.at($0) } ?? problem
        }
        return copy
    }

    /// Every value with its field, by name.
    var pairs: [(name: String, value: String)] {
        values.flatMap { entry in entry.value.map { (name: entry.key, value: $0) } }
            .sorted { $0.name < $1.name }
    }

    /// The same values with the problems of a refusal.
    public func refused(_ refusal: Refusal) -> FormState {
        var copy = self
        copy.problems = refusal.problems
        return copy
    }
}
