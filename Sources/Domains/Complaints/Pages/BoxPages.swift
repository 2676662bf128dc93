import Cases
import Contracts
import Forms
import Kernel
import People
import Previews
import Store
import Web

/// Black boxes over parts of a picture: typed in percent, or drawn where the script runs.
struct BoxPages: Sendable {
    let tools: ComplaintTools

    struct LookInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80), .path("urut", max: 3)]
        let number: String
        let place: Int
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            place = Int(fields.text("urut")) ?? -1
        }
    }

    struct BoxInput: RouteInput {
        static let fields =
            LookInput.fields + [.form("kotak", max: 2_000), .form("alasan", max: 4_000)]
        let look: LookInput
        let boxes: [PictureBox]
        let reason: String

        init(_ fields: inout FieldReader) {
            look = LookInput(&fields)
            let lines = (fields.optionalText("kotak") ?? "")
                .split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
            boxes = lines.compactMap(PictureBox.init(line:))
            if boxes.count < lines.count { fields.refuse("kotak", "complaints.boxes.wrong") }
            if boxes.count > Moderation.mostBoxes {
                fields.refuse(
                    "kotak", "complaints.boxes.many", ["count": "\(Moderation.mostBoxes)"])
            }
            reason = fields.text("alasan")
        }
    }

    var routes: [Route] {
        [
            Route.get(DeskURL.boxes, LookInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.number, input.place, FormState(), officer))
            }.needing(.keepReports),
            Route.post(DeskURL.boxes, BoxInput.self) { (officer: OfficerContext, input) in
                let number = input.look.number
                let (record, _) = try await tools.deskReport(number, officer.officer)
                let photo = try await tools.photo(input.look.place, of: record)
                try await Moderation(
                    tools: tools, record: record, officer: officer.officer, reason: input.reason
                ).cover(photo.blob, input.boxes)
                return Reply.redirect(DeskURL.shown.filled(number))
                    .flash(.success, "complaints.moderated")
            } refused: { officer, form, _ in
                let place = Int(form.value("urut")) ?? -1
                return .page(try await page(form.value("nomor"), place, form, officer))
            }.needing(.keepReports),
        ]
    }

    private func page(
        _ number: String, _ place: Int, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let (record, report) = try await tools.deskReport(number, officer.officer)
        let photo = try await tools.photo(place, of: record)
        let (checks, boxes) = try await tools.store.read("report.boxes") { [tools] reader in
            (
                try tools.drafts.checks.all(of: record.id, in: reader),
                try reader.row("SELECT boxes FROM report_photos WHERE blob = \(photo.blob)")?
                    .optionalText(0)
            )
        }
        guard case .shown(_, let pages, _)? = checks[photo.blob], let size = pages.first else {
            throw Refusal(.notFound, "complaints.boxes.none")
        }
        return BoxView(
            number: report.number.text, place: place, blob: photo.blob, size: size,
            boxes: (boxes ?? "").split(separator: ";").compactMap { PictureBox($0) },
            form: form, ui: officer.ui
        ).page
    }
}

extension PictureBox {
    /// “12 30 8 5”: left, top, width and height, with anything but digits between them.
    init?(line: Substring) {
        let numbers = line.split { !$0.isASCII || !$0.isNumber }.map { Int($0) }
        guard numbers.count == 4, let left = numbers[0], let top = numbers[1],
            let width = numbers[2], let height = numbers[3]
        else { return nil }
        self.init(left: left, top: top, width: width, height: height)
    }

    var line: String { "\(left) \(top) \(width) \(height)" }
}
