import Contracts
import Forms
import Kernel
import Store
import Web

/// The one door by which files of programs come in, for whatever they answer: an application, a
/// correction, a step.
struct FileDoor: Sendable {
    let tools: OpenAPITools

    /// What a house takes at most; the field's own rule may be stricter.
    static let mostBytes = 20 * 1024 * 1024
    static let types = [
        "application/octet-stream", "application/pdf", "image/jpeg", "image/png",
    ]

    /// A file as it is sent.
    struct Sent: Sendable {
        static let fields: [InputField] = [
            .query(
                "field", .string(1...40, pattern: "^[a-z0-9_]+$", "The id of the field."),
                isRequired: true),
            .query(
                "name",
                .string(
                    1...120, pattern: Schema.line, "What the file is called.",
                    example: "proposal.pdf"), isRequired: true),
            Once.header, .bytes(max: mostBytes, types: types),
        ]
        let field, name: String
        let key: String?
        let bytes: [UInt8]

        init(_ fields: inout FieldReader) {
            field = fields.sent("field") ?? ""
            name = fields.sent("name") ?? ""
            key = fields.sent(Once.header.name)
            bytes = fields.content
        }
    }

    /// Takes a file once. Of two that come at the same moment with the same key the second is told
    /// to come again, and then gets the answer of the first.
    /// - Parameters:
    ///   - field: the question that it answers; nil when there is none of that name.
    ///   - there: the files that answer it now, oldest first.
    ///   - act: judges and keeps it. It says by the turn, in the transaction that keeps it, which
    ///     file it is: whoever is answered later must not be told of another of the same size.
    func take(
        _ sent: Sent, for field: Field?, _ context: ProgramContext,
        there: @escaping @Sendable () async throws -> [FileAnswer],
        act: @escaping @Sendable (Turn, FileRule) async throws -> FileAnswer
    ) async throws -> Reply {
        guard let field, case .file(let rule) = field.kind else {
            throw Refusal(.conflict, "openapi.field", field: "field")
        }
        let request = Request(context.request, sent.bytes)
        return try await Once(tools: tools).run(
            context.program, key: sent.key, request: request
        ) { made in
            try await there().contains { .string($0.blob.text) == made["id"] }
        } _: { turn in
            let new = try await turn.act { try await act(turn, rule) }
            let known = new == nil ? try await there() : []
            guard let file = new ?? known.first(where: { $0.blob.value == turn.subject }) else {
                throw Refusal(.conflict, "openapi.key.gone", field: Once.header.name)
            }
            return Made(
                json: AttachedFile.shape.json(AttachedFile(file, of: field.id)),
                subject: file.blob.value)
        }
    }

    /// Judges a file and makes it durable.
    /// - Parameter keep: names it by a row. When that is refused, its bytes go again.
    func store(
        _ sent: Sent, _ rule: FileRule,
        keep: @escaping @Sendable (StoredBlob, FileKind) async throws -> FileAnswer
    ) async throws -> FileAnswer {
        let kind = try rule.check(
            field: sent.field, prefix: sent.bytes, size: Int64(sent.bytes.count), alreadyThere: 0
        ).mapError { problem in
            Refusal(.conflict, problem.key, field: problem.field, values: problem.values)
        }.get()
        let stored = try await tools.blobs.put(sent.bytes)
        do {
            return try await keep(stored, kind)
        } catch let refusal as Refusal {
            // After any other error the row may be there all the same: the sweep looks.
            try? await tools.blobs.discard(stored)
            throw refusal
        }
    }
}

extension AttachedFile {
    init(_ file: FileAnswer, of field: String) {
        self.init(
            id: file.blob, field: field, name: file.name, type: file.kind.mediaType,
            bytes: file.size)
    }
}
