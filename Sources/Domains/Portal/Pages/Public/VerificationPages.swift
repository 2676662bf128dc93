import Cases
import Contracts
import Kernel
import Signatures
import Web

/// Checking a letter by the code that it carries.
struct VerificationPages: Sendable {
    let tools: PortalTools
    private let guesses = GuessGuard()

    init(tools: PortalTools) { self.tools = tools }

    struct FormInput: RouteInput {
        static let fields: [InputField] = [.query("kode", max: 80)]
        let code: String?
        init(_ fields: inout FieldReader) { code = fields.optionalText("kode") }
    }

    struct LetterInput: RouteInput {
        static let fields: [InputField] = [.path("kode", max: 80)]
        let code: String
        init(_ fields: inout FieldReader) { code = fields.text("kode") }
    }

    struct FileInput: RouteInput {
        static let fields: [InputField] = [.file("berkas", max: 10 << 20)]
        let file: UploadedFile?
        init(_ fields: inout FieldReader) {
            file = fields.file("berkas")
            if file == nil { fields.refuse("berkas", "public.verify.file.missing") }
        }
    }

    var routes: [Route] {
        [
            Route.post(PortalURL.verify, FileInput.self) { (visit: VisitorContext, input) in
                .page(try await checked(input.file, visit))
            } refused: { visit, state, _ in
                .page(form(visit, files: state))
            },
            Route.get(PortalURL.verify, FormInput.self) { (visit: VisitorContext, input) in
                guard let typed = input.code else { return .page(form(visit)) }
                guard let code = try? TrackingCode(typed) else {
                    let error = visit.words("public.verify.malformed")
                    return .page(form(visit, typed, error), status: 422)
                }
                return .redirect(PortalURL.verification.filled(code.text))
            },
            Route.get(PortalURL.verification, LetterInput.self) { (visit: VisitorContext, input) in
                try await show(input.code, visit)
            },
        ]
    }

    private func show(_ typed: String, _ visit: VisitorContext) async throws -> Reply {
        guard let code = try? TrackingCode(typed) else {
            let error = visit.words("public.verify.malformed")
            return .page(form(visit, typed, error), status: 404)
        }
        guard guesses.admits(visit.request.address, at: visit.now) else {
            throw Refusal(.tooMuch, "public.track.guessing")
        }
        guard let proof = try await tools.cases.proof(of: code) else {
            guesses.miss(visit.request.address, at: visit.now)
            return .page(
                page(visit, "public.verify.unknown", code, unprovenView(visit.ui, code.text)),
                status: 404)
        }
        let permit =
            proof.kind == .grant && ![.revoked, .replaced].contains(proof.standing)
            ? try await tools.permits?.permit(proof.number) : nil
        let view = ProofView(proof: proof, permit: permit, ui: visit.ui)
        let check = try await CheckView(tools, visit.ui).beside(
            number: proof.number, isPast: view.title != "public.verify.valid")
        return .page(page(visit, view.title, code, check + view.body))
    }

    private func page(
        _ visit: VisitorContext, _ title: String, _ code: TrackingCode, _ body: HTML
    ) -> Page {
        Page(
            visit.words(title), caption: visit.words("public.verify.caption", ["code": code.text]),
            crumbs: [
                Crumb(visit.words("public.crumb.home"), PortalURL.home.filled()),
                Crumb(visit.words("portal.nav.verify"), PortalURL.verify.filled()),
            ], section: PortalURL.verify.filled(), body: body)
    }

    /// In memory only: a file that is dropped here is nowhere afterwards.
    private func checked(
        _ file: UploadedFile?, _ visit: VisitorContext
    ) async throws -> Page {
        let bytes = file?.bytes ?? []
        var report = PDFVerifier(trust: tools.trust, now: visit.now).verify(bytes)
        // Asked only where it matters: a key was revoked, and nothing in the file proves its time.
        if report.verdict == .unproven, let since = try await tools.ledger.knownSince(bytes) {
            report = PDFVerifier(trust: tools.trust, now: visit.now, knownSince: since)
                .verify(bytes)
        }
        let zone = try await tools.shelf.zone()
        let view = CheckedFileView(
            report: report, name: file?.name ?? "", zone: zone, ui: visit.ui)
        return Page(
            visit.words("public.verify.file.title"),
            crumbs: [
                Crumb(visit.words("public.crumb.home"), PortalURL.home.filled()),
                Crumb(visit.words("portal.nav.verify"), PortalURL.verify.filled()),
            ], section: PortalURL.verify.filled(), body: view.body)
    }

    private func form(
        _ visit: VisitorContext, _ typed: String = "", _ error: String? = nil,
        files: FormState = FormState()
    ) -> Page {
        Page(
            visit.words("public.verify.title"), lead: visit.words("public.verify.lead"),
            section: PortalURL.verify.filled(), isIndexed: typed.isEmpty,
            body: verifyForm(visit.ui, value: typed, error: error)
                + "<p class=\"hint\">\(visit.words("public.verify.where"))</p>"
                + verifyFileForm(visit.ui, files) + offlineLink(visit.ui))
    }
}
