import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Who has how much to do, and giving all tasks of one to others.
struct LoadPages: Sendable {
    let tools: LeadershipTools

    /// Rows that a page lists; the rest moves with "all".
    static let listed = 60

    struct ChoiceInput: RouteInput {
        static let fields: [InputField] = [
            .query("dari", max: 60), .query("unit", max: 60), .query("layanan", max: 60),
        ]
        let choice: MoveChoice?
        init(_ fields: inout FieldReader) { choice = MoveChoice(&fields) }
    }

    struct MoveInput: RouteInput {
        static let fields: [InputField] = [
            .form("dari", max: 60), .form("unit", max: 60), .form("layanan", max: 60),
            .form("cakupan", max: 10), .form("tugas", .choices, max: 120),
            .form("petugas", max: 60),
        ]
        let choice: MoveChoice?
        let isAll: Bool
        let tasks: [SeenTask]
        let person: AccountID?
        init(_ fields: inout FieldReader) {
            choice = MoveChoice(&fields)
            isAll = fields.optionalText("cakupan") == "semua"
            tasks = fields.choices("tugas").prefix(MoveChoice.most)
                .compactMap(SeenTask.init(marked:))
            person = fields.optionalText("petugas").flatMap { AccountID(text: $0) }
            if person == nil { fields.refuse("petugas", "leadership.move.nobody") }
            if !isAll, tasks.isEmpty { fields.refuse("tugas", "leadership.move.none") }
        }
    }

    struct UndoInput: RouteInput {
        static let fields: [InputField] = [
            .form("dari", max: 60), .form("petugas", max: 60),
            .form("tugas", .choices, max: 60),
        ]
        let from: AccountID?
        let to: AccountID?
        let tasks: Set<TaskID>
        init(_ fields: inout FieldReader) {
            from = fields.optionalText("dari").flatMap { AccountID(text: $0) }
            to = fields.optionalText("petugas").flatMap { AccountID(text: $0) }
            tasks = Set(
                fields.choices("tugas").prefix(MoveChoice.most).compactMap { TaskID(text: $0) })
        }
    }

    var routes: [Route] {
        [
            Route.get(LeadershipURL.load) { (context: OfficerContext) in
                .page(loadView(try await load(context), context.ui))
            }.needing(.leadCases),
            Route.get(LeadershipURL.loadList, ListInput.self) {
                (context: OfficerContext, input) in
                .page(loadListView(try await list(context, input), context.ui))
            }.needing(.leadCases),
            Route.get(LeadershipURL.move, ChoiceInput.self) {
                (context: OfficerContext, input) in
                guard let choice = input.choice else { throw Refusal(.notFound, "web.notFound") }
                var form = FormState()
                form.values["cakupan"] = ["semua"]
                return .page(try await movePage(choice, context, form))
            }.needing(.leadCases),
            Route.post(LeadershipURL.move, MoveInput.self) { (context: OfficerContext, input) in
                .page(try await move(input, context))
            } refused: { context, form, _ in
                let holder = form.value("dari")
                let choice = MoveChoice(
                    holder: AccountID(text: holder), unit: Self.text(form.value("unit")),
                    service: Self.text(form.value("layanan")))
                return .page(try await movePage(choice, context, form))
            }.needing(.leadCases).limited { $0.fields = 600 },
            Route.post(LeadershipURL.undo, UndoInput.self) { (context: OfficerContext, input) in
                guard let from = input.from, let to = input.to else {
                    throw Refusal(.invalid, "leadership.move.nobody")
                }
                let given = try await tools.giveBack(
                    input.tasks, from: from, to: to, by: context.officer)
                let names = try await names([to])
                return .page(
                    movedView(
                        MovedModel(tasks: given, to: to, from: nil, names: names), context.ui))
            }.needing(.leadCases).limited { $0.fields = 600 },
        ]
    }

    private static func text(_ typed: String) -> String? { typed.isEmpty ? nil : typed }

    private func load(_ context: OfficerContext) async throws -> LoadModel {
        let catalogue = try await tools.shelf.published()
        let now = context.now
        let today = Day(now, in: tools.zone)
        let reads = LoadReads(
            context.officer, catalogue.calendar, at: now, in: tools.zone)
        let colleagues = try await tools.cases.colleagues(of: context.officer)
        let (rows, away) = try await tools.store.read("leadership.load") { reader in
            let rows = try reads.rows(in: reader)
            let people = Set(rows.compactMap(\.holder) + colleagues.map(\.account))
            return (rows, try LoadReads.away(people, on: today, in: reader))
        }
        let strangers = Set(rows.compactMap(\.holder)).subtracting(colleagues.map(\.account))
        var known = Dictionary(colleagues.map { ($0.account, $0.name) }) { first, _ in first }
        known.merge(try await names(strangers)) { first, _ in first }
        return LoadModel(
            rows: rows, colleagues: colleagues, away: away, names: known, catalogue: catalogue,
            units: context.officer.scope(for: .leadCases).units, now: now, zone: tools.zone)
    }

    private func names(_ accounts: Set<AccountID>) async throws -> [AccountID: String] {
        guard !accounts.isEmpty else { return [:] }
        return try await tools.store.read("leadership.names") { reader in
            try tools.accounts.names(of: accounts, in: reader).accounts
        }
    }

    private func movePage(
        _ choice: MoveChoice, _ context: OfficerContext, _ form: FormState
    ) async throws -> Page {
        let tasks = try await tools.movable(choice, of: context.officer)
        let colleagues = try await tools.cases.colleagues(of: context.officer)
        let people = try await tools.cases.assignees(
            for: tasks.items.map(\.task), among: colleagues, seenBy: context.officer)
        let today = Day(context.now, in: tools.zone)
        let away = try await tools.store.read("leadership.away") { reader in
            try LoadReads.away(Set(people.map(\.account)), on: today, in: reader)
        }
        var known = Dictionary(colleagues.map { ($0.account, $0.name) }) { first, _ in first }
        if let holder = choice.holder, known[holder] == nil {
            known.merge(try await names([holder])) { first, _ in first }
        }
        let model = MoveModel(
            choice: choice, tasks: tasks, people: people, colleagues: colleagues, away: away,
            names: known, catalogue: try await tools.shelf.published(), now: context.now,
            zone: tools.zone)
        return moveView(model, form, context.ui)
    }

    private func move(_ input: MoveInput, _ context: OfficerContext) async throws -> Page {
        guard let choice = input.choice, let person = input.person else {
            throw Refusal(.invalid, "leadership.move.nobody", field: "petugas")
        }
        var tasks = input.tasks
        if input.isAll {
            tasks = try await tools.movable(choice, of: context.officer).items.map(\.seen)
        }
        guard !tasks.isEmpty else {
            throw Refusal(.conflict, "leadership.move.none", field: "tugas")
        }
        let given = await tools.cases.assignMany(tasks, to: person, by: context.officer)
        let names = try await names(Set([person, choice.holder].compactMap(\.self)))
        return movedView(
            MovedModel(
                tasks: given, to: person,
                from: choice.holder == person ? nil : choice.holder, names: names),
            context.ui)
    }
}

extension MoveChoice {
    /// Nothing where no holder is named.
    fileprivate init?(_ fields: inout FieldReader) {
        guard let text = fields.optionalText("dari") else { return nil }
        let holder = AccountID(text: text)
        guard text == "belum" || holder != nil else { return nil }
        self.init(
            holder: holder, unit: fields.optionalText("unit").flatMap { UnitCode($0)?.text },
            service: fields.optionalText("layanan").flatMap { ServiceCode($0)?.text })
    }
}

extension SeenTask {
    /// The value of its tick box.
    var marked: String { "\(number.symbols) \(revision) \(task.text)" }

    init?(marked text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, let number = try? TrackingCode(parts[0]),
            let revision = Int64(parts[1]), let task = TaskID(text: parts[2])
        else { return nil }
        self.init(number: number, revision: revision, task: task)
    }
}
