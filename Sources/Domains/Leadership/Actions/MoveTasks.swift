import Cases
import Contracts
import Kernel
import People

/// Which tasks of one holder are to be moved.
struct MoveChoice: Sendable, Hashable {
    /// Nobody: tasks that nobody has taken.
    let holder: AccountID?
    var unit: String?
    var service: String?

    /// Tasks that one press moves at most; each is an act of its own.
    static let most = 200

    /// As it stands in addresses and forms.
    var holderText: String { holder?.text ?? "belum" }
}

/// The tasks of a holder, as far as the leader sees them.
struct MovableTasks: Sendable {
    let items: [InboxItem]
    /// Whether there are more than one press moves.
    let hasMore: Bool
}

extension LeadershipTools {
    /// Open tasks of one holder in the units that the officer leads, the most urgent first.
    func movable(_ choice: MoveChoice, of officer: Officer) async throws -> MovableTasks {
        var items: [InboxItem] = []
        let service = choice.service.flatMap { ServiceCode($0) }
        // Lists of a team have 50 rows a page; those of other units are passed over.
        for page in 0..<20 {
            let list = try await cases.inbox(
                of: officer,
                InboxQuery(
                    tab: .team, page: page, service: service,
                    holder: choice.holder.map { .person($0) } ?? .nobody))
            items += list.items.filter { choice.unit == nil || $0.task.unit.text == choice.unit }
            if !list.hasMore || items.count > MoveChoice.most { break }
        }
        return MovableTasks(
            items: Array(items.prefix(MoveChoice.most)), hasMore: items.count > MoveChoice.most)
    }

    /// Gives back to a person what was just given to another, as far as the other still holds it.
    func giveBack(
        _ tasks: Set<TaskID>, from holder: AccountID, to person: AccountID, by officer: Officer
    ) async throws -> [AssignedTask] {
        let held = try await movable(MoveChoice(holder: holder), of: officer)
        let seen = held.items.filter { tasks.contains($0.task.id) }.map(\.seen)
        return await cases.assignMany(seen, to: person, by: officer)
    }
}
