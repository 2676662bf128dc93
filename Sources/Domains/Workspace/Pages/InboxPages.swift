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
            .query("layanan", max: 80), .query("pemegang", max: 60),
        ]
        let tab: InboxQuery.Tab
        let sort: InboxSort
        let search: String
        var page: Int
        var narrowed = Narrowed()

        init(tab: InboxQuery.Tab) {
            self.tab = tab
            sort = .due
            search = ""
            page = 1
        }

        init(_ fields: inout FieldReader) {
            tab = InboxTab.tab(fields.optionalText("daftar") ?? "")
            sort = InboxSort(rawValue: fields.optionalText("urut") ?? "") ?? .due
            search = fields.optionalText("q") ?? ""
            page = fields.page()
            narrow(
                service: fields.optionalText("layanan") ?? "",
                holder: fields.optionalText("pemegang") ?? "")
        }

        /// What nobody knows narrows nothing.
        mutating func narrow(service: String, holder: String) {
            narrowed = Narrowed(service: ServiceCode(service), holder: HolderWord.holder(holder))
        }

        func query(_ tab: InboxQuery.Tab) -> InboxQuery {
            InboxQuery(
                tab: tab, order: sort.order, page: page - 1, service: narrowed.service,
                holder: narrowed.holder)
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

    /// - Parameter form: what was to be given from a team's list, after a refusal.
    func list(
        _ context: OfficerContext, _ input: ListInput, _ form: FormState = FormState()
    ) async throws -> Reply {
        let officer = context.officer
        if let number = try? TrackingCode(input.search),
            (try? await tools.cases.record(number, for: officer)) != nil
        {
            return .redirect(WorkspaceURL.file(number))
        }
        let leads = officer.may(.leadCases)
        let tab = input.tab == .team && !leads ? .unit : input.tab
        // A search shows no list, only how much waits on each.
        let isSearch = !input.search.isEmpty
        let page = try await tools.cases.inbox(of: officer, isSearch ? nil : input.query(tab))
        let catalogue = try await tools.shelf.published()
        if tab == .unit, !isSearch, !input.narrowed.isNarrow, page.items.isEmpty,
            page.counts[.waiting] ?? 0 > 0, catalogue.isTreasurer(officer)
        {
            return .redirect(InboxTab.address(.waiting))
        }
        let found =
            isSearch
            ? try await tools.cases.find(input.search, for: officer, page: input.page - 1) : nil
        let colleagues = isSearch ? [] : try await tools.cases.colleagues(of: officer)
        // Names of colleagues are known; of others only those are asked that stand on the page.
        var names = Dictionary(colleagues.map { ($0.account, $0.name) }) { first, _ in first }
        let strangers = Set(
            page.items.compactMap(\.task.claimedBy) + page.messages.compactMap(\.holder)
        ).subtracting(names.keys)
        names.merge(try await tools.names(strangers)) { known, _ in known }
        // Nothing goes up to whoever leads nothing.
        let escalated = leads ? try await tools.cases.escalated(to: officer) : []
        var model = InboxModel(
            tab: tab, sort: input.sort, search: input.search, page: input.page,
            inbox: page, found: found, officer: officer, catalogue: catalogue,
            names: names, now: context.now, escalated: escalated,
            acting: try await acting(officer, context.now))
        model.narrowed = input.narrowed
        model.colleagues = colleagues
        model.form = form
        if tab == .team {
            model.assignees = try await tools.cases.assignees(
                for: page.items.map(\.task), among: colleagues, seenBy: officer)
        }
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
