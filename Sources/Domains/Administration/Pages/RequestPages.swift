import Contracts
import Kernel
import People
import Store
import Web

/// Requests for posts: decided by whoever may grant, behind a fresh proof.
struct RequestPages: Sendable {
    let desk: OfficeDesk

    var routes: [Route] {
        [
            Route.get(AdministrationURL.requests) { (context: OfficerContext) in
                .page(try await page(context, FormState()))
            }.needing(.grant),
            Route.post(AdministrationURL.request, DecideInput.self) {
                (context: OfficerContext, input) in
                try await desk.settle(
                    input.id, approving: input.isApproved, answer: input.answer,
                    by: context.officer.account)
                return Reply.redirect(AdministrationURL.requests.filled())
                    .flash(
                        .success,
                        "administration.request.done.\(input.isApproved ? "yes" : "no")")
            } refused: { context, form, _ in
                .page(try await page(context, form))
            }.needing(.grant).proving(),
        ]
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let model = try await desk.store.read("administration.requests") { [desk] reader in
            let open = try desk.requests.open(in: reader)
            let done = try desk.requests.newest(limit: 50, in: reader)
            let all = open + done
            let units =
                try desk.unitRequests.open(in: reader)
                + desk.unitRequests.newest(limit: 20, in: reader)
            let accounts = Set(
                all.map(\.askedBy) + all.compactMap(\.account) + all.compactMap(\.decidedBy)
                    + units.map(\.askedBy) + units.compactMap(\.decidedBy))
            let positions = Set(all.map(\.position))
            let leaving = try all.compactMap(\.leaving).compactMap {
                try desk.directory.holding($0, in: reader)
            }
            let known = positions.union(leaving.map(\.position))
            return RequestModel(
                open: open, done: done, units: units, tree: try desk.directory.units(in: reader),
                leaving: Dictionary(leaving.map { ($0.id, $0.position) }) { first, _ in first },
                names: accounts.isEmpty
                    ? Nameplates()
                    : try desk.accounts.names(of: accounts, positions: known, in: reader),
                officer: context.officer, zone: desk.zone)
        }
        return requestsView(model, form, context.ui)
    }
}

/// What the page of requests shows.
struct RequestModel: Sendable {
    let open: [OfficeRequest]
    let done: [OfficeRequest]
    /// Requests to move units, open and decided.
    let units: [UnitRequest]
    let tree: UnitTree
    let leaving: [HoldingID: PositionID]
    let names: Nameplates
    let officer: Officer
    let zone: Zone

    /// Whether the reader is no second pair of eyes for a request, or gains by it.
    func isOwn(_ request: OfficeRequest) -> Bool {
        officer.isBehind(request.askedBy, from: request.askedFrom)
            || request.account == officer.account
    }

    func isOwn(_ request: UnitRequest) -> Bool {
        officer.isBehind(request.askedBy, from: request.askedFrom) || request.gains(officer)
    }
}
