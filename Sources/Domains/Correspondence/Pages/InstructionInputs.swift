import Contracts
import Forms
import Kernel
import Web

/// Which instructions a list shows.
enum InstructionTab: String, CaseIterable {
    /// To one's positions, and not answered.
    case mine = "saya"
    /// From one's positions, and not ended.
    case given = "dari"
    case late = "terlambat"
    case over = "selesai"
    /// Letters that wait for one's instruction.
    case letters = "surat"

    static func address(_ tab: InstructionTab) -> String {
        tab == .mine
            ? CorrespondenceURL.inbox.filled()
            : CorrespondenceURL.inbox.filled() + "?daftar=\(tab.rawValue)"
    }
}

struct InstructionListInput: RouteInput {
    static let fields: [InputField] = [
        .query("daftar", max: 20), .query("sebelum", max: 40), .query("berkas", max: 30),
    ]
    let tab: InstructionTab
    let before: InstructionID?
    let caseNumber: TrackingCode?

    init(_ fields: inout FieldReader) {
        tab = fields.optionalText("daftar").flatMap(InstructionTab.init) ?? .mine
        before = fields.optionalText("sebelum").flatMap { InstructionID(text: $0) }
        caseNumber = fields.optionalText("berkas").flatMap { try? TrackingCode($0) }
    }
}

/// What the form of a new instruction is about: a letter, a case, or what one was told.
struct AboutInput: RouteInput {
    static let fields: [InputField] = [
        .query("surat", max: 40), .query("berkas", max: 30), .query("dari", max: 40),
    ]
    let about: InstructionOrder.About?

    init(_ fields: inout FieldReader) {
        about = Self.about(
            mail: fields.optionalText("surat"), file: fields.optionalText("berkas"),
            passing: fields.optionalText("dari"))
    }

    static func about(
        mail: String?, file: String?, passing: String?
    ) -> InstructionOrder.About? {
        if let id = mail.flatMap({ MailID(text: $0) }) { return .mail(id) }
        if let number = file.flatMap({ try? TrackingCode($0) }) { return .file(number) }
        return passing.flatMap { RecipientID(text: $0) }.map { .passing($0) }
    }
}

struct NewInstructionInput: RouteInput {
    static let fields: [InputField] = [
        .form("surat", max: 40), .form("berkas", max: 30), .form("dari", max: 40),
        .form("kepada", .choices, max: 40), .form("petunjuk", .choices, max: 40),
        .form("isi", max: 8_000), .form("batas", .day), .form("derajat", max: 1),
    ]
    let order: InstructionOrder?

    init(_ fields: inout FieldReader) {
        let about = AboutInput.about(
            mail: fields.optionalText("surat"), file: fields.optionalText("berkas"),
            passing: fields.optionalText("dari"))
        let to = fields.choices("kepada").compactMap { PositionID(text: $0) }
        let standard = fields.choices("petunjuk")
        let text = fields.optionalText("isi") ?? ""
        let due = fields.day("batas")
        let urgency = fields.value("derajat") { Int($0).flatMap(Urgency.init) }
        guard let about, let due, let urgency else {
            order = nil
            return
        }
        order = InstructionOrder(
            about: about, to: to, standard: standard, text: text, due: due, urgency: urgency)
    }
}

typealias InstructionInput = ThingInput<InstructionSubject>
typealias InstructionFileInput = ThingFileInput<InstructionSubject>

/// An act upon one addressee.
struct RecipientInput: RouteInput {
    static let fields: [InputField] = [.path("disposisi"), .form("penerima", max: 40)]
    let id: InstructionID
    let recipient: RecipientID?
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("disposisi", else: "correspondence.instruction.none")
        recipient = fields.value("penerima") { RecipientID(text: $0) }
    }
}

struct AnswerInput: RouteInput {
    static let fields: [InputField] =
        RecipientInput.fields + [
            .form("jawaban", max: 16_000),
            .file(
                "lampiran", max: KeptFiles.rule.maxBytes,
                types: ["application/pdf", "image/jpeg", "image/png"]),
        ]
    let told: RecipientInput
    let text: String
    let files: [UploadedFile]
    init(_ fields: inout FieldReader) throws {
        told = try RecipientInput(&fields)
        text = fields.text("jawaban")
        files = fields.files.filter { $0.field == "lampiran" }
    }
}

struct SendBackInput: RouteInput {
    static let fields: [InputField] = RecipientInput.fields + [.form("kekurangan", max: 4_000)]
    let told: RecipientInput
    let reason: String
    init(_ fields: inout FieldReader) throws {
        told = try RecipientInput(&fields)
        reason = fields.text("kekurangan")
    }
}

struct ExtendInput: RouteInput {
    static let fields: [InputField] = [
        .path("disposisi"), .form(CorrespondenceTools.moreTime, .day),
        .form("alasan_waktu", max: 2_000),
    ]
    let id: InstructionID
    let due: Day?
    let reason: String
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("disposisi", else: "correspondence.instruction.none")
        due = fields.day(CorrespondenceTools.moreTime)
        reason = fields.text("alasan_waktu")
    }
}

struct EndInput: RouteInput {
    static let fields: [InputField] = [
        .path("disposisi"), .form("akhir", max: 20), .form("alasan_akhir", max: 2_000),
    ]
    let id: InstructionID
    let end: InstructionState?
    let reason: String
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("disposisi", else: "correspondence.instruction.none")
        end = fields.value("akhir") { typed in
            InstructionState(rawValue: typed).flatMap {
                $0 == .closed || $0 == .withdrawn ? $0 : nil
            }
        }
        reason = fields.text("alasan_akhir")
    }
}
