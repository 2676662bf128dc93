import Cases
import Contracts
import Documents
import Kernel
import People
import Store
import Web

/// The original of a letter goes over the counter, and its receiver signs.
struct HandoverPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct SignInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("revisi", max: 20), .form("penerima", max: 400),
            .form("slip", max: 60), .form("tanda", max: 130_000),
        ]
        let number: CaseNumberInput
        let revision: Int64
        let receiver: String
        let slip: String?
        /// What was drawn, as the script sends it.
        let drawing: [UInt8]?

        init(_ fields: inout FieldReader) throws(Refusal) {
            number = try CaseNumberInput(&fields)
            revision = Int64(fields.optionalText("revisi") ?? "") ?? -1
            receiver = fields.text("penerima")
            slip = fields.optionalText("slip")
            drawing = fields.choices("tanda").last.flatMap { Base64.bytes(ofDataURL: $0) }
            if slip == nil, drawing == nil { fields.refuse("slip", "counter.hand.none") }
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.hand, CaseNumberInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.number, FormState(), officer))
            }.needing(.serve),
            Route.post(CounterURL.hand, SignInput.self) { (officer: OfficerContext, input) in
                try await sign(input, officer)
            } refused: { officer, form, _ in
                guard let number = try? TrackingCode(form.value("nomor")) else {
                    return try .notFound()
                }
                return .page(try await page(number, form.naming(["name": "penerima"]), officer))
            }.needing(.serve),
            Route.get(CounterURL.slip, CaseNumberInput.self, output: .file) {
                (officer: OfficerContext, input) in
                let file = try await tools.cases.file(input.number, for: officer.officer)
                let paper = SlipPaper(
                    file: file, catalogue: try await tools.shelf.published(), ui: officer.ui)
                let bytes = try await tools.renderer.render(paper.document(at: officer.now))
                return .file(bytes, type: "application/pdf", name: "serah.pdf", inline: true)
            }.needing(.serve),
            Route.get(CounterURL.received, CaseNumberInput.self) {
                (citizen: CitizenContext, input) in
                let (file, found) = try await own(input.number, citizen)
                let zone = file.rules.calendar.zone
                return .page(receivedPage(input.number, found, zone, citizen.ui))
            },
            Route.get(CounterURL.receivedPicture, CaseNumberInput.self, output: .file) {
                (citizen: CitizenContext, input) in
                let (_, found) = try await own(input.number, citizen)
                guard let picture = found.picture else { return try .notFound() }
                return .picture(picture, name: "tanda-tangan.jpg")
            },
        ]
    }

    private func own(
        _ number: TrackingCode, _ citizen: CitizenContext
    ) async throws -> (CaseFile, Handover) {
        let file = try await tools.cases.file(number, for: citizen.citizen.account)
        guard let found = try await desk.handover(of: file.record.id) else {
            throw Refusal(.notFound, "counter.hand.not-here")
        }
        return (file, found)
    }

    private func page(
        _ number: TrackingCode, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let file = try await tools.cases.file(number, for: officer.officer)
        return Page(
            officer.words("counter.hand"), lead: officer.words("counter.hand.lead"),
            caption: "\(officer.words(file.service.title)) · \(number.text)",
            crumbs: [
                Crumb(number.text, CounterURL.caseDesk.filled(number.text))
            ], section: CounterURL.desk.filled(), hasScript: true,
            body: handView(file, form, officer.ui))
    }

    private func sign(_ input: SignInput, _ officer: OfficerContext) async throws -> Reply {
        let number = input.number.number
        let file = try await tools.cases.file(number, for: officer.officer)
        let receiving: Receiving
        if let drawing = input.drawing {
            receiving = try await desk.drawn(drawing)
        } else {
            receiving = .paper(input.slip ?? "")
        }
        try await desk.handOver(
            OfficerAct(
                caseID: file.record.id, revision: input.revision, officer: officer.officer),
            to: input.receiver, receiving)
        return Reply.redirect(CounterURL.caseDesk.filled(number.text))
            .flash(.success, "counter.hand.done")
    }
}
