import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Asking before applying: a question is a case too, made in one go.
struct AskPages: Sendable {
    /// The service by which questions run, where the city has it.
    static let service = "tanya"

    let desk: ErrandDesk

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .path("kode"), .form("kunci", max: 40), .form("pertanyaan", max: 16_000),
        ]
        let code: String
        /// Made with the page, so that pressing twice asks once.
        let key: String
        let question: String
        init(_ fields: inout FieldReader) {
            code = fields.text("kode")
            key = fields.text("kunci")
            question = fields.text("pertanyaan")
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.ask, CodeInput.self) { (citizen: ErrandContext, input) in
                try await show(input.code, citizen, FormState())
            },
            Route.post(PortalURL.ask, Input.self) { (citizen: ErrandContext, input) in
                try await ask(input, citizen)
            } refused: { citizen, form, _ in
                try await show(form.value("kode"), citizen, form)
            },
        ]
    }

    private func find(_ code: String) async throws -> (asked: Service, by: Service) {
        let catalogue = try await desk.tools.shelf.published()
        guard let code = ServiceCode(code), let asked = catalogue.services[code],
            asked.isPublic, let own = ServiceCode(Self.service), let by = catalogue.services[own],
            own != code
        else { throw Refusal(.notFound, "web.notFound") }
        return (asked, by)
    }

    private func show(
        _ code: String, _ citizen: ErrandContext, _ form: FormState
    ) async throws -> Reply {
        let (asked, by) = try await find(code)
        let fresh: CaseID = desk.tools.world.id()
        let key = form.value("kunci").isEmpty ? fresh.text : form.value("kunci")
        var state = form
        state.problems = form.problems.map {
            $0.field == "kunci" ? Refusal.Problem($0.key, field: nil, values: $0.values) : $0
        }
        return .page(AskView.page(asked, by, key: key, state, citizen.ui))
    }

    private func ask(_ input: Input, _ citizen: ErrandContext) async throws -> Reply {
        let (asked, by) = try await find(input.code)
        guard let id = CaseID(text: input.key) else {
            throw Refusal(.invalid, "web.expired")
        }
        try desk.check(by.code, citizen)
        let account = citizen.citizen.account
        if try await desk.cases.number(of: id, for: account) == nil {
            try await draft(id, by, asked, input.question, account)
        }
        do {
            let number = try await desk.cases.submit(
                id, by: account, agent: citizen.agent, language: citizen.language,
                declared: true)
            return .redirect(PortalURL.caseFile.filled(number.text))
                .flash(.success, "portal.ask.sent", ["number": number.text])
        } catch let refusal as Refusal where refusal.kind == .invalid {
            throw Refusal(
                .invalid,
                problems: refusal.problems.map { $0.at("pertanyaan") })
        }
    }

    /// The question as a draft of its service, written anew when it was refused before.
    private func draft(
        _ id: CaseID, _ by: Service, _ asked: Service, _ question: String, _ account: AccountID
    ) async throws {
        let typed = TypedAnswers(["layanan": [asked.title.id], "pertanyaan": [question]])
        let form = by.form
        try await desk.store.write("question.draft") { [drafts = desk.drafts] tx in
            var draft = try drafts.load(id, account: account, in: tx)
            if draft == nil {
                try drafts.begin(
                    id, account: account, service: by.code, version: by.version, in: tx)
                draft = try drafts.load(id, account: account, in: tx)
            }
            for group in form.groups {
                let content = SectionContent(
                    answers: typed.read(form, group: group.id).answers, typed: typed)
                _ = try drafts.save(
                    id, account: account, group: group.id, content: content,
                    revision: draft?.revision(group.id) ?? 0, in: tx)
            }
        }
    }
}
