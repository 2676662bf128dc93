import Cases
import Contracts
import Kernel
import People
import Web

/// Many tasks of a team given to one person, each by an act of its own.
struct TeamPages: Sendable {
    let tools: WorkspaceTools

    struct GiveInput: RouteInput {
        static let fields: [InputField] = [
            .form("tugas", .choices, max: 120), .form("petugas", max: 60),
            .form("layanan", max: 80), .form("pemegang", max: 60), .form("hal", max: 10),
        ]
        let tasks: [SeenTask]
        let person: AccountID?
        init(_ fields: inout FieldReader) {
            tasks = fields.tasks("tugas", most: InboxQuery.pageSize, "workspace.team")
            person = fields.optionalText("petugas").flatMap { AccountID(text: $0) }
            if person == nil { fields.refuse("petugas", "workspace.team.nobody") }
        }
    }

    var routes: [Route] {
        [
            Route.post(WorkspaceURL.team, GiveInput.self) { (context: OfficerContext, input) in
                guard let person = input.person else {
                    throw Refusal(.invalid, "workspace.team.nobody", field: "petugas")
                }
                let given = await tools.cases.assignMany(
                    input.tasks, to: person, by: context.officer)
                let name = try await tools.names([person])[person]
                return .page(teamResultView(given, name, context.ui))
            } refused: { context, form, _ in
                var input = InboxPages.ListInput(tab: .team)
                input.page = min(max(1, Int(form.value("hal")) ?? 1), 100_000)
                input.narrow(service: form.value("layanan"), holder: form.value("pemegang"))
                return try await InboxPages(tools: tools).list(context, input, form)
            }.needing(.leadCases)
        ]
    }
}

extension SeenTask {
    /// The value of its tick box.
    var text: String { "\(number.symbols) \(revision) \(task.text)" }

    init?(text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, let number = try? TrackingCode(parts[0]),
            let revision = Int64(parts[1]), let task = TaskID(text: parts[2])
        else { return nil }
        self.init(number: number, revision: revision, task: task)
    }
}

extension FieldReader {
    /// The tasks that are ticked, each once: at least one.
    /// - Parameter key: under which `none` and `many` say what is wrong.
    mutating func tasks(_ name: String, most: Int, _ key: String) -> [SeenTask] {
        var seen: Set<SeenTask> = []
        let tasks = choices(name).compactMap(SeenTask.init(text:))
            .filter { seen.insert($0).inserted }
        if tasks.isEmpty { refuse(name, "\(key).none") }
        if tasks.count > most { refuse(name, "\(key).many") }
        return tasks
    }
}
