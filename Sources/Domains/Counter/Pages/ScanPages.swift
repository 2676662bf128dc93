import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Web

/// Batches from a scanner, the tray of what no cover named, and covers to print.
struct ScanPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct SendInput: RouteInput {
        static let fields: [InputField] = [
            .file("pindaian", max: SentFields.maxFile)
        ]
        let files: [UploadedFile]
        init(_ fields: inout FieldReader) {
            files = fields.files.filter { $0.field == "pindaian" }
        }
    }

    struct TrayInput: RouteInput {
        static let fields: [InputField] = [
            .form("halaman", .choices, max: 40), .form("tujuan", max: 200),
            .form("aksi", max: 20),
        ]
        let pages: [UUIDv7]
        let target: Cover?
        let isDiscarding: Bool
        init(_ fields: inout FieldReader) {
            pages = fields.choices("halaman").compactMap { UUIDv7(text: $0) }
            target = fields.optionalText("tujuan").flatMap { Cover(code: Cover.sign + $0) }
            isDiscarding = fields.optionalText("aksi") == "buang"
        }
    }

    /// Which case that was sent the pages are for.
    struct CaseInput: RouteInput {
        static let fields: [InputField] = [.form("nomor", max: 200)]
        let number: TrackingCode
        init(_ fields: inout FieldReader) throws(Refusal) {
            guard case .number(let number) = DeskQuery(fields.text("nomor")) else {
                throw Refusal(.invalid, "counter.scan.number", field: "nomor", values: [:])
            }
            self.number = number
        }
    }

    struct PageInput: RouteInput {
        static let fields: [InputField] = [.path("halaman", max: 40)]
        let page: String
        init(_ fields: inout FieldReader) { page = fields.text("halaman") }
    }

    struct CoverInput: RouteInput {
        static let fields: [InputField] = [.path("draf", max: 40), .query("isian", max: 60)]
        let draft: String
        /// One question only; nil: a cover for each.
        let field: String?
        init(_ fields: inout FieldReader) {
            draft = fields.text("draf")
            field = fields.optionalText("isian")
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.scans) { (officer: OfficerContext) in
                .page(try await page(officer, FormState()))
            }.needing(.serve),
            Route.post(CounterURL.scans, SendInput.self) { (officer: OfficerContext, input) in
                let isNew = try await desk.receive(input.files, by: officer.officer)
                return Reply.redirect(CounterURL.scans.filled()).flash(
                    isNew ? .success : .info, isNew ? "counter.scan.sent" : "counter.scan.known")
            } refused: { officer, form, _ in
                .page(try await page(officer, form))
            }
            .limited {
                $0.files = Batch.mostFiles
                $0.fileBytes = Batch.mostBytes
                $0.rate = .uploads
            }.needing(.serve),
            Route.post(CounterURL.tray, TrayInput.self) { (officer: OfficerContext, input) in
                if input.isDiscarding {
                    try await desk.discard(input.pages, by: officer.officer)
                    return Reply.redirect(CounterURL.scans.filled())
                        .flash(.success, "counter.scan.discarded")
                }
                guard let target = input.target else {
                    throw Refusal(.invalid, "counter.scan.target", field: "tujuan", values: [:])
                }
                try await desk.file(input.pages, to: target, by: officer.officer)
                return Reply.redirect(CounterURL.scans.filled())
                    .flash(.success, "counter.scan.filed")
            } refused: { officer, form, _ in
                .page(try await page(officer, form))
            }.needing(.serve),
            Route.post(CounterURL.trayCase, CaseInput.self) { (officer: OfficerContext, input) in
                do {
                    _ = try await tools.cases.record(input.number, for: officer.officer)
                } catch let refusal as Refusal where refusal.kind == .notFound {
                    throw Refusal(.invalid, "case.not_found", field: "nomor", values: [:])
                }
                return Reply.redirect(CounterURL.lateScans.filled(input.number.text))
            } refused: { officer, form, _ in
                .page(try await page(officer, form))
            }.needing(.serve),
            Route.get(CounterURL.trayPicture, PageInput.self, output: .file) {
                (officer: OfficerContext, input) in
                guard let id = UUIDv7(text: input.page) else { return try .notFound() }
                let account = officer.officer.account
                let blob = try await tools.store.read("counter.tray.picture") {
                    [blobs = tools.blobs] reader in
                    try ScanRows.page(id, of: account, in: reader).map {
                        try blobs.blob($0.id, in: reader)
                    }
                }
                guard let blob else { return try .notFound() }
                return .picture(try await tools.blobs.read(blob), name: "halaman.jpg")
            }.needing(.serve),
            Route.get(CounterURL.covers, CoverInput.self, output: .file) {
                (officer: OfficerContext, input) in
                let open = try await desk.open(input.draft, by: officer.officer)
                let only = input.field
                let paper = CoverPaper(
                    id: open.draft.id, title: officer.words(open.service.title),
                    documents: open.documents.filter { only == nil || $0.id == only },
                    hasRest: only == nil, catalogue: open.catalogue, ui: officer.ui)
                let bytes = try await tools.renderer.render(paper.document(at: officer.now))
                return .file(bytes, type: "application/pdf", name: "sampul.pdf", inline: true)
            }.needing(.serve),
        ]
    }

    private func page(_ officer: OfficerContext, _ form: FormState) async throws -> Page {
        let account = officer.officer.account
        let catalogue = try await tools.shelf.published()
        let model = try await tools.store.read("counter.scans") { [walkins = tools.walkins] in
            let reader = $0
            let open = try SittingRows.open(of: account, in: reader)
            return ScanModel(
                tray: try ScanRows.tray(of: account, in: reader),
                batches: try ScanRows.batches(of: account, in: reader),
                open: try open.map { sitting in
                    OpenRow(
                        sitting: sitting,
                        name: PersonName.masked(
                            try walkins.served(sitting.person, in: reader).name))
                })
        }
        return Page(
            officer.words("counter.scan"), lead: officer.words("counter.scan.lead"),
            crumbs: [Crumb(officer.words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(), isWide: true, hasScript: true, usesCamera: true,
            body: scanView(model, form, catalogue, officer.ui))
    }
}
