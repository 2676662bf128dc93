import Cases
import Contracts
import Kernel
import Notices
import People
import Store
import Web

/// The shortcuts of the demo, and the mail that never leaves it. Not mounted elsewhere.
struct DemoPages: Sendable {
    let tools: PortalTools

    struct RoleInput: RouteInput {
        static let fields: [InputField] = [.form("akun", max: 60)]
        let role: String
        init(_ fields: inout FieldReader) { role = fields.text("akun") }
    }

    var routes: [Route] {
        guard tools.isDemo else { return [] }
        return [
            Route.get(PortalURL.demo) { (visit: VisitorContext) in
                let people = try await tools.demoPeople()
                return .page(
                    Page(
                        visit.words("demo.title"), lead: visit.words("demo.lead"),
                        body: demoView(people, visit.ui)))
            }.demoOnly(),
            Route.post(PortalURL.demo, RoleInput.self) { (visit: VisitorContext, input) in
                let people = try await tools.demoPeople()
                guard let person = people.first(where: { $0.role == input.role }) else {
                    return try .notFound()
                }
                let signedIn = try await tools.accounts.openDemoSession(
                    person.account, from: visit.request.visitor,
                    replacing: visit.request.oldToken)
                return .signedIn(signedIn, to: nil, at: visit.now)
            }.demoOnly(),
            Route.get(PortalURL.demoMail) { (visit: VisitorContext) in
                let mail = try await tools.store.read("demo.mail") { reader in
                    try tools.notices.recent(limit: 25, in: reader)
                }
                let zone = try await tools.shelf.zone()
                return .page(
                    Page(
                        visit.words("demo.mail"), lead: visit.words("demo.mail.lead"),
                        crumbs: [Crumb(visit.words("demo.title"), PortalURL.demo.filled())],
                        body: demoMailView(mail, zone, visit.ui)))
            }.demoOnly(),
        ]
    }
}
