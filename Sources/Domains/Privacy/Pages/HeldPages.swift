import Contracts
import Documents
import Kernel
import People
import Web

/// The page of one's own data, and taking them along.
struct HeldPages: Sendable {
    let tools: PrivacyTools

    struct DownloadInput: RouteInput {
        static let fields: [InputField] = [.form("bentuk", max: 10)]
        let form: DownloadForm?
        init(_ fields: inout FieldReader) {
            form = fields.value("bentuk") { DownloadForm(rawValue: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(PrivacyURL.held) { (citizen: CitizenContext) in
                .page(try await page(citizen))
            },
            // The address stands in the browser after a proof; opening it again leads back.
            Route.get(PrivacyURL.download) { (_: CitizenContext) in
                .redirect(PrivacyURL.held.filled())
            },
            Route.post(PrivacyURL.download, DownloadInput.self, output: .file) {
                (citizen: CitizenContext, input) in
                try await send(input, citizen)
            } refused: { citizen, _, refusal in
                .page(try await page(citizen, refusal))
            }.limited { $0.rate = .sensitive }.proving(),
        ]
    }

    private func page(_ citizen: CitizenContext, _ refusal: Refusal? = nil) async throws -> Page {
        let held = try await tools.held(citizen.citizen.account)
        return HeldView(held: held, refusal: refusal, ui: citizen.ui).page
    }

    private func send(_ input: DownloadInput, _ citizen: CitizenContext) async throws -> Reply {
        guard let form = input.form else {
            throw Refusal(.invalid, "web.problem.invalid", field: "bentuk")
        }
        let account = citizen.citizen.account
        let held = try await tools.held(account)
        let name = "data-saya-\(Day(held.madeAt, in: held.zone).iso)"
        switch form {
        case .json:
            let writer = HeldWriter(held: held, tools: tools)
            try await tools.noteDownload(form, of: account)
            return .file(type: "application/json; charset=utf-8", name: "\(name).json") { out in
                try await writer.write { try await out.write($0) }
            }
        case .pdf:
            let paper = HeldPaper(held: held, tools: tools, words: citizen.words)
            let bytes = try await paper.render()
            try await tools.noteDownload(form, of: account)
            return .file(bytes, type: "application/pdf", name: "\(name).pdf")
        }
    }
}
