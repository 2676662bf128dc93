import Kernel
import Ledger
import Signatures
import TransparencyLog
import Web

/// The page that checks the code of a letter and the receipt of an act: by a script without a
/// line, or by the city for whoever has no script. The city keeps nothing of either.
struct CheckPages: Sendable {
    let tools: PortalTools

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .form("kode", max: 2_000), .file("tanda", max: 2 << 20),
        ]
        let code: String?
        let file: UploadedFile?
        init(_ fields: inout FieldReader) {
            code = fields.optionalText("kode")
            file = fields.file("tanda")
            if code == nil, file == nil { fields.refuse("kode", "public.check.missing") }
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.check) { (visit: VisitorContext) in
                .page(try await view(visit).page())
            },
            Route.post(PortalURL.check, Input.self) { (visit: VisitorContext, input) in
                let view = try await view(visit)
                if let file = input.file {
                    return .page(view.page(receipt: view.receipt(file.bytes)))
                }
                return .page(
                    view.page(letter: view.statement(input.code ?? "", at: visit.now)))
            } refused: { visit, form, _ in
                .page(try await view(visit).page(form))
            },
            Route.get(PortalURL.checkWorker, output: .data) { (_: VisitorContext) in
                Reply.data(CheckFiles.worker, type: "text/javascript; charset=utf-8")
                    .header("Cache-Control", "no-cache")
            },
            Route.get(PortalURL.keysFile, output: .data) { (_: VisitorContext) in
                Self.open(Array(tools.trust.pem.utf8), "application/x-pem-file")
            },
            Route.get(PortalURL.keys, output: .data) { (_: VisitorContext) in
                let ledger = try await tools.ledger.key()
                let keys: JSONValue = [
                    "ledger": ledger.map { .string($0.text) } ?? .null,
                    "statements": tools.trust.statements, "v": 1,
                ]
                return Self.open(keys.canonical, "application/json; charset=utf-8")
            },
        ]
    }

    /// For programs of everybody; a key may be revoked, so it is kept for minutes only.
    private static func open(_ bytes: [UInt8], _ type: String) -> Reply {
        Reply.data(bytes, type: type).header("Cache-Control", "public, max-age=300")
            .header("Access-Control-Allow-Origin", "*")
    }

    private func view(_ visit: VisitorContext) async throws -> CheckView {
        try await CheckView(tools, visit.ui)
    }
}
