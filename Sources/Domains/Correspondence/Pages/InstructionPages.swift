import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Web

/// Instructions: to oneself, from oneself, and each to its end.
struct InstructionPages: Sendable {
    let tools: CorrespondenceTools

    var routes: [Route] { lists + writing + acts + files }

    private var lists: [Route] {
        [
            Route.get(CorrespondenceURL.inbox, InstructionListInput.self) {
                (context: OfficerContext, input) in
                .page(try await list(input, context))
            },
            Route.get(CorrespondenceURL.figures) { (context: OfficerContext) in
                var office = try await Office(tools, context)
                let figures = try await tools.figures(for: context.officer)
                office.plates = try await tools.plates([], figures.map(\.position))
                return .page(FiguresView(figures: figures, office: office).page)
            }.needing(.leadCases),
            Route.get(CorrespondenceURL.instruction, InstructionInput.self) {
                (context: OfficerContext, input) in
                .page(try await show(input.id, context, FormState()))
            },
        ]
    }

    private var writing: [Route] {
        [
            Route.get(CorrespondenceURL.newInstruction, AboutInput.self) {
                (context: OfficerContext, input) in
                guard let about = input.about else { return try .notFound() }
                return .page(try await new(about, context, nil))
            },
            Route.post(CorrespondenceURL.newInstruction, NewInstructionInput.self) {
                (context: OfficerContext, input) in
                guard let order = input.order else { return try .notFound() }
                let id = try await tools.give(
                    order, by: context.officer, in: context.ui.language)
                return Reply.redirect(CorrespondenceURL.instruction.filled(id.text))
                    .flash(.success, "correspondence.given")
            } refused: { context, form, _ in
                let about = AboutInput.about(
                    mail: form.value("surat"), file: form.value("berkas"),
                    passing: form.value("dari"))
                guard let about else { return try .notFound() }
                return .page(try await new(about, context, form))
            },
        ]
    }

    private var acts: [Route] {
        [
            Route.post(CorrespondenceURL.answer, AnswerInput.self) {
                (context: OfficerContext, input) in
                guard let recipient = input.told.recipient else { return try .notFound() }
                try await tools.answer(
                    recipient, input.text, input.files, by: context.officer)
                return done(input.told.id, "correspondence.answered")
            } refused: { context, form, _ in
                try await again(context, form)
            }.limited { $0.files = KeptFiles.rule.maxCount },
            Route.post(CorrespondenceURL.accept, RecipientInput.self) {
                (context: OfficerContext, input) in
                guard let recipient = input.recipient else { return try .notFound() }
                try await tools.accept(recipient, by: context.officer)
                return done(input.id, "correspondence.accepted")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.sendBack, SendBackInput.self) {
                (context: OfficerContext, input) in
                guard let recipient = input.told.recipient else { return try .notFound() }
                try await tools.sendBack(
                    recipient, because: input.reason, by: context.officer)
                return done(input.told.id, "correspondence.returned")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.extend, ExtendInput.self) {
                (context: OfficerContext, input) in
                guard let due = input.due else { return try .notFound() }
                try await tools.extend(
                    input.id, until: due, because: input.reason, by: context.officer,
                    in: context.ui.language)
                return done(input.id, "correspondence.extended")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.end, EndInput.self) {
                (context: OfficerContext, input) in
                guard let end = input.end else { return try .notFound() }
                try await tools.end(input.id, as: end, because: input.reason, by: context.officer)
                return done(input.id, "correspondence.ended")
            } refused: { context, form, _ in
                try await again(context, form)
            },
        ]
    }

    private var files: [Route] {
        [
            Route.get(
                CorrespondenceURL.instructionFile, InstructionFileInput.self, output: .file
            ) { (context: OfficerContext, input) in
                let (file, blob) = try await file(input, context.officer)
                let type = FileKind(rawValue: file.kind)?.mediaType ?? "application/octet-stream"
                return sending(blob, type, file.name, from: tools.blobs)
            },
            Route.get(CorrespondenceURL.sheet, InstructionInput.self, output: .file) {
                (context: OfficerContext, input) in
                let (model, office) = try await load(input.id, context, FormState())
                let bytes = try await tools.renderer.render(
                    InstructionPaper(model: model, office: office).document)
                return .file(
                    bytes, type: "application/pdf",
                    name: "\(office.words("correspondence.sheet.name")).pdf", inline: true)
            },
        ]
    }

    private func done(_ id: InstructionID, _ key: String) -> Reply {
        Reply.redirect(CorrespondenceURL.instruction.filled(id.text)).flash(.success, key)
    }

    private func again(_ context: OfficerContext, _ form: FormState) async throws -> Reply {
        guard let id = InstructionID(text: form.value("disposisi")) else {
            return try .notFound()
        }
        return .page(try await show(id, context, form))
    }

    private func list(
        _ input: InstructionListInput, _ context: OfficerContext
    ) async throws -> Page {
        var office = try await Office(tools, context)
        let officer = context.officer
        var model = InstructionListModel(
            tab: input.tab, counts: try await tools.counts(for: officer))
        if let number = input.caseNumber {
            let record = try await tools.cases.record(number, for: officer)
            model.caseNumber = number
            model.found = try await tools.store.read("instruction.case") { reader in
                try tools.instructions.list(
                    where: """
                        i.case_id = \(record.id) AND i.parent IS NULL \
                        AND \(sql: officer.instructionScope)
                        """, newestFirst: true, in: reader)
            }
            let rules = try await tools.cases.rules(record.service, version: record.version)
            model.mayInstruct = officer.leading(record, rules.service) != nil
        } else if input.tab == .letters {
            model.letters = try await tools.waiting(for: officer)
        } else {
            (model.found, model.hasMore) = try await tools.instructions(
                input.tab, before: input.before, for: officer)
        }
        office.plates = try await tools.plates(
            [],
            model.found.flatMap { [$0.position] + $0.recipients.map(\.position) }
                + model.letters.map(\.target))
        return InstructionListView(model: model, office: office).page
    }

    private func new(
        _ about: InstructionOrder.About, _ context: OfficerContext, _ form: FormState?
    ) async throws -> Page {
        var office = try await Office(tools, context)
        let model = try await newModel(about, office)
        if let mail = model.letter { try await tools.note(mail, by: context.officer) }
        office.plates = try await tools.plates([], [model.seat.position])
        return NewInstructionView(model: model, office: office, form: form).page
    }

    private func show(
        _ id: InstructionID, _ context: OfficerContext, _ form: FormState
    ) async throws -> Page {
        let (model, office) = try await load(id, context, form)
        return InstructionView(model: model, office: office).page
    }

    /// The whole chain. What was sent to the reader counts as read from here on.
    private func load(
        _ id: InstructionID, _ context: OfficerContext, _ form: FormState
    ) async throws -> (InstructionModel, Office) {
        var office = try await Office(tools, context)
        let officer = context.officer
        var chain = try await chain(id, officer)
        let unread = chain.filter { $0.state == .open }.flatMap(\.recipients)
            .filter { $0.state == .sent && officer.authority($0.position) != nil }
        for told in unread { try await tools.see(told.id, by: officer) }
        if !unread.isEmpty { chain = try await self.chain(id, officer) }
        guard let first = chain.first else {
            throw Refusal(.notFound, "correspondence.instruction.none")
        }
        let ids = chain.map(\.id)
        var model = try await tools.store.read("instruction.show") {
            [chain, zone = office.zone] reader in
            let letter = try first.mail.flatMap {
                try tools.mails.find($0, for: officer, in: reader)
            }
            return InstructionModel(
                shown: id, chain: chain, acts: try tools.instructions.acts(of: ids, in: reader),
                files: try tools.files.all(where: "f.instruction IN \(list: ids)", in: reader),
                letter: letter,
                giving: chain.filter {
                    (try? tools.giver(of: $0, officer, zone, in: reader)) != nil
                }.map(\.id), form: form)
        }
        if first.caseID != nil, let number = try? TrackingCode(first.what) {
            model.opensCase = (try? await tools.cases.record(number, for: officer)) != nil
        }
        if let letter = model.letter {
            try await tools.note(letter, by: officer, in: chain)
        }
        office.plates = try await tools.plates(
            model.acts.map(\.account) + chain.map(\.account),
            model.acts.map(\.position)
                + chain.flatMap { [$0.position] + $0.recipients.map(\.position) })
        return (model, office)
    }

    private func chain(
        _ id: InstructionID, _ officer: Officer
    ) async throws -> [Instruction] {
        try await tools.store.read("instruction.chain") { reader in
            try tools.chain(of: id, for: officer, in: reader)
        }
    }

    private func file(
        _ input: InstructionFileInput, _ officer: Officer
    ) async throws -> (KeptFile, Blob) {
        let found = try await tools.store.read("instruction.file") {
            reader -> (file: KeptFile, blob: Blob, letter: Mail?, chain: [Instruction])? in
            let chain = try tools.chain(of: input.id, for: officer, in: reader)
            let file = try tools.files.all(
                where: """
                    f.instruction IN \(list: chain.map(\.id)) AND f.blob = \(input.blob)
                    """, in: reader
            ).first
            guard let file else { return nil }
            return (
                file, try tools.blobs.blob(file.blob.value, in: reader),
                try chain.first?.mail.flatMap { try tools.mails.letter($0, in: reader) }, chain
            )
        }
        guard let found else { throw Refusal(.notFound, "correspondence.instruction.none") }
        // What was sent back about a closed letter is looked at like the letter.
        if let letter = found.letter {
            try await tools.note(letter, by: officer, in: found.chain)
        }
        return (found.file, found.blob)
    }
}
