import Contracts
import Forms
import Kernel
import People
import Web

/// What the lists of letters are narrowed to.
struct MailListInput: RouteInput {
    static let fields: [InputField] = [
        .query("q", max: 100), .query("keadaan", max: 20), .query("jenis", max: 40),
        .query("klasifikasi", max: 30), .query("sebelum", max: 40),
    ]
    let typed: String?
    let state: MailState?
    let kind: String?
    let classification: String?
    let before: MailID?

    init(_ fields: inout FieldReader) {
        typed = fields.optionalText("q")
        state = fields.optionalText("keadaan").flatMap(MailState.init)
        kind = fields.optionalText("jenis")
        classification = fields.optionalText("klasifikasi")
        before = fields.optionalText("sebelum").flatMap { MailID(text: $0) }
    }

    func query(_ way: MailWay) -> MailQuery {
        MailQuery(
            way: way, typed: typed, state: state, kind: kind, classification: classification,
            before: before)
    }
}

typealias MailInput = ThingInput<MailSubject>
typealias MailFileInput = ThingFileInput<MailSubject>

struct MailPictureInput: RouteInput {
    static let fields = MailFileInput.fields + [.path("halaman", max: 4)]
    let file: MailFileInput
    let page: Int
    init(_ fields: inout FieldReader) throws {
        file = try MailFileInput(&fields)
        guard let page = Int(fields.text("halaman")) else {
            throw Refusal(.notFound, "correspondence.none")
        }
        self.page = page
    }
}

/// What both forms of a letter ask.
struct MailWords {
    static let fields: [InputField] = [
        .form("unit", max: 40), .form("perihal", max: 500), .form("pihak", max: 300),
        .form("orang", .flag), .form("tanggal", .day), .form("klasifikasi", max: 30),
        .form("jenis", max: 40), .form("derajat", max: 1), .form("sifat", max: 1),
        .form("berkas", max: 30), .form("catatan", max: 2_000),
    ]
    let unit: UnitCode?
    let subject: String
    let partner: String
    let isPerson: Bool
    let day: Day?
    let classification: String
    let kind: String
    let urgency: Urgency?
    let security: SecurityClass?
    let caseNumber: TrackingCode?
    let note: String?

    init(_ fields: inout FieldReader) {
        unit = fields.value("unit") { UnitCode($0) }
        subject = fields.text("perihal")
        partner = fields.text("pihak")
        isPerson = fields.flag("orang")
        day = fields.day("tanggal")
        classification = fields.text("klasifikasi")
        kind = fields.text("jenis")
        urgency = fields.value("derajat") { Int($0).flatMap(Urgency.init) }
        security = fields.value("sifat") { Int($0).flatMap(SecurityClass.init) }
        caseNumber = fields.optionalParsed("berkas") { try TrackingCode($0) }
        note = fields.optionalText("catatan")
    }
}

/// A form of a new letter that goes on: the id under which its scans wait.
struct NewIncomingPageInput: RouteInput {
    static let fields: [InputField] = [.query("surat", max: 40)]
    let begun: MailID?
    init(_ fields: inout FieldReader) {
        begun = fields.optionalText("surat").flatMap { MailID(text: $0) }
    }
}

struct NewIncomingInput: RouteInput {
    static let fields: [InputField] =
        MailWords.fields + [
            .form("nomor_surat", max: 120), .form("diterima", .day), .form("kepada", max: 40),
            .form("lagi", .flag), .form("surat", max: 40), .form("buang", .choices, max: 40),
            .file(
                "pindaian", max: KeptFiles.rule.maxBytes,
                types: ["application/pdf", "image/jpeg", "image/png"]),
        ]
    let entry: MailEntry?
    let scans: NewScans

    init(_ fields: inout FieldReader) {
        let words = MailWords(&fields)
        let number = fields.text("nomor_surat")
        let received = fields.day("diterima")
        let target = fields.value("kepada") { PositionID(text: $0) }
        let isAnother = fields.flag("lagi")
        scans = NewScans(
            begun: fields.optionalText("surat").flatMap { MailID(text: $0) },
            dropped: Set(fields.choices("buang").compactMap { UploadID(text: $0) }),
            whole: fields.files.filter { $0.field == "pindaian" })
        guard let unit = words.unit, let day = words.day, let received, let target,
            let urgency = words.urgency, let security = words.security
        else {
            entry = nil
            return
        }
        entry = MailEntry(
            unit: unit,
            text: MailText(
                subject: words.subject, partner: words.partner, number: number,
                note: words.note),
            isPerson: words.isPerson, letterDay: day, receivedDay: received,
            classification: words.classification, kind: words.kind, urgency: urgency,
            security: security, target: target, caseNumber: words.caseNumber,
            isAnother: isAnother)
    }
}

struct NewOutgoingInput: RouteInput {
    static let fields: [InputField] = MailWords.fields + [.form("balasan", max: 40)]
    let draft: MailDraft?

    init(_ fields: inout FieldReader) {
        let words = MailWords(&fields)
        let answers = fields.optionalValue("balasan") { MailID(text: $0) }
        guard let unit = words.unit, let day = words.day, let urgency = words.urgency,
            let security = words.security
        else {
            draft = nil
            return
        }
        draft = MailDraft(
            unit: unit,
            text: MailText(
                subject: words.subject, partner: words.partner, note: words.note),
            isPerson: words.isPerson, letterDay: day, classification: words.classification,
            kind: words.kind, urgency: urgency, security: security, answers: answers,
            caseNumber: words.caseNumber)
    }
}

struct AnsweringInput: RouteInput {
    static let fields: [InputField] = [.query("balasan", max: 40)]
    let answers: MailID?
    init(_ fields: inout FieldReader) {
        answers = fields.optionalText("balasan").flatMap { MailID(text: $0) }
    }
}

struct ScanInput: RouteInput {
    static let fields: [InputField] = [
        .path("surat"), .form("aksi", max: 20),
        .file(
            "pindaian", max: KeptFiles.rule.maxBytes,
            types: ["application/pdf", "image/jpeg", "image/png"]),
    ]
    let id: MailID
    let scans: [UploadedFile]
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("surat", else: "correspondence.none")
        scans = fields.files.filter { $0.field == "pindaian" }
    }
}

struct VoidInput: RouteInput {
    static let fields: [InputField] = [.path("surat"), .form("alasan", max: 1_000)]
    let id: MailID
    let reason: String
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("surat", else: "correspondence.none")
        reason = fields.text("alasan")
    }
}

struct SendInput: RouteInput {
    static let fields: [InputField] = [
        .path("surat"), .form("cara", max: 20), .form("dikirim", .day),
    ]
    let id: MailID
    let way: SendingWay?
    let day: Day?
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("surat", else: "correspondence.none")
        way = fields.value("cara") { SendingWay(rawValue: $0) }
        day = fields.day("dikirim")
    }
}

struct RegisterInput: RouteInput {
    static let fields: [InputField] = [
        .query("arah", max: 10), .query("unit", max: 40), .query("dari", .day),
        .query("sampai", .day),
    ]
    let way: MailWay
    let unit: UnitCode?
    let from: Day?
    let until: Day?
    init(_ fields: inout FieldReader) {
        way = fields.optionalText("arah") == "keluar" ? .outgoing : .incoming
        unit = fields.optionalText("unit").flatMap { UnitCode($0) }
        from = fields.optionalText("dari").flatMap { Day(iso: $0) }
        until = fields.optionalText("sampai").flatMap { Day(iso: $0) }
    }
}
