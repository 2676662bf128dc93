import Cases
import Contracts
import Kernel
import People
import Web

/// What phones send of a round when the line is back.
struct FieldPages: Sendable {
    let tools: ComplaintTools

    struct FieldInput: RouteInput {
        static let fields: [InputField] =
            [
                .form("kunci", max: 40), .form("petugas", max: 40), .form("nomor", max: 80),
                .form("jenis", max: 20), .form("catatan", max: 4_000),
                .form("meter", .integer, max: 20), .files(prefix: SentFields.prefix),
            ] + SentFields.inputs
        let officer: String
        let act: FieldAct?

        init(_ fields: inout FieldReader) {
            officer = fields.text("petugas")
            let key = CaseID(text: fields.text("kunci"))
            let kind = FieldAct.Kind(rawValue: fields.text("jenis"))
            let number = fields.text("nomor")
            let text = fields.optionalText("catatan") ?? ""
            let metres = fields.optionalText("meter").flatMap { Int64($0) } ?? 0
            let typed = SentFields(&fields).typed
            let files = fields.files
            act = key.flatMap { key in
                kind.map {
                    FieldAct(
                        key: key, kind: $0, number: number, text: text,
                        metres: min(max(metres, 0), 30_000_000), typed: typed, files: files)
                }
            }
        }
    }

    var routes: [Route] {
        [
            Route.post(DeskURL.field, FieldInput.self, output: .data) {
                (context: OfficerContext, input) in
                guard let act = input.act else { return try .notFound() }
                // A phone may pass from hand to hand; acts do not.
                let account = context.officer.account
                guard input.officer == DoInField.mark(account, tools.vault) else {
                    throw Refusal(.conflict, "complaints.field.other")
                }
                try await DoInField(
                    tools: tools, officer: context.officer, words: context.words
                ).run(act)
                return .json(["keadaan": "terkirim", "nomor": .string(act.number)])
            }.limited {
                $0.fileBytes = SentFields.allFiles
                $0.files = 10
            }
        ]
    }
}
