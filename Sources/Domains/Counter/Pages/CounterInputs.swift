import Contracts
import Forms
import Kernel
import People
import Web

/// What goes with a sheet that waits for its person.
struct DeskInput: RouteInput {
    static let fields: [InputField] = [.query("lembar", max: 40)]
    let sheet: TrackingCode?
    init(_ fields: inout FieldReader) {
        sheet = fields.optionalText("lembar").flatMap { try? TrackingCode($0) }
    }
}

/// The one field of the counter. It is sent by POST: who was looked for stands in no address.
struct SearchInput: RouteInput {
    static let fields: [InputField] = [.form("cari", max: 300), .form("lembar", max: 40)]
    let typed: String
    let sheet: TrackingCode?
    init(_ fields: inout FieldReader) {
        typed = fields.text("cari")
        sheet = fields.optionalText("lembar").flatMap { try? TrackingCode($0) }
    }
}

struct NewPersonInput: RouteInput {
    static let fields: [InputField] = [
        .form("nama", max: 400), .form("nik", max: 60), .form("kontak", max: 300),
        .form("bahasa", max: 5), .form("lembar", max: 40),
    ]
    let record: WalkinRecord
    let sheet: TrackingCode?
    init(_ fields: inout FieldReader) {
        record = WalkinRecord(
            name: fields.text("nama"), nik: fields.optionalParsed("nik") { try NIK($0) },
            contact: fields.optionalParsed("kontak") { try Contact(typed: $0) },
            language: Language(rawValue: fields.optionalText("bahasa") ?? "id") ?? .id)
        sheet = fields.optionalText("lembar").flatMap { try? TrackingCode($0) }
    }
}

struct PersonInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40), .query("lembar", max: 40)]
    let id: AccountID
    let sheet: TrackingCode?
    init(_ fields: inout FieldReader) throws(Refusal) {
        id = try fields.id("id", else: "people.walkin.gone")
        sheet = fields.optionalText("lembar").flatMap { try? TrackingCode($0) }
    }
}

struct BeginInput: RouteInput {
    static let fields: [InputField] = [
        .path("id", max: 40), .form("layanan", max: 60), .form("lembar", max: 60),
        .form("tanggal", .day), .form("jam", max: 10),
    ]
    let id: AccountID
    let service: String?
    let sheet: TrackingCode?
    let day: Day?
    let minutes: Int?

    init(_ fields: inout FieldReader) throws(Refusal) {
        id = try fields.id("id", else: "people.walkin.gone")
        service = fields.optionalText("layanan")
        sheet = fields.optionalParsed("lembar") { try TrackingCode($0) }
        guard sheet != nil || fields.has("lembar") else {
            (day, minutes) = (nil, nil)
            return
        }
        day = fields.day("tanggal")
        minutes = fields.value("jam", "counter.time") { Self.minutes($0) }
    }

    /// `14.30` and `14:30`, as minutes of the day.
    static func minutes(_ typed: String) -> Int? {
        let parts = typed.split { $0 == "." || $0 == ":" }.map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1],
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}

struct TakeOverInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40), .path("draf", max: 40)]
    let draft: CaseID
    init(_ fields: inout FieldReader) throws(Refusal) {
        draft = try fields.id("draf", else: "forms.draft.gone")
        _ = fields.text("id")
    }
}

struct FormAddress: RouteInput {
    static let fields: [InputField] = [.path("draf", max: 40)]
    let draft: String
    init(_ fields: inout FieldReader) { draft = fields.text("draf") }
}

struct FormFileAddress: RouteInput {
    static let fields: [InputField] = [
        .path("draf", max: 40), .path("field"), .path("blob", max: 40),
    ]
    let draft, field, blob: String
    init(_ fields: inout FieldReader) {
        draft = fields.text("draf")
        field = fields.text("field")
        blob = fields.text("blob")
    }
}

/// The whole form as it was sent.
struct SheetInput: RouteInput {
    /// Three full tables and what stands around them.
    static let mostFields = 3 * TableRule.mostRows * TableRule.mostColumns + 900
    static let fields: [InputField] =
        [
            .path("draf", max: 40), .form("tampil", max: 20_000),
            .forms(prefix: SentSheet.revision, max: 20), .form("asli", .choices, max: 100),
            .form("pernyataan", .flag),
        ] + SentFields.inputs + [.files(prefix: SentFields.prefix, max: SentFields.maxFile)]

    let draft: String
    let sent: SentSheet
    init(_ fields: inout FieldReader) {
        draft = fields.text("draf")
        sent = SentSheet(&fields)
    }
}

/// All groups of a form, with the button that was pressed.
struct SentSheet: Sendable {
    enum Press: Sendable, Equatable { case next, send, upload }

    static let revision = "revisi."
    let revisions: [String: Int64]
    /// Questions that stood on the page: one that was not there was not emptied.
    let shown: Set<String>
    let typed: TypedAnswers
    let files: [UploadedFile]
    let originals: [String]
    let isSigned: Bool
    let press: Press
    let removes: BlobID?
    let row: SentFields.RowPress?

    init(_ fields: inout FieldReader) {
        var revisions: [String: Int64] = [:]
        for (name, values) in fields.form.values where name.hasPrefix(Self.revision) {
            revisions[String(name.dropFirst(Self.revision.count))] =
                values.first.flatMap { Int64($0) } ?? 0
        }
        self.revisions = revisions
        let names = fields.optionalText("tampil") ?? ""
        shown = Set(names.split(separator: ",").map(String.init))
        let inputs = SentFields(&fields)
        typed = inputs.typed
        row = inputs.rowPress
        files = fields.files
        originals = fields.choices("asli").filter { !$0.contains(",") }
        isSigned = fields.flag("pernyataan")
        let action = fields.optionalText(SentFields.action) ?? ""
        removes = action.hasPrefix("hapus:") ? BlobID(text: String(action.dropFirst(6))) : nil
        press = action == "kirim" ? .send : action == "unggah" ? .upload : .next
    }

    /// Whether what stands below the questions was on the page, too.
    var isWhole: Bool { !shown.isEmpty }

    func shows(_ group: FieldGroup) -> Bool {
        group.fields.contains { shown.contains($0.id) }
    }

    /// What was typed in a group: what stood on the page, and for the rest what was typed before.
    func merged(over old: TypedAnswers, _ group: FieldGroup) -> TypedAnswers {
        let names = Set(group.fields.map(\.id)).intersection(shown)
        return old.filter { !names.contains($0) }.merging(typed.filter(names.contains))
    }
}

extension FormState {
    /// Problems of People name their fields in English; the form has its own names.
    var named: FormState { naming(["name": "nama", "contact": "kontak", "code": "kode"]) }
}
