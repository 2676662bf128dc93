import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Giving a task to a person, by whoever leads the case or the unit that has the task.
struct AssignPages: Sendable {
    let tools: WorkspaceTools

    struct ShowInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("tugas")]
        let number: TrackingCode
        let task: TaskID
        init(_ fields: inout FieldReader) throws {
            number = try CaseNumber.read(&fields)
            task = try fields.id("tugas", else: "case.not_found")
        }
    }

    struct GiveInput: RouteInput {
        static let fields =
            ShowInput.fields + [.form("revisi", .integer, max: 20), .form("petugas", max: 60)]
        let shown: ShowInput
        let revision: Int64
        let person: AccountID?
        init(_ fields: inout FieldReader) throws {
            shown = try ShowInput(&fields)
            revision = fields.integer("revisi", 0...Int64.max)
            person = fields.value("petugas", "case.assign.person") { AccountID(text: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.assign, ShowInput.self) { (context: OfficerContext, input) in
                try await page(context, input.number, input.task, FormState())
            },
            Route.post(WorkspaceURL.assign, GiveInput.self) { (context: OfficerContext, input) in
                let number = input.shown.number
                let record = try await tools.cases.record(number, for: context.officer)
                guard let person = input.person else {
                    throw Refusal(.invalid, "case.assign.person", field: "petugas")
                }
                try await tools.cases.assign(
                    OfficerAct(
                        caseID: record.id, revision: input.revision, officer: context.officer),
                    task: input.shown.task, to: person)
                return Reply.redirect(WorkspaceURL.file(number))
                    .flash(.success, "workspace.done.assign")
            } refused: { context, form, _ in
                guard let number = try? TrackingCode(form.value("nomor")),
                    let task = TaskID(text: form.value("tugas"))
                else { throw Refusal(.notFound, "case.not_found") }
                return try await page(context, number, task, form.naming(["person": "petugas"]))
            },
        ]
    }

    private func page(
        _ context: OfficerContext, _ number: TrackingCode, _ task: TaskID, _ form: FormState
    ) async throws -> Reply {
        let found = try await tools.cases.assignment(number, task: task, by: context.officer)
        var people = Set(found.people.map(\.account))
        if let holder = found.task.claimedBy { people.insert(holder) }
        let names = try await tools.names(people)
        let rules = try await tools.cases.rules(
            found.record.service, version: found.record.version)
        return .page(assignView(found, names, rules, form, context.ui))
    }
}
