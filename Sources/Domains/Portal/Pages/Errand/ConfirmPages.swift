import Cases
import Contracts
import Kernel
import Ledger
import People
import Web

/// Saying whether what the office answered is so.
struct ConfirmPages: Sendable {
    let desk: ErrandDesk

    struct RefuteInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor"), .form(ConfirmCard.reason, max: CaseLimits.message),
        ]
        let number, reason: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            reason = fields.optionalText(ConfirmCard.reason) ?? ""
        }
    }

    private var pages: CasePages { CasePages(desk: desk) }

    var routes: [Route] {
        // Both addresses stand in the browser after a refusal; opening one again leads back.
        [PortalURL.caseConfirm, PortalURL.caseRefute].map { path in
            Route.get(path, CasePages.Address.self) { (_: ErrandContext, input) in
                .redirect(PortalURL.caseFile.filled(input.number))
            }
        } + [
            Route.post(PortalURL.caseConfirm, CasePages.Address.self) {
                (citizen: ErrandContext, input) in
                try await confirm(input.number, citizen)
            } refused: { citizen, form, _ in
                try await refused(form, citizen)
            },
            Route.post(PortalURL.caseRefute, RefuteInput.self) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                try await desk.cases.refute(
                    file.record.id, by: citizen.person.account, reason: input.reason)
                return .redirect(PortalURL.caseFile.filled(input.number))
                    .flash(.success, "portal.confirm.refuted")
            } refused: { citizen, form, _ in
                try await refused(form.naming(["reason": ConfirmCard.reason]), citizen)
            },
        ]
    }

    private func confirm(_ number: String, _ citizen: ErrandContext) async throws -> Reply {
        let file = try await desk.file(number, citizen)
        // A second press finds it done.
        if file.acts.last?.type != ActKind.confirmed.rawValue || file.record.state != .closed {
            try await desk.cases.confirm(file.record.id, by: citizen.person.account)
        }
        return .redirect(PortalURL.caseFile.filled(number))
            .flash(.success, "portal.confirm.confirmed")
    }

    private func refused(_ form: FormState, _ citizen: ErrandContext) async throws -> Reply {
        .page(try await pages.view(form.value("nomor"), citizen).page(judging: form))
    }
}
