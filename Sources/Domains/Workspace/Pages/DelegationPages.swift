import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Who acts for whom: the delegations of the positions that an officer may delegate.
struct DelegationPages: Sendable {
    let tools: WorkspaceTools

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.delegations) { (context: OfficerContext) in
                .page(delegationsView(try await model(context, FormState()), context.ui))
            }.needing(.delegate),
            Route.post(WorkspaceURL.delegations, DelegationInput.self) {
                (context: OfficerContext, input) in
                try await give(input, context)
                return Reply.redirect(WorkspaceURL.delegations.filled())
                    .flash(.success, "workspace.done.delegation")
            } refused: { context, form, _ in
                let form = form.naming(DelegationInput.names)
                return .page(delegationsView(try await model(context, form), context.ui))
            }.needing(.delegate).proving(),
            Route.post(WorkspaceURL.endDelegation, EndDelegationInput.self) {
                (context: OfficerContext, input) in
                try await end(input.id, context)
                return Reply.redirect(WorkspaceURL.delegations.filled())
                    .flash(.success, "workspace.done.delegationEnd")
            } refused: { context, form, _ in
                .page(delegationsView(try await model(context, form), context.ui))
            }.needing(.delegate).proving(),
        ]
    }

    private func delegations() async throws -> Delegations {
        Delegations(
            ledger: tools.cases.ledger, world: tools.world, zone: try await tools.shelf.zone())
    }

    private func give(_ input: DelegationInput, _ context: OfficerContext) async throws {
        guard let position = input.position, let capacity = input.capacity,
            let from = input.from, let until = input.until, let dated = input.dated
        else { throw Refusal(.invalid, "web.problem.required") }
        let delegations = try await delegations()
        let reason = "\(input.number), \(HumanText.day(dated, .id))"
        let today = Day(context.now, in: try await tools.shelf.zone())
        try await tools.store.write("workspace.delegate") { tx in
            // As the transaction sees it: what was remembered may be some seconds old.
            guard
                let giver = try tools.directory.officer(context.officer.account, on: today, in: tx),
                let post = try tools.directory.position(position, in: tx)
            else { throw Refusal(.invalid, "people.delegation.position", field: "position") }
            let byNIP = try input.nip.flatMap { try tools.accounts.account(of: $0, in: tx) }
            guard let person = input.person ?? byNIP else {
                throw Refusal(.invalid, "workspace.delegation.unknown", field: "nip")
            }
            try delegations.give(
                DelegationOrder(
                    position: position, account: person, capacity: capacity, from: from,
                    until: until, reason: reason), of: post, by: giver, in: tx)
        }
        tools.directory.forget()
    }

    private func end(_ id: DelegationID, _ context: OfficerContext) async throws {
        let delegations = try await delegations()
        let today = Day(context.now, in: try await tools.shelf.zone())
        try await tools.store.write("workspace.delegate.end") { tx in
            guard let found = try delegations.find(id, in: tx),
                let post = try tools.directory.position(found.position, in: tx),
                let giver = try tools.directory.officer(context.officer.account, on: today, in: tx)
            else { throw Refusal(.notFound, "people.delegation.ended") }
            try delegations.end(found, of: post, by: giver, in: tx)
        }
        tools.directory.forget()
    }

    private func model(
        _ context: OfficerContext, _ form: FormState
    ) async throws -> DelegationModel {
        let officer = context.officer
        let today = Day(context.now, in: try await tools.shelf.zone())
        let delegations = try await delegations()
        return try await tools.store.read("workspace.delegations") { reader in
            let positions = try tools.directory.positions(in: reader).filter {
                officer.delegating($0) != nil
            }
            let own = Set(positions.map(\.id))
            let given = try delegations.list(on: today, in: reader)
                .filter { own.contains($0.position) }
            let people = try tools.directory.colleagues(
                in: Set(positions.map(\.unit)), on: today, in: reader)
            let names = try tools.accounts.names(
                of: people.union(given.map(\.account)), in: reader)
            return DelegationModel(
                positions: positions, given: given,
                people: people.subtracting([officer.account]), names: names.accounts,
                today: today, form: form)
        }
    }
}

/// What the page of delegations shows.
struct DelegationModel: Sendable {
    /// Those that this officer may delegate.
    let positions: [Position]
    let given: [Delegation]
    let people: Set<AccountID>
    let names: [AccountID: String]
    let today: Day
    let form: FormState

    func position(_ id: PositionID) -> Position? { positions.first { $0.id == id } }
}
