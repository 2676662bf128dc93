import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// The registers of letters, and one letter.
struct MailPages: Sendable {
    let tools: CorrespondenceTools

    var routes: [Route] { lists + forms + acts + files }

    private var lists: [Route] {
        [
            Route.get(CorrespondenceURL.incoming, MailListInput.self) {
                (context: OfficerContext, input) in
                .page(try await list(.incoming, input, context))
            },
            Route.get(CorrespondenceURL.outgoing, MailListInput.self) {
                (context: OfficerContext, input) in
                .page(try await list(.outgoing, input, context))
            },
            Route.get(CorrespondenceURL.mail, MailInput.self) {
                (context: OfficerContext, input) in
                .page(try await show(input.id, context, FormState()))
            },
        ]
    }

    private var forms: [Route] {
        [
            Route.get(CorrespondenceURL.newIncoming, NewIncomingPageInput.self) {
                (context: OfficerContext, input) in
                guard let begun = input.begun else {
                    // Named in the address, so that a reload finds the scans that have come.
                    let id: MailID = tools.world.id()
                    return Reply.redirect(CorrespondenceURL.newIncoming(id))
                }
                return .page(try await newIncoming(context, begun, nil))
            }.needing(.registerLetters),
            Route.post(CorrespondenceURL.newIncoming, NewIncomingInput.self) {
                (context: OfficerContext, input) in
                guard let entry = input.entry else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                let id = try await tools.register(entry, input.scans, by: context.officer)
                return Reply.redirect(CorrespondenceURL.mail.filled(id.text))
                    .flash(.success, "correspondence.registered")
            } refused: { context, form, _ in
                let begun = MailID(text: form.value("surat")) ?? tools.world.id()
                return .page(try await newIncoming(context, begun, form))
            }.needing(.registerLetters).limited { $0.files = KeptFiles.rule.maxCount },
            Route.get(CorrespondenceURL.newOutgoing, AnsweringInput.self) {
                (context: OfficerContext, input) in
                .page(try await newOutgoing(context, input.answers, nil))
            }.needing(.registerLetters),
            Route.post(CorrespondenceURL.newOutgoing, NewOutgoingInput.self) {
                (context: OfficerContext, input) in
                guard let draft = input.draft else {
                    throw Refusal(.invalid, "web.problem.required")
                }
                let id = try await tools.draft(draft, by: context.officer)
                return Reply.redirect(CorrespondenceURL.mail.filled(id.text))
                    .flash(.success, "correspondence.drafted")
            } refused: { context, form, _ in
                .page(try await newOutgoing(context, nil, form))
            }.needing(.registerLetters),
        ]
    }

    private var acts: [Route] {
        [
            Route.post(CorrespondenceURL.scan, ScanInput.self) {
                (context: OfficerContext, input) in
                try await tools.addScans(input.id, input.scans, by: context.officer)
                return done(input.id, "correspondence.scanned")
            } refused: { context, form, _ in
                try await again(context, form)
            }.needing(.registerLetters).limited { $0.files = KeptFiles.rule.maxCount },
            Route.post(CorrespondenceURL.void, VoidInput.self) {
                (context: OfficerContext, input) in
                try await tools.void(input.id, because: input.reason, by: context.officer)
                return done(input.id, "correspondence.voided")
            } refused: { context, form, _ in
                try await again(context, form)
            }.needing(.registerLetters),
            Route.post(CorrespondenceURL.file, MailInput.self) {
                (context: OfficerContext, input) in
                try await tools.file(input.id, by: context.officer)
                return done(input.id, "correspondence.filed")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.number, MailInput.self) {
                (context: OfficerContext, input) in
                try await tools.giveNumber(input.id, by: context.officer)
                return done(input.id, "correspondence.numbered")
            } refused: { context, form, _ in
                try await again(context, form)
            }.needing(.registerLetters),
            Route.post(CorrespondenceURL.send, SendInput.self) {
                (context: OfficerContext, input) in
                guard let way = input.way, let day = input.day else {
                    throw Refusal(.invalid, "web.problem.required", field: "cara")
                }
                try await tools.send(input.id, way, on: day, by: context.officer)
                return done(input.id, "correspondence.sent")
            } refused: { context, form, _ in
                try await again(context, form)
            }.needing(.registerLetters),
        ]
    }

    private var files: [Route] {
        [
            Route.get(CorrespondenceURL.mailFile, MailFileInput.self, output: .file) {
                (context: OfficerContext, input) in
                let (file, blob) = try await file(input, context)
                let type = FileKind(rawValue: file.kind)?.mediaType ?? "application/octet-stream"
                return sending(blob, type, file.name, from: tools.blobs)
            },
            Route.get(CorrespondenceURL.mailPicture, MailPictureInput.self, output: .file) {
                (context: OfficerContext, input) in
                _ = try await file(input.file, context)
                let owner = CaseID(input.file.id.value)
                let picture = try await tools.store.read("letters.picture") { reader in
                    try tools.files.checks.picture(
                        input.file.blob, page: input.page, owner: owner, in: reader)
                }
                guard let picture else { return try .notFound() }
                return .picture(
                    try await tools.blobs.read(picture), name: "halaman-\(input.page).jpg")
            },
        ]
    }

    private func done(_ id: MailID, _ key: String) -> Reply {
        Reply.redirect(CorrespondenceURL.mail.filled(id.text)).flash(.success, key)
    }

    private func again(_ context: OfficerContext, _ form: FormState) async throws -> Reply {
        guard let id = MailID(text: form.value("surat")) else { return try .notFound() }
        return .page(try await show(id, context, form))
    }

    private func list(
        _ way: MailWay, _ input: MailListInput, _ context: OfficerContext
    ) async throws -> Page {
        var office = try await Office(tools, context)
        let found = try await tools.mails(
            input.query(way), for: context.officer, in: office.zone)
        office.plates = try await tools.plates([], found.mails.map(\.target))
        return MailListView(
            office: office, way: way, mails: found.mails, input: input, next: found.next
        ).page
    }

    private func newIncoming(
        _ context: OfficerContext, _ begun: MailID, _ form: FormState?
    ) async throws -> Page {
        let office = try await Office(tools, context)
        let waiting = try await tools.waitingScans(begun, for: context.officer)
        let registers = office.registers
        let targets = try await tools.store.read("letters.targets") { reader in
            try registers.flatMap { try tools.targets(of: $0, in: reader) }
        }
        return NewMailView(office: office, form: form)
            .incoming(targets, begun, waiting)
    }

    private func newOutgoing(
        _ context: OfficerContext, _ answers: MailID?, _ form: FormState?
    ) async throws -> Page {
        let office = try await Office(tools, context)
        let id = answers ?? form.flatMap { MailID(text: $0.value("balasan")) }
        let answered = try await tools.store.read("letters.answered") { reader in
            try id.flatMap { try tools.mails.find($0, for: context.officer, in: reader) }
        }
        if let answered { try await tools.note(answered, by: context.officer) }
        return NewMailView(office: office, form: form).outgoing(answered)
    }

    private func show(
        _ id: MailID, _ context: OfficerContext, _ form: FormState
    ) async throws -> Page {
        var office = try await Office(tools, context)
        let officer = context.officer
        let model = try await tools.store.read("letters.show") { reader -> MailModel? in
            guard let mail = try tools.mails.find(id, for: officer, in: reader) else { return nil }
            return MailModel(
                mail: mail, files: try tools.files.all(where: "f.mail = \(id)", in: reader),
                checks: try tools.files.checks.all(of: CaseID(id.value), in: reader),
                instructions: try tools.instructions.list(
                    where: "i.mail = \(id) AND i.parent IS NULL", in: reader),
                answered: try mail.answers.flatMap {
                    try tools.mails.find($0, for: officer, in: reader)
                },
                answering: try reader.rows(
                    """
                    SELECT \(sql: MailRows.columns) FROM \(sql: MailRows.source) \
                    WHERE m.answers = \(id) AND \(sql: officer.mailScope) ORDER BY m.id LIMIT 20
                    """
                ).map { try tools.mails.mail($0) },
                papers: try tools.papers.list(where: "p.mail = \(id)", limit: 20, in: reader),
                looks: officer.leader(of: mail) == nil
                    ? [] : try tools.looks(at: id, in: reader))
        }
        guard let model else { throw Refusal(.notFound, "correspondence.none") }
        try await tools.note(model.mail, by: officer)
        try await tools.examiner.hurry(
            model.files.map(\.blob).filter { model.checks[$0] == .waiting })
        office.plates = try await tools.plates(
            [model.mail.account] + model.looks.map(\.account),
            [model.mail.target, model.mail.position] + model.looks.map(\.position)
                + model.instructions.flatMap { [$0.position] + $0.recipients.map(\.position) })
        return MailView(model: model, office: office, form: form).page
    }

    private func file(
        _ input: MailFileInput, _ context: OfficerContext
    ) async throws -> (KeptFile, Blob) {
        let found = try await tools.store.read("letters.file") { reader in
            try tools.mails.find(input.id, for: context.officer, in: reader).flatMap { mail in
                try tools.files.all(
                    where: "f.mail = \(input.id) AND f.blob = \(input.blob)", in: reader
                ).first.map { (mail, $0, try tools.blobs.blob(input.blob.value, in: reader)) }
            }
        }
        guard let (mail, file, blob) = found else {
            throw Refusal(.notFound, "correspondence.none")
        }
        try await tools.note(mail, by: context.officer)
        return (file, blob)
    }
}

/// What a stranger sent is saved, never opened here.
func sending(_ blob: Blob, _ type: String, _ name: String, from blobs: BlobStore) -> Reply {
    let stream = blobs.stream(blob)
    return .file(type: type, name: name, length: Int(blob.size)) { writer in
        for try await chunk in stream { try await writer.write(chunk) }
    }
}

/// Somebody looked at a letter that is not for everybody.
struct MailLook: Sendable {
    let at: Instant
    let account: AccountID
    let position: PositionID
}

extension CorrespondenceTools {
    func looks(at id: MailID, in reader: Reader) throws -> [MailLook] {
        // What was noted before looks at letters went to the log of all looks stands in a table of
        // this domain.
        try reader.rows(
            """
            SELECT at, account, position FROM (\
            SELECT id, at, account, position FROM correspondence_looks WHERE mail = \(id) \
            UNION ALL SELECT id, at, account, position FROM access_log \
            WHERE subject = \(Self.subject(id)) AND part = \(AccessPart.mail.rawValue)) AS looks \
            ORDER BY at DESC, id DESC LIMIT 20
            """
        ).map { MailLook(at: $0.instant(0), account: $0.id(1), position: $0.id(2)) }
    }
}

/// A letter with all that hangs on it.
struct MailModel: Sendable {
    let mail: Mail
    let files: [KeptFile]
    let checks: [BlobID: FileCheck]
    let instructions: [Instruction]
    /// The letter that it answers.
    let answered: Mail?
    /// Letters that answer it.
    let answering: [Mail]
    let papers: [Paper]
    let looks: [MailLook]
}
