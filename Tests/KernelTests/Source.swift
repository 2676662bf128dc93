@testable import Kernel

/// Repeatable chance for one test.
struct Source {
    private let random: RandomSource

    init(_ seed: UInt64) {
        random = .seeded(seed)
    }

    func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + random.number(below: range.upperBound - range.lowerBound + 1)
    }

    func coin() -> Bool { number(0...1) == 1 }

    func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }
}

/// The key of the first problem with which something is refused; nil when it is accepted.
func refusal(_ body: () throws(Refusal) -> some Any) -> [String] {
    do throws(Refusal) {
        _ = try body()
        return []
    } catch {
        return error.problems.map(\.key)
    }
}

/// A day that a test writes down.
func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("\(iso) is no day") }
    return day
}
