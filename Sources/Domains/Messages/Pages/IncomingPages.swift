import Kernel
import Web

/// Where the gateway hands over text messages that people sent.
struct IncomingPages: Sendable {
    let tools: MessageTools

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .content("isi", max: 16_384), .header("Authorization", max: 300),
            .header("X-Kunci", max: 300),
        ]
        let body: [UInt8]
        let authorization: String?
        let key: String?
        init(_ fields: inout FieldReader) {
            body = fields.file("isi")?.bytes ?? []
            authorization = fields.optionalText("Authorization")
            key = fields.optionalText("X-Kunci")
        }
    }

    var routes: [Route] {
        [
            Route.post(MessageURL.incoming, Input.self, output: .data) {
                (_: VisitorContext, input) in
                guard let settings = tools.incoming else { return try .notFound() }
                guard settings.admits(input.authorization, input.key) else {
                    throw Refusal(.forbidden, "messages.incoming.secret")
                }
                guard let text = IncomingText(input.body, settings) else {
                    throw Refusal(.invalid, "messages.incoming.wrong")
                }
                try await tools.take(text)
                return .json(["ok": true])
            }.forMachines().limited { $0.rate = .api }
        ]
    }
}
