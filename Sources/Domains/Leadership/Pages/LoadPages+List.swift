import Cases
import Contracts
import Kernel
import People
import Store
import Web

extension LoadPages {
    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("jenis", max: 20), .query("unit", max: 60), .query("dari", max: 60),
            .query("hal", max: 6),
        ]
        let kind: LoadKind?
        let unit: String?
        let holder: AccountID?
        let isFree: Bool
        let page: Int
        init(_ fields: inout FieldReader) {
            kind = LoadKind(word: fields.optionalText("jenis") ?? LoadKind.open.word)
            unit = fields.optionalText("unit").flatMap { UnitCode($0)?.text }
            let text = fields.optionalText("dari")
            holder = text.flatMap { AccountID(text: $0) }
            isFree = text == "belum"
            page = min(fields.page(), 1_000)
        }
    }

    func list(_ context: OfficerContext, _ input: ListInput) async throws -> LoadListModel {
        guard let kind = input.kind else { throw Refusal(.notFound, "web.notFound") }
        let catalogue = try await tools.shelf.published()
        let reads = LoadReads(
            context.officer, catalogue.calendar, at: context.now, in: tools.zone)
        let list = LoadList(
            reads: reads, kind: kind, unit: input.unit, holder: input.holder,
            isFree: input.isFree)
        let (items, names) = try await tools.store.read("leadership.loadList") { [tools] reader in
            let items = try list.page(
                skipping: (input.page - 1) * LoadList.pageSize, in: reader)
            let people = Set(items.compactMap(\.holder) + [input.holder].compactMap(\.self))
            let names =
                people.isEmpty
                ? [:] : try tools.accounts.names(of: people, in: reader).accounts
            return (items, names)
        }
        return LoadListModel(
            list: list, items: Array(items.prefix(LoadList.pageSize)),
            hasMore: items.count > LoadList.pageSize, page: input.page, names: names,
            catalogue: catalogue, now: context.now, zone: tools.zone)
    }
}

extension LoadReads {
    /// The tasks that an officer leads, with the ends of ages and of the week by the calendar.
    init(_ officer: Officer, _ calendar: WorkingCalendar, at now: Instant, in zone: Zone) {
        let today = Day(now, in: zone)
        self.init(
            scope: officer.scope(for: .leadCases), now: now,
            soon: calendar.horizon(5, from: now).last ?? now,
            bounds: Self.ages.map { days in
                let day = try? calendar.adding(workingDays: -days, to: today)
                return (day ?? today.adding(days: -days * 7 / 5)).start(in: zone)
            })
    }
}
