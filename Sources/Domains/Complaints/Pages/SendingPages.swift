import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// Before a report is sent: is it there already, is it right, and how the city can answer.
struct SendingPages: Sendable {
    let desk: ReportingDesk

    struct ContactInput: RouteInput {
        static let fields: [InputField] = [
            .form("kontak", max: 200), .form(WorkAnswer.challenge, max: 200),
            .form(WorkAnswer.answer, max: 200),
        ]
        let contact: Contact?
        let work: WorkAnswer
        init(_ fields: inout FieldReader) {
            contact = fields.parsed("kontak") { try Contact(typed: $0) }
            work = WorkAnswer(
                challenge: fields.optionalText(WorkAnswer.challenge) ?? "",
                answer: fields.optionalText(WorkAnswer.answer) ?? "")
        }
    }

    struct CodeInput: RouteInput {
        static let fields: [InputField] = [.form("kode", max: 20)]
        let code: String
        init(_ fields: inout FieldReader) { code = fields.text("kode") }
    }

    struct TopicInput: RouteInput {
        static let fields: [InputField] = [.form("kategori", max: 40)]
        let topic: String
        init(_ fields: inout FieldReader) { topic = fields.text("kategori") }
    }

    struct WordsInput: RouteInput {
        static let fields: [InputField] = [.query("q", max: 4_000)]
        let text: String
        init(_ fields: inout FieldReader) { text = fields.optionalText("q") ?? "" }
    }

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80)]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    var routes: [Route] {
        [
            Route.get(ComplaintURL.check) { (visit: VisitorContext) in
                try await check(visit, FormState())
            },
            Route.post(ComplaintURL.topic, TopicInput.self) { (visit: VisitorContext, input) in
                try await desk.choose(input.topic, try await own(visit))
                return .redirect(ComplaintURL.check.filled())
            },
            Route.get(ComplaintURL.suggestions, WordsInput.self, output: .data) {
                (visit: VisitorContext, input) in
                let catalogue = try await desk.tools.shelf.published()
                return .json(suggestionList(catalogue.suggested(input.text), visit.language))
            },
            Route.post(ComplaintURL.contact, ContactInput.self) {
                (visit: VisitorContext, input) in
                let open = try await own(visit)
                guard open.own.isGuest, let contact = input.contact else {
                    return .redirect(ComplaintURL.check.filled())
                }
                try await desk.refuseBlocked(
                    open.own.account, visit.language, contact: contact)
                try await desk.tools.floods(open.catalogue).admit(
                    open, input.work, to: contact, visit.request.visitor, visit.language)
                try await desk.tools.walkins.askReporter(
                    open.own.account, contact, from: visit.request.visitor)
                return .redirect(ComplaintURL.code.filled())
            } refused: { visit, form, _ in
                try await check(visit, form.named)
            }.limited { $0.rate = .sensitive },
            Route.get(ComplaintURL.code) { (visit: VisitorContext) in
                _ = try await own(visit)
                return .page(codeView(FormState(), visit.ui))
            },
            Route.post(ComplaintURL.code, CodeInput.self) { (visit: VisitorContext, input) in
                let open = try await own(visit)
                try await desk.tools.walkins.confirmReporter(
                    open.own.account, code: input.code, from: visit.request.visitor)
                do {
                    return try await send(open, visit)
                } catch let refusal as Refusal where refusal.kind == .tooMuch {
                    // The code is used, and has shown where the city answers.
                    return .redirect(ComplaintURL.check.filled())
                }
            } refused: { visit, form, _ in
                .page(codeView(form.named, visit.ui), status: 422)
            }.limited { $0.rate = .sensitive },
            Route.post(ComplaintURL.send, NoInput.self) { (visit: VisitorContext, _) in
                let open = try await own(visit)
                guard try await desk.isReachable(open) else {
                    return .redirect(ComplaintURL.check.filled())
                }
                return try await send(open, visit)
            } refused: { visit, form, _ in
                try await check(visit, form)
            },
            Route.get(ComplaintURL.sent, NumberInput.self) { (visit: VisitorContext, input) in
                guard let number = try? TrackingCode(input.number) else { return try .notFound() }
                let catalogue = try await desk.tools.shelf.published()
                return .page(sentView(number, catalogue, visit))
            },
        ]
    }

    private func own(_ visit: VisitorContext) async throws -> OpenReport {
        guard let open = try await desk.open(visit) else {
            throw Refusal(.notFound, "complaints.draft.gone")
        }
        return open
    }

    private func check(_ visit: VisitorContext, _ form: FormState) async throws -> Reply {
        guard let open = try await desk.open(visit), open.problems.isEmpty else {
            return .redirect(ComplaintURL.new.filled())
        }
        let floods = desk.tools.floods(open.catalogue)
        var wait: Refusal.Problem?
        var work: WorkChallenge?
        let isReachable = try await desk.isReachable(open)
        switch try await floods.standing(open, visit.request.visitor) {
        case .free: break
        case .stopped(let until):
            wait = floods.stopped(until, open.catalogue, visit.language).problems.first
        case .work(let bits):
            work = isReachable ? nil : floods.challenge(open, bits: bits)
        }
        let view = CheckView(
            open: open, near: try await desk.near(open), isReachable: isReachable, wait: wait,
            work: work, ui: visit.ui)
        return .page(view.page(form))
    }

    private func send(_ open: OpenReport, _ visit: VisitorContext) async throws -> Reply {
        let number = try await desk.send(
            open, from: visit.request.visitor, language: visit.language)
        return Reply.redirect(ComplaintURL.sent.filled(number.text)).endingFlow()
    }
}

/// Suggested topics for a script: code, title, and the words that spoke for each.
private func suggestionList(_ found: [SuggestedTopic], _ language: Language) -> JSONValue {
    .array(
        found.map { one in
            [
                "code": .string(one.topic.code), "title": .string(one.topic.title.text(language)),
                "words": .array(one.words.map { .string($0) }),
            ]
        })
}

extension FormState {
    /// Problems of People name their fields in English; the form has its own names.
    fileprivate var named: FormState { naming(["contact": "kontak", "code": "kode"]) }
}
