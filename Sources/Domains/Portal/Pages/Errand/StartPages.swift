import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Beginning an application.
struct StartPages: Sendable {
    let desk: ErrandDesk

    var routes: [Route] {
        [
            Route.post(PortalURL.startDraft, CodeInput.self) { (citizen: ErrandContext, input) in
                try await start(input.code, citizen)
            }
        ]
    }

    private func start(_ typed: String, _ citizen: ErrandContext) async throws -> Reply {
        let catalogue = try await desk.tools.shelf.published()
        guard let code = ServiceCode(typed), let service = catalogue.services[code],
            service.isPublic
        else { throw Refusal(.notFound, "web.notFound") }
        if catalogue.carriesObjections(code) {
            return .redirect(PortalURL.cases.filled())
                .flash(.info, "public.service.objection")
        }
        try desk.check(code, citizen)
        let account = citizen.citizen.account
        let zone = catalogue.profile.zone
        try await desk.checkRoom(account)
        let id = try await desk.store.write("draft.begin") { [drafts = desk.drafts] tx in
            // Pressing twice gives one draft: an untouched one of the same service is taken again.
            let untouched = try drafts.list(account, in: tx).first {
                $0.service == code && $0.createdAt == $0.updatedAt
                    && citizen.reaches(code, begun: $0.createdAt, in: zone)
            }
            if let untouched { return untouched.id }
            return try drafts.begin(
                account: account, service: code, version: catalogue.version, in: tx)
        }
        return .redirect(PortalURL.draft.filled(id.text))
    }
}
