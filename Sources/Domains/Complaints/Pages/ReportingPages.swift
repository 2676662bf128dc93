import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Writing a report: photo first, everything on one page.
struct ReportingPages: Sendable {
    let desk: ReportingDesk

    struct ReportInput: RouteInput {
        static let fields = SentReport.inputs
        let sent: SentReport
        init(_ fields: inout FieldReader) { sent = SentReport(&fields) }
    }

    struct BlobInput: RouteInput {
        static let fields: [InputField] = [.path("blob", max: 60)]
        let blob: BlobID?
        init(_ fields: inout FieldReader) { blob = BlobID(text: fields.text("blob")) }
    }

    var routes: [Route] {
        [
            Route.get(ComplaintURL.new) { (visit: VisitorContext) in
                .page(try await page(try await desk.open(visit), visit))
            },
            Route.post(ComplaintURL.new, ReportInput.self) { (visit: VisitorContext, input) in
                try await save(input.sent, visit)
            } refused: { visit, form, _ in
                .page(try await page(try await desk.open(visit), visit, again: form))
            }.limited {
                $0.fileBytes = SentFields.allFiles
                $0.files = 10
            },
            Route.post(ComplaintURL.discard) { (visit: VisitorContext) in
                if let open = try await desk.open(visit) { try await desk.discard(open) }
                return Reply.redirect(ComplaintURL.list.filled()).endingFlow()
                    .flash(.success, "complaints.discarded")
            },
            Route.get(ComplaintURL.ownPhoto, BlobInput.self, output: .file) {
                (visit: VisitorContext, input) in
                guard let open = try await desk.open(visit), let blob = input.blob else {
                    return try .notFound()
                }
                let picture = try await desk.store.read("report.thumb") { [desk] reader in
                    try desk.tools.drafts.checks.picture(
                        blob, page: 0, owner: open.draft.id, in: reader)
                }
                guard let picture else { return try .notFound() }
                return .picture(try await desk.tools.blobs.read(picture), name: "foto.jpg")
            },
        ]
    }

    private func page(
        _ open: OpenReport?, _ visit: VisitorContext, problems: [FieldProblem] = [],
        again: FormState? = nil
    ) async throws -> Page {
        let catalogue = try await desk.tools.shelf.published()
        guard let service = open?.service ?? catalogue.reportService else {
            throw Refusal(.unavailable, "complaints.closed")
        }
        return WriteView(
            open: open, service: service, catalogue: catalogue,
            today: Day(visit.now, in: catalogue.profile.zone), ui: visit.ui
        ).page(problems: problems, again: again)
    }

    private func save(_ sent: SentReport, _ visit: VisitorContext) async throws -> Reply {
        if case .officer? = visit.person {
            throw Refusal(.forbidden, "complaints.officer")
        }
        var secret: SecretToken?
        var open = try await desk.open(visit)
        if open == nil {
            secret = try await desk.begin(visit)
            open = try await desk.reopened(visit, secret)
        }
        guard let begun = open else { throw Refusal(.notFound, "forms.draft.gone") }
        let refused = try await desk.save(sent, begun)
        guard let fresh = try await desk.reopened(visit, secret) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        return keep(secret, try await answer(sent, refused, fresh, visit))
    }

    private func answer(
        _ sent: SentReport, _ refused: [FieldProblem], _ open: OpenReport,
        _ visit: VisitorContext
    ) async throws -> Reply {
        let isPlain = sent.removes != nil || sent.press == .upload
        let wrong = open.problems.filter { sent.shown.contains($0.field) }
        let named = Set(refused.map(\.field))
        let problems = refused + (isPlain ? [] : wrong.filter { !named.contains($0.field) })
        guard problems.isEmpty else {
            return .page(try await page(open, visit, problems: problems), status: 422)
        }
        if isPlain { return .redirect(ComplaintURL.new.filled()) }
        guard open.problems.isEmpty else {
            return Reply.redirect(ComplaintURL.new.filled()).flash(.info, "complaints.more")
        }
        return .redirect(ComplaintURL.check.filled())
    }

    private func keep(_ secret: SecretToken?, _ reply: Reply) -> Reply {
        guard let secret else { return reply }
        return reply.startingFlow(secret.text, seconds: ReportingDesk.guestSeconds)
    }
}

extension ReportingDesk {
    /// The report again, also where the browser has not sent back its secret yet.
    func reopened(_ visit: VisitorContext, _ secret: SecretToken?) async throws -> OpenReport? {
        guard let secret else { return try await open(visit) }
        let own = try await store.read("report.begun", short: true) {
            try ReportDraftRows.of(secret, in: $0)
        }
        guard let own else { return nil }
        return try await load(own)
    }
}
