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

    /// The same values with the problems of a refusal.
    public func refused(_ refusal: Refusal) -> FormState {
        var copy = self
        copy.problems = refusal.problems
        return copy
    }
}
