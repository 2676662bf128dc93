import Cases
import Contracts
import Kernel
import People
import Store

/// The whole organisation on one day: units, posts, who holds them. A city has some hundred units
/// and some thousand posts; they are read as a whole and shown in parts.
struct Staff: Sendable {
    let tree: UnitTree
    let positions: [Position]
    /// In force on the day, or to come.
    let holdings: [PositionID: [Holding]]
    let lent: [PositionID: [Delegation]]
    let names: Nameplates
    let day: Day

    func holder(of position: PositionID) -> Holding? {
        holdings[position]?.first { $0.holds(on: day) }
    }

    func name(of account: AccountID) -> String? { names.accounts[account] }

    func unit(_ code: UnitCode) -> LocalizedText {
        tree.units[code]?.name ?? LocalizedText(id: code.text, en: code.text)
    }

    /// Who may act from it today, in words for a list.
    func isVacant(_ position: PositionID) -> Bool { holder(of: position) == nil }
}

extension OfficeDesk {
    func staff() async throws -> Staff {
        let today = today
        return try await store.read("administration.staff") { [self] reader in
            try staff(on: today, in: reader)
        }
    }

    func staff(on day: Day, in reader: Reader) throws -> Staff {
        let holdings = try directory.holdings(on: day, in: reader)
        let lent = try Delegations(ledger: ledger, world: world, zone: zone)
            .list(on: day, in: reader)
        let accounts = Set(holdings.map(\.account) + lent.map(\.account))
        return Staff(
            tree: try directory.units(in: reader), positions: try directory.positions(in: reader),
            holdings: Dictionary(grouping: holdings, by: \.position),
            lent: Dictionary(grouping: lent, by: \.position),
            names: try accounts.isEmpty
                ? Nameplates() : self.accounts.names(of: accounts, in: reader), day: day)
    }
}
