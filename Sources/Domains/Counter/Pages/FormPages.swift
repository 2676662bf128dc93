import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Web

/// The whole form of a service on one page, for somebody who types fast.
struct FormPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    var routes: [Route] {
        [
            Route.get(CounterURL.form, FormAddress.self) { (officer: OfficerContext, input) in
                if let number = try await sent(input.draft, officer) {
                    return .redirect(CounterURL.receipt.filled(number.text))
                }
                let open = try await desk.open(input.draft, by: officer.officer)
                return .page(try await page(open, officer))
            }.needing(.serve),
            Route.post(CounterURL.form, SheetInput.self) { (officer: OfficerContext, input) in
                try await save(input, officer)
            } refused: { officer, form, _ in
                let open = try await desk.open(form.value("draf"), by: officer.officer)
                return .page(try await page(open, officer, again: form))
            }
            .limited {
                $0.fileBytes = SentFields.allFiles
                $0.files = 30
                $0.fields = SheetInput.mostFields
                $0.bodyBytes = 1_000_000
            }.needing(.serve),
            Route.post(CounterURL.leave, FormAddress.self) { (officer: OfficerContext, input) in
                try await desk.leave(input.draft, by: officer.officer)
                return Reply.redirect(CounterURL.desk.filled()).flash(.success, "counter.left")
            }.needing(.serve),
            Route.get(CounterURL.statement, FormAddress.self, output: .file) {
                (officer: OfficerContext, input) in
                let open = try await desk.open(input.draft, by: officer.officer)
                let person = try await person(open)
                let paper = StatementPaper(open: open, person: person, ui: officer.ui)
                let bytes = try await tools.renderer.render(paper.document(at: officer.now))
                return .file(
                    bytes, type: "application/pdf", name: "pernyataan.pdf", inline: true)
            }.needing(.serve),
            Route.get(CounterURL.file, FormFileAddress.self, output: .file) {
                (officer: OfficerContext, input) in
                let open = try await desk.open(input.draft, by: officer.officer)
                let file = try find(input, open)
                let blobs = tools.blobs
                let found = try await tools.store.read("blob") {
                    try blobs.blob(file.blob.value, in: $0)
                }
                return .file(
                    type: file.kind.mediaType, name: file.name, length: Int(found.size)
                ) { writer in
                    for try await chunk in blobs.stream(found) { try await writer.write(chunk) }
                }
            }.needing(.serve),
            Route.get(CounterURL.thumb, FormFileAddress.self, output: .file) {
                (officer: OfficerContext, input) in
                let open = try await desk.open(input.draft, by: officer.officer)
                let file = try find(input, open)
                let picture = try await tools.store.read("thumb") { [drafts = tools.drafts] in
                    try drafts.checks.picture(file.blob, page: 0, owner: open.draft.id, in: $0)
                }
                guard let picture else { return try .notFound() }
                return .picture(try await tools.blobs.read(picture), name: "pratinjau.jpg")
            }.needing(.serve),
        ]
    }

    /// The number of what this officer has sent already: going back meets no wall.
    private func sent(_ id: String, _ officer: OfficerContext) async throws -> TrackingCode? {
        guard let draft = CaseID(text: id) else { return nil }
        return try await tools.store.read("counter.sent") { reader in
            guard let sitting = try SittingRows.find(draft, in: reader),
                sitting.officer == officer.officer.account
            else { return nil }
            return sitting.number
        }
    }

    /// No look is noted: `open` has noted it.
    private func person(_ open: OpenSitting) async throws -> ServedPerson {
        try await tools.store.read("counter.served") { [walkins = tools.walkins] reader in
            try walkins.served(open.sitting.person, in: reader)
        }
    }

    private func page(
        _ open: OpenSitting, _ officer: OfficerContext, problems: [FieldProblem] = [],
        again: FormState? = nil, isConflict: Bool = false
    ) async throws -> Page {
        let view = FormSheetView(
            open: open, person: try await person(open), ui: officer.ui,
            taken: try await tools.cases.taken(open.service))
        return view.page(problems: problems, again: again, isConflict: isConflict)
    }

    private func save(_ input: SheetInput, _ officer: OfficerContext) async throws -> Reply {
        if let number = try await sent(input.draft, officer) {
            return .redirect(CounterURL.receipt.filled(number.text))
        }
        let open = try await desk.open(input.draft, by: officer.officer)
        let sent = input.sent
        let files = try await SentFiles.receive(
            sent.files, fields: open.form.fields, there: open.draft.files.mapValues(\.count),
            blobs: tools.blobs)
        let isConflict: Bool
        do {
            isConflict = try await desk.save(sent, files, open, by: officer.officer)
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
        let fresh = try await desk.open(input.draft, by: officer.officer)
        return try await answer(sent, files.problems, fresh, isConflict, officer)
    }

    private func answer(
        _ sent: SentSheet, _ refused: [FieldProblem], _ open: OpenSitting, _ isConflict: Bool,
        _ officer: OfficerContext
    ) async throws -> Reply {
        let here = CounterURL.form.filled(open.id)
        if isConflict {
            var typed = SentFields.form(sent.typed)
            typed.values["pernyataan"] = sent.isSigned ? ["ya"] : []
            typed.values["asli"] = sent.originals
            return .page(
                try await page(open, officer, again: typed, isConflict: true), status: 409)
        }
        if let row = sent.row {
            return .redirect("\(here)#\(row.anchor(sent.typed, open.form.fields))")
        }
        let asked = open.groups.flatMap(\.fields)
        // A question that has only just appeared is asked before it is called missing.
        let wrong = open.problems.filter { sent.press == .send || sent.shown.contains($0.field) }
        let named = Set(refused.map(\.field))
        let isPlain = sent.removes != nil || sent.press == .upload
        let problems = refused + (isPlain ? [] : wrong.filter { !named.contains($0.field) })
        let isMore = !asked.allSatisfy { sent.shown.contains($0.id) }
        if isMore, !isPlain, refused.isEmpty {
            let first = asked.first { !sent.shown.contains($0.id) }
            let anchor = first.map { "#" + SentFields.anchor($0.id) } ?? ""
            return Reply.redirect(here + anchor).flash(.info, "counter.form.more")
        }
        guard problems.isEmpty else {
            return .page(
                try await page(open, officer, problems: problems), status: 422)
        }
        guard sent.press == .send else {
            return Reply.redirect(here).flash(.success, "counter.form.saved")
        }
        let number = try await desk.send(open, signed: sent.isSigned, by: officer.officer)
        return Reply.redirect(CounterURL.receipt.filled(number.text))
            .flash(.success, "counter.sent", ["number": number.text])
    }

    private func find(_ input: FormFileAddress, _ open: OpenSitting) throws -> FileAnswer {
        let files = open.draft.files[input.field] ?? []
        guard let file = files.first(where: { $0.blob.text == input.blob }) else {
            throw Refusal(.notFound, "web.notFound")
        }
        return file
    }
}
