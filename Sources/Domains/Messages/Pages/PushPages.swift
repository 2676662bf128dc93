import Kernel
import Notices
import Store
import Web

/// Browsers that get notices, and the worker that shows them.
struct PushPages: Sendable {
    let tools: MessageTools

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .form("alamat", max: 1_000), .form("kunci", max: 100), .form("rahasia", max: 40),
        ]
        let endpoint: String
        let key: String
        let secret: String
        init(_ fields: inout FieldReader) {
            endpoint = fields.optionalText("alamat") ?? ""
            key = fields.optionalText("kunci") ?? ""
            secret = fields.optionalText("rahasia") ?? ""
        }
    }

    var routes: [Route] {
        [
            Route.post(MessageURL.devices, Input.self) { (visit: PersonContext, input) in
                let target = try PushTarget(
                    endpoint: input.endpoint, key: input.key, secret: input.secret)
                let (account, agent) = (visit.person.account, visit.request.agent)
                try await tools.store.write("notices.device.add") { [notices = tools.notices] tx in
                    _ = try notices.addDevice(target, agent: agent, for: account, in: tx)
                }
                return .redirect(MessageURL.choices.filled() + "#perangkat")
                    .flash(.success, "messages.push.added")
            },
            Route.post(MessageURL.deviceEnd, ListPages.ItemInput.self) {
                (visit: PersonContext, input) in
                let account = visit.person.account
                guard let id = input.id else { return try .notFound() }
                let isGone = try await tools.store.write("notices.device.end") {
                    [notices = tools.notices] tx in
                    try notices.removeDevice(id, of: account, in: tx)
                }
                guard isGone else { return try .notFound() }
                return .redirect(MessageURL.choices.filled() + "#perangkat")
                    .flash(.success, "messages.push.ended")
            },
            // At the root, so that it may answer for every page.
            Route.get(MessageURL.worker, output: .data) { (_: VisitorContext) in
                .data(Self.worker, type: "text/javascript; charset=utf-8")
                    .header("Cache-Control", "no-cache")
            },
        ]
    }

    /// Not among the scripts of pages: it runs beside them.
    private static let worker: [UInt8] =
        Embedded.files.first { $0.name.hasSuffix("worker.mjs") }.map { file in
            file.text.withUTF8Buffer { Array($0) }
        } ?? []
}
