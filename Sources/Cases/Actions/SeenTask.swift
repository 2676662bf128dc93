import Contracts
import Kernel

/// A task as an officer saw it in a list.
public struct SeenTask: Sendable, Hashable {
    public let number: TrackingCode
    public let revision: Int64
    public let task: TaskID

    public init(number: TrackingCode, revision: Int64, task: TaskID) {
        self.number = number
        self.revision = revision
        self.task = task
    }
}

extension InboxItem {
    public var seen: SeenTask { SeenTask(number: number, revision: revision, task: task.id) }
}

extension Cases {
    /// How many acts of one press run at once: more would take the machine from everybody else.
    static let pressesAtOnce = 2

    /// Does the same with each of many, a few at a time; the results in the order of the items.
    func each<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: items.count)
            var next = 0
            func begin() {
                guard next < items.count else { return }
                let (place, item) = (next, items[next])
                next += 1
                group.addTask { (place, await body(item)) }
            }
            for _ in 0..<Self.pressesAtOnce { begin() }
            while let (place, result) = await group.next() {
                results[place] = result
                begin()
            }
            return results.compactMap(\.self)
        }
    }
}
