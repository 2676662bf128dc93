import Cases
import Contracts
import Documents
import Kernel
import People
import Store
import Web

/// Following folders of paper by their labels.
struct PaperPages: Sendable {
    let tools: CorrespondenceTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("daftar", max: 20), .query("berkas", max: 30), .query("kode", max: 30),
        ]
        let tab: PaperTab
        let caseNumber: TrackingCode?
        let typed: String?
        init(_ fields: inout FieldReader) {
            tab = fields.optionalText("daftar").flatMap(PaperTab.init) ?? .mine
            caseNumber = fields.optionalText("berkas").flatMap { try? TrackingCode($0) }
            typed = fields.optionalText("kode")
        }
    }

    struct NewPaperInput: RouteInput {
        static let fields: [InputField] = [.query("surat", max: 40), .query("berkas", max: 30)]
        let mail: String?
        let number: String?
        init(_ fields: inout FieldReader) {
            mail = fields.optionalText("surat")
            number = fields.optionalText("berkas")
        }
    }

    struct LabelInput: RouteInput {
        static let fields: [InputField] = [
            .form("jabatan", max: 40), .form("judul", max: 200), .form("berkas", max: 30),
            .form("surat", max: 40), .form("tempat", max: 120),
        ]
        let label: PaperLabel?
        init(_ fields: inout FieldReader) {
            let position = fields.value("jabatan") { PositionID(text: $0) }
            let title = fields.optionalText("judul")
            let number = fields.optionalParsed("berkas") { try TrackingCode($0) }
            let mail = fields.optionalValue("surat") { MailID(text: $0) }
            let place = fields.optionalText("tempat")
            label = position.map {
                PaperLabel(
                    position: $0, title: title, caseNumber: number, mail: mail, place: place)
            }
        }
    }

    struct PaperInput: RouteInput {
        static let fields: [InputField] = [.path("kode")]
        let code: TrackingCode
        init(_ fields: inout FieldReader) throws {
            guard let code = try? TrackingCode(fields.text("kode")) else {
                throw Refusal(.notFound, "correspondence.paper.none")
            }
            self.code = code
        }
    }

    struct TakeInput: RouteInput {
        static let fields: [InputField] = PaperInput.fields + [.form("jabatan", max: 40)]
        let code: TrackingCode
        let position: PositionID?
        init(_ fields: inout FieldReader) throws {
            code = try PaperInput(&fields).code
            position = fields.value("jabatan") { PositionID(text: $0) }
        }
    }

    struct HandOverInput: RouteInput {
        static let fields: [InputField] = PaperInput.fields + [.form("kepada", max: 40)]
        let code: TrackingCode
        let target: PositionID?
        init(_ fields: inout FieldReader) throws {
            code = try PaperInput(&fields).code
            target = fields.value("kepada") { PositionID(text: $0) }
        }
    }

    struct MarkInput: RouteInput {
        static let fields: [InputField] =
            PaperInput.fields + [.form("tanda", max: 20), .form("tempat", max: 120)]
        let code: TrackingCode
        let state: PaperState?
        let place: String?
        init(_ fields: inout FieldReader) throws {
            code = try PaperInput(&fields).code
            state = fields.value("tanda") { typed in
                PaperState(rawValue: typed).flatMap { $0 == .moving ? nil : $0 }
            }
            place = fields.optionalText("tempat")
            if state == .held, place == nil { fields.refuse("tempat", "web.problem.required") }
        }
    }

    var routes: [Route] { reading + writing }

    private var reading: [Route] {
        [
            Route.get(CorrespondenceURL.papers, ListInput.self) {
                (context: OfficerContext, input) in
                if let typed = input.typed, let code = try? TrackingCode(typed) {
                    return .redirect(CorrespondenceURL.paper.filled(code.text))
                }
                return .page(try await list(input, context))
            },
            Route.get(CorrespondenceURL.newPaper, NewPaperInput.self) {
                (context: OfficerContext, input) in
                var values: [String: String] = [:]
                values["surat"] = input.mail
                values["berkas"] = input.number
                values["jabatan"] = context.officer.seats.first?.text
                let office = try await Office(tools, context)
                return .page(
                    NewPaperView(office: office, form: FormState(values)).page)
            },
            Route.get(CorrespondenceURL.paper, PaperInput.self) {
                (context: OfficerContext, input) in
                .page(try await show(input.code, context, FormState()))
            },
            Route.get(CorrespondenceURL.label, PaperInput.self) {
                (context: OfficerContext, input) in
                let paper = try await paper(input.code)
                let office = try await Office(tools, context)
                return .page(
                    PaperLabelView(paper: paper, address: tools.address, office: office).page)
            },
            Route.get(CorrespondenceURL.labelFile, PaperInput.self, output: .file) {
                (context: OfficerContext, input) in
                let paper = try await paper(input.code)
                let office = try await Office(tools, context)
                let view = PaperLabelView(paper: paper, address: tools.address, office: office)
                let bytes = try await tools.renderer.render(view.document)
                return .file(
                    bytes, type: "application/pdf", name: "label-\(paper.code.text).pdf",
                    inline: true)
            },
        ]
    }

    private var writing: [Route] {
        [
            Route.post(CorrespondenceURL.newPaper, LabelInput.self) {
                (context: OfficerContext, input) in
                guard let label = input.label else {
                    throw Refusal(.invalid, "web.problem.required", field: "jabatan")
                }
                let code = try await tools.label(label, by: context.officer)
                return Reply.redirect(CorrespondenceURL.label.filled(code.text))
                    .flash(.success, "correspondence.paper.labelled")
            } refused: { context, form, _ in
                let office = try await Office(tools, context)
                return .page(NewPaperView(office: office, form: form).page)
            },
            Route.post(CorrespondenceURL.take, TakeInput.self) {
                (context: OfficerContext, input) in
                guard let position = input.position else { return try .notFound() }
                try await tools.take(input.code, from: position, by: context.officer)
                return done(input.code, "correspondence.paper.taken")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.handOver, HandOverInput.self) {
                (context: OfficerContext, input) in
                guard let target = input.target else { return try .notFound() }
                try await tools.handOver(input.code, to: target, by: context.officer)
                return done(input.code, "correspondence.paper.sent")
            } refused: { context, form, _ in
                try await again(context, form)
            },
            Route.post(CorrespondenceURL.mark, MarkInput.self) {
                (context: OfficerContext, input) in
                guard let state = input.state else { return try .notFound() }
                try await tools.mark(
                    input.code, state, place: input.place, by: context.officer)
                return done(input.code, "correspondence.paper.marked")
            } refused: { context, form, _ in
                try await again(context, form)
            },
        ]
    }

    private func done(_ code: TrackingCode, _ key: String) -> Reply {
        Reply.redirect(CorrespondenceURL.paper.filled(code.text)).flash(.success, key)
    }

    private func again(_ context: OfficerContext, _ form: FormState) async throws -> Reply {
        guard let code = try? TrackingCode(form.value("kode")) else { return try .notFound() }
        return .page(try await show(code, context, form))
    }

    private func paper(_ code: TrackingCode) async throws -> Paper {
        let found = try await tools.store.read("paper.find") { reader in
            try tools.papers.find(code, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "correspondence.paper.none") }
        return found
    }

    private func list(_ input: ListInput, _ context: OfficerContext) async throws -> Page {
        var office = try await Office(tools, context)
        var papers: [Paper]
        if let number = input.caseNumber {
            let record = try await tools.cases.record(number, for: context.officer)
            papers = try await tools.store.read("paper.case") { reader in
                try tools.papers(of: record.number, in: reader)
            }
        } else {
            papers = try await tools.papers(input.tab, for: office)
        }
        office.plates = try await tools.plates(
            papers.map(\.account), papers.map(\.position) + papers.map(\.toward))
        return PaperListView(papers: papers, input: input, office: office).page
    }

    private func show(
        _ code: TrackingCode, _ context: OfficerContext, _ form: FormState
    ) async throws -> Page {
        var office = try await Office(tools, context)
        let paper = try await paper(code)
        let (moves, positions) = try await tools.store.read("paper.show") { reader in
            (
                try tools.papers.moves(of: paper, in: reader),
                try tools.directory.positions(in: reader)
            )
        }
        office.plates = try await tools.plates(
            moves.map(\.account) + [paper.account],
            moves.map(\.position) + moves.map(\.toward) + [paper.position, paper.toward])
        return PaperView(
            paper: paper, moves: moves, positions: positions, office: office, form: form
        ).page
    }
}
