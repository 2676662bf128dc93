import Cases
import Contracts
import Kernel
import People
import Signatures
import Store
import Web

/// What the pages of officials' keys need to know.
public struct KeyDesk: Sendable {
    let keys: OfficialKeys
    let trust: TrustBook
    /// Whether the signing service of BSrE can be asked.
    let hasService: Bool

    public init(keys: OfficialKeys, trust: TrustBook, hasService: Bool) {
        self.keys = keys
        self.trust = trust
        self.hasService = hasService
    }

    /// Takes a file when it opens, and its certificate is in the officer's name and one that the
    /// city trusts now.
    func register(
        _ file: [UInt8], _ passphrase: String, of officer: Officer, at now: Instant
    ) async throws {
        let account = officer.account
        try await keys.trying(account)
        guard let key = try? SealKey(pkcs12: file, passphrase: passphrase),
            let own = key.certificates.first
        else { throw Refusal(.invalid, "workspace.key.closed", field: Passphrase.name) }
        guard trust.current.verdict(on: key, at: now) == .valid else {
            throw Refusal(
                .invalid, "workspace.key.stranger", field: "berkas", values: ["name": own.name])
        }
        guard NameSearch.isLikeName(own.name, officer.name) else {
            throw Refusal(
                .invalid, "workspace.key.otherName", field: "berkas",
                values: ["name": own.name, "officer": officer.name])
        }
        try await keys.add(
            .file(file), subject: own.name, serial: own.serialText, until: own.notAfter,
            to: account)
        try await keys.opened(account)
    }
}

/// What an official signs letters with: looking at it, registering it, ending it.
struct KeyPages: Sendable {
    let tools: WorkspaceTools

    struct FileInput: RouteInput {
        static let fields: [InputField] =
            [.file("berkas", max: OfficialKeys.most)] + Passphrase.fields
        let file: [UInt8]
        let passphrase: String
        init(_ fields: inout FieldReader) {
            file = fields.file("berkas")?.bytes ?? []
            passphrase = fields.secret(Passphrase.name)
            if file.isEmpty { fields.refuse("berkas", "workspace.key.file.missing") }
        }
    }

    struct ServiceInput: RouteInput {
        static let fields: [InputField] = [.form("nik", max: 30)]
        let nik: NIK?
        init(_ fields: inout FieldReader) {
            do throws(Refusal) {
                nik = try NIK(fields.text("nik"))
            } catch {
                nik = nil
                let problem = error.problems.first
                fields.refuse("nik", problem?.key ?? "nik.characters", problem?.values ?? [:])
            }
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.key) { (context: OfficerContext) in
                try await page(context, FormState())
            },
            Route.post(WorkspaceURL.key, FileInput.self) { (context: OfficerContext, input) in
                try await desk().register(
                    input.file, input.passphrase, of: context.officer, at: context.now)
                return done("workspace.done.key")
            } refused: { context, form, _ in
                try await page(context, form)
            },
            Route.post(WorkspaceURL.keyService, ServiceInput.self) {
                (context: OfficerContext, input) in
                let desk = try desk()
                guard desk.hasService, let nik = input.nik else {
                    throw Refusal(.conflict, "workspace.key.unoffered")
                }
                try await desk.keys.add(.service(nik), to: context.officer.account)
                return done("workspace.done.key")
            } refused: { context, form, _ in
                try await page(context, form)
            }.proving(),
            Route.post(WorkspaceURL.keyEnd) { (context: OfficerContext) in
                try await desk().keys.end(context.officer.account)
                return done("workspace.done.keyEnd")
            }.proving(),
        ]
    }

    private func desk() throws -> KeyDesk {
        guard let desk = tools.keys else { throw Refusal(.notFound, "web.notFound") }
        return desk
    }

    private func done(_ key: String) -> Reply {
        Reply.redirect(WorkspaceURL.key.filled()).flash(.success, key)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> Reply {
        let desk = try desk()
        let key = try await desk.keys.current(context.officer.account)
        return .page(
            keyView(key, desk.hasService, form, try await tools.shelf.zone(), context.ui))
    }
}
