import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The officer's inbox and its search.
struct InboxPages: Sendable {
    let tools: WorkspaceTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("daftar", max: 20), .query("urut", max: 20), .query("q"), .query("hal"),
        ]
        let tab: InboxQuery.Tab
        let sort: InboxSort
        let search: String
        let page: Int

        init(_ fields: inout FieldReader) {
            tab = InboxTab.tab(fields.optionalText("daftar") ?? "")
            sort = InboxSort(rawValue: fields.optionalText("urut") ?? "") ?? .due
            search = fields.optionalText("q") ?? ""
            page = fields.page()
        }
    }

    struct AfterInput: RouteInput {
        static let fields: [InputField] = [.query("setelah", max: 20)]
        let after: TrackingCode?
        init(_ fields: inout FieldReader) {
            after = fields.optionalText("setelah").flatMap { try? TrackingCode($0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.inbox, ListInput.self) { (context: OfficerContext, input) in
                try await list(context, input)
            },
            Route.get(WorkspaceURL.next, AfterInput.self) { (context: OfficerContext, input) in
                try await next(context, after: input.after)
            },
        ]
    }

    private func list(_ context: OfficerContext, _ input: ListInput) async throws -> Reply {
        let officer = context.officer
        if let number = try? TrackingCode(input.search),
            (try? await tools.cases.record(number, for: officer)) != nil
        {
            return .redirect(WorkspaceURL.file(number))
        }
        // A search shows no list, only how much waits on each.
        let query = InboxQuery(tab: input.tab, order: input.sort.order, page: input.page - 1)
        let page = try await tools.cases.inbox(
            of: officer, input.search.isEmpty ? query : nil)
        let catalogue = try await tools.shelf.published()
        if input.tab == .unit, input.search.isEmpty, page.items.isEmpty,
            page.counts[.waiting] ?? 0 > 0, catalogue.isTreasurer(officer)
        {
            return .redirect(InboxTab.address(.waiting))
        }
        let found =
            input.search.isEmpty
            ? nil : try await tools.cases.find(input.search, for: officer, page: input.page - 1)
        let holders = Set(
            page.items.compactMap(\.task.claimedBy) + page.messages.compactMap(\.holder))
        // Nothing goes up to whoever leads nothing.
        let escalated =
            officer.may(.leadCases) ? try await tools.cases.escalated(to: officer) : []
        let model = InboxModel(
            tab: input.tab, sort: input.sort, search: input.search, page: input.page,
            inbox: page, found: found, officer: officer,
            catalogue: catalogue,
            names: try await tools.names(holders), now: context.now, escalated: escalated,
            acting: try await acting(officer, context.now))
        return .page(inboxView(model, context.ui))
    }

    /// Asked only for officers who stand in for somebody.
    private func acting(_ officer: Officer, _ now: Instant) async throws -> [Delegation] {
        guard officer.authorities.contains(where: { $0.capacity != .definitive }) else {
            return []
        }
        let zone = try await tools.shelf.zone()
        let delegations = Delegations(
            ledger: tools.cases.ledger, world: tools.world, zone: zone)
        return try await tools.store.read("workspace.acting") { reader in
            try delegations.list(for: officer.account, on: Day(now, in: zone), in: reader)
        }
    }

    /// The most urgent task that nobody else holds, so that one can work through the pile.
    private func next(_ context: OfficerContext, after: TrackingCode?) async throws -> Reply {
        let account = context.officer.account
        let page = try await tools.cases.inbox(of: context.officer, InboxQuery())
        let free = page.items.first { item in
            item.number != after && (item.task.claimedBy == nil || item.task.claimedBy == account)
        }
        guard let free else {
            return Reply.redirect(WorkspaceURL.inbox.filled()).flash(.success, "workspace.allDone")
        }
        return .redirect(WorkspaceURL.file(free.number))
    }
}

extension Catalogue {
    /// Whether the officer's work is to record payments: it is there while cases wait for them.
    fileprivate func isTreasurer(_ officer: Officer) -> Bool {
        services.values.contains { service in
            service.flow.all.contains { step in
                step.kind == .pay && officer.authority(unit: step.unit, role: step.role) != nil
            }
        }
    }
}
