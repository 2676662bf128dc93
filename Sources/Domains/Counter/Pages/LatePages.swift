import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Web

/// Somebody comes to the counter with what a case lacked.
struct LatePages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct SentInput: RouteInput {
        static let fields: [InputField] =
            [.path("nomor", max: 80)]
            + SheetInput.fields.filter { $0.name != "draf" }
        let number: CaseNumberInput
        let sent: SentSheet
        init(_ fields: inout FieldReader) throws(Refusal) {
            number = try CaseNumberInput(&fields)
            sent = SentSheet(&fields)
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.late, CaseNumberInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.number, officer))
            }.needing(.serve),
            Route.post(CounterURL.late, SentInput.self) { (officer: OfficerContext, input) in
                try await save(input, officer)
            } refused: { officer, form, _ in
                guard let number = try? TrackingCode(form.value("nomor")) else {
                    return try .notFound()
                }
                return .page(try await page(number, officer, again: form))
            }
            .limited {
                $0.fileBytes = SentFields.allFiles
                $0.files = 30
                $0.fields = SheetInput.mostFields
            }.needing(.serve),
            Route.get(CounterURL.lateCovers, CaseNumberInput.self, output: .file) {
                (officer: OfficerContext, input) in
                let file = try await tools.cases.file(input.number, for: officer.officer)
                let asked = try await tools.cases.askedDocuments(
                    of: file.record.id, for: officer.officer)
                guard let asked else { throw Refusal(.conflict, "counter.late.none") }
                let paper = CoverPaper(
                    id: file.record.id,
                    title: "\(officer.words(file.service.title)) · \(input.number.text)",
                    documents: asked.fields, hasRest: false,
                    catalogue: try await tools.shelf.published(), ui: officer.ui)
                let bytes = try await tools.renderer.render(paper.document(at: officer.now))
                return .file(bytes, type: "application/pdf", name: "sampul.pdf", inline: true)
            }.needing(.serve),
        ]
    }

    private func page(
        _ number: TrackingCode, _ officer: OfficerContext, problems: [FieldProblem] = [],
        again: FormState? = nil
    ) async throws -> Page {
        let file = try await tools.cases.file(number, for: officer.officer)
        // Whoever hides from the office corrects it without the office.
        guard !file.record.isAnonymous else { throw Refusal(.conflict, "counter.late.none") }
        let open = try await tools.cases.openCorrection(of: file)
        let asked = try await tools.cases.askedDocuments(
            of: file.record.id, for: officer.officer)
        let view = LateView(
            file: file, open: open, asked: asked?.fields ?? [],
            catalogue: try await tools.shelf.published(), ui: officer.ui)
        return view.page(problems: problems, again: again)
    }

    private func save(_ input: SentInput, _ officer: OfficerContext) async throws -> Reply {
        let number = input.number.number
        let open = try await open(number, officer)
        let sent = input.sent
        let files = try await SentFiles.receive(
            sent.files, fields: open.fields,
            there: open.draft?.files.mapValues(\.count) ?? [:], blobs: tools.blobs)
        do {
            try await desk.saveLate(sent, files, open, by: officer.officer)
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
        let fresh = try await self.open(number, officer)
        let here = CounterURL.late.filled(number.text)
        let isSending = sent.press == .send
        let shown = fresh.problems.filter { isSending && sent.shown.contains($0.field) }
        let named = Set(files.problems.map(\.field))
        let problems = files.problems + shown.filter { !named.contains($0.field) }
        guard problems.isEmpty else {
            return .page(try await page(number, officer, problems: problems), status: 422)
        }
        guard isSending else {
            return Reply.redirect(here).flash(.success, "counter.form.saved")
        }
        // What the corrected answers brought up is asked before it is called missing.
        guard fresh.fields.allSatisfy({ sent.shown.contains($0.id) }) else {
            return Reply.redirect(here).flash(.info, "counter.form.more")
        }
        try await desk.sendLate(fresh, signed: sent.isSigned, by: officer.officer)
        return Reply.redirect(CounterURL.desk.filled())
            .flash(.success, "counter.late.sent", ["number": number.text])
    }

    private func open(
        _ number: TrackingCode, _ officer: OfficerContext
    ) async throws -> OpenCorrection {
        let file = try await tools.cases.file(number, for: officer.officer)
        guard !file.record.isAnonymous, let open = try await tools.cases.openCorrection(of: file)
        else { throw Refusal(.conflict, "counter.late.none") }
        return open
    }
}
