import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// Reports that wait for a line: the page that works without one, and what its script asks.
struct QueuePages: Sendable {
    let desk: ReportingDesk

    struct QueuedInput: RouteInput {
        static let fields: [InputField] = [.form("kunci", max: 40)] + SentReport.inputs
        let key: CaseID?
        let sent: SentReport

        init(_ fields: inout FieldReader) {
            key = CaseID(text: fields.text("kunci"))
            sent = SentReport(&fields)
        }
    }

    struct KeyInput: RouteInput {
        static let fields: [InputField] = [.path("kunci", max: 40)]
        let key: CaseID?
        init(_ fields: inout FieldReader) { key = CaseID(text: fields.text("kunci")) }
    }

    var routes: [Route] {
        [
            Route.get(ComplaintURL.queue) { (visit: VisitorContext) in
                let catalogue = try await desk.tools.shelf.published()
                guard let service = catalogue.reportService else {
                    throw Refusal(.unavailable, "complaints.closed")
                }
                return .page(
                    WriteView(
                        open: nil, service: service, catalogue: catalogue,
                        today: Day(visit.now, in: catalogue.profile.zone), ui: visit.ui,
                        isOffline: true
                    ).page(problems: [], again: nil))
            },
            Route.post(ComplaintURL.queue, QueuedInput.self, output: .data) {
                (visit: VisitorContext, input) in
                guard let key = input.key else { return try .notFound() }
                let (state, secret) = try await desk.receive(input.sent, key, visit)
                let reply = Self.reply(state)
                guard let secret else { return reply }
                return reply.startingFlow(secret.text, seconds: ReportingDesk.guestSeconds)
            }.limited {
                $0.fileBytes = SentFields.allFiles
                $0.files = 10
            },
            Route.get(ComplaintURL.queued, KeyInput.self, output: .data) {
                (visit: VisitorContext, input) in
                guard let key = input.key else { return try .notFound() }
                return Self.reply(try await desk.state(of: key, visit))
            },
            Route.get(ComplaintURL.token, output: .data) { (visit: VisitorContext) in
                .json(["tanda": .string(visit.ui.formToken)])
            },
        ]
    }

    private static func reply(_ state: QueuedState) -> Reply {
        switch state {
        case .unknown: .json(["keadaan": "belum"])
        case .busy: .json(["keadaan": "sibuk"])
        case .asks:
            .json(["keadaan": "kode", "alamat": .string(ComplaintURL.check.filled())])
        case .sent(let number):
            .json([
                "keadaan": "terkirim", "nomor": .string(number.text),
                "alamat": .string(ComplaintURL.sent.filled(number.text)),
            ])
        }
    }
}
