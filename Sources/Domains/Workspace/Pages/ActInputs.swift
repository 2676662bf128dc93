import Cases
import Contracts
import Kernel
import Web

/// What each act sends: which case, and the revision that the officer saw.
protocol ActInput: RouteInput {
    var seen: Seen { get }
}

extension ActInput {
    var number: TrackingCode { seen.number }
    var revision: Int64 { seen.revision }
    var task: TaskID? { seen.task }
}

/// The values of every act.
struct Seen: Sendable {
    static let fields: [InputField] = [
        .path("nomor"), .form("revisi", .integer, max: 20), .form("tugas", max: 40),
    ]
    let number: TrackingCode
    let revision: Int64
    /// Which of several tasks that run side by side.
    let task: TaskID?

    init(_ fields: inout FieldReader) throws {
        number = try CaseNumber.read(&fields)
        revision = fields.integer("revisi", 0...Int64.max)
        task = fields.optionalText("tugas").flatMap { TaskID(text: $0) }
    }
}

/// An act without words: a button.
struct ButtonInput: ActInput {
    static let fields = Seen.fields
    let seen: Seen
    init(_ fields: inout FieldReader) throws { seen = try Seen(&fields) }
}

/// The name of the one text that an act takes.
protocol TextName: Sendable {
    static var name: String { get }
}

enum SendBackText: TextName { static let name = "alasan_kembali" }
enum RefuseText: TextName { static let name = "alasan_tolak" }
enum NoteText: TextName { static let name = "catatan" }

/// An act with one text, or the wish to begin it with one of the city's. The engine says when it
/// is missing, so that the words are the same everywhere.
struct TextInput<Name: TextName>: ActInput {
    static var fields: [InputField] {
        Seen.fields + [.form(Name.name, max: CaseLimits.message * 2), .form("aksi", max: 20)]
            + PhrasePress.fields
    }
    let seen: Seen
    let text: String
    let phrase: PhrasePress
    let form: FormState
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        phrase = PhrasePress(&fields)
        text = phrase.isPressed ? "" : fields.text(Name.name)
        form = fields.form
    }
}

/// Sending a letter back, from its case or from a list of letters.
struct SendBackInput: ActInput {
    static let fields = TextInput<SendBackText>.fields + [.form("dari", max: 10)]
    let input: TextInput<SendBackText>
    /// The list to go back to.
    let from: LetterPress?
    var seen: Seen { input.seen }
    init(_ fields: inout FieldReader) throws {
        input = try TextInput(&fields)
        let name = fields.optionalText("dari")
        from = LetterPress.allCases.first { $0.name == name }
    }
}

/// Signing is final, so it asks for a tick.
struct SignInput: ActInput {
    static let fields =
        Seen.fields + [.form("sudah_baca", .flag, max: 5)] + Passphrase.fields
    let seen: Seen
    let passphrase: String?
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        passphrase = Passphrase.read(&fields)
        if !fields.flag("sudah_baca") { fields.refuse("sudah_baca", "workspace.sign.unread") }
    }
}

/// Refusing with a reason; that letter is signed too.
struct RefuseInput: ActInput {
    static let fields =
        TextInput<RefuseText>.fields + [Passphrase.field(Passphrase.refusalName)]
    let input: TextInput<RefuseText>
    let passphrase: String?
    var seen: Seen { input.seen }
    init(_ fields: inout FieldReader) throws {
        input = try TextInput(&fields)
        passphrase = Passphrase.read(&fields, Passphrase.refusalName)
    }
}

struct OpinionInput: StepActInput {
    static let own: [InputField] =
        [.form("hasil", max: 20), .form("pendapat", max: CaseLimits.message * 2)]
        + PhrasePress.fields
    static let fields = Seen.fields + own + StepFields.inputs
    let seen: Seen
    let step: StepFields
    let verdict, text: String
    let phrase: PhrasePress?
    var isFavourable: Bool { verdict == "mendukung" }
    var texts: [String: String] { ["hasil": verdict, "pendapat": text] }

    var problems: [Refusal.Problem] {
        ["mendukung", "keberatan"].contains(verdict)
            ? [] : [Refusal.Problem("workspace.opinion.choose", field: "hasil")]
    }

    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        verdict = fields.optionalText("hasil") ?? ""
        text = fields.optionalText("pendapat") ?? ""
        phrase = PhrasePress(&fields)
        step = StepFields(&fields)
    }
}

/// The answer to a question or a report, with what its step asks for.
struct AnswerInput: StepActInput {
    static let name = "jawaban"
    static let own: [InputField] =
        [.form(name, max: CaseLimits.message * 2)] + PhrasePress.fields
    static let fields = Seen.fields + own + StepFields.inputs
    static let phraseText = name
    let seen: Seen
    let step: StepFields
    let text: String
    let phrase: PhrasePress?
    var texts: [String: String] { [Self.name: text] }

    var problems: [Refusal.Problem] {
        text.allSatisfy(\.isWhitespace)
            ? [Refusal.Problem("case.text.missing", field: Self.name)] : []
    }

    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        text = fields.optionalText(Self.name) ?? ""
        phrase = PhrasePress(&fields)
        step = StepFields(&fields)
    }
}

/// Closing a case without work on it: one of its service's reasons, and words to its applicant.
struct DismissInput: ActInput {
    static let reasonName = "sebab_tutup"
    static let textName = "alasan_tutup"
    static let fields =
        Seen.fields + [
            .form(reasonName, max: 60), .form(textName, max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let reason, text: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        reason = fields.optionalText(Self.reasonName) ?? ""
        text = fields.optionalText(Self.textName) ?? ""
        if reason.isEmpty { fields.refuse(Self.reasonName, "case.dismiss.reason") }
        if text.allSatisfy(\.isWhitespace) { fields.refuse(Self.textName, "case.text.missing") }
    }
}

struct CorrectionInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("isian", .choices), .forms(prefix: "n.", max: CaseLimits.note * 2),
            .form("surat", max: CaseLimits.message * 2), .form("aksi", max: 120),
        ] + PhrasePress.fields
    let seen: Seen
    let correction: Correction
    let isPreview: Bool
    let phrase: PhrasePress
    let form: FormState
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        let chosen = fields.choices("isian")
        correction = Correction(
            items: chosen.map { field in
                Correction.Item(field: field, note: fields.optionalText("n." + field) ?? "")
            }, letter: fields.optionalText("surat") ?? "")
        isPreview = fields.optionalText("aksi") == "pratinjau"
        phrase = PhrasePress(&fields)
        // A text put into the note of a field says that the field is meant.
        var form = fields.form
        if phrase.target?.isEmpty == true {
            form.problems.append(Refusal.Problem("case.return.no_field", field: "isian"))
        } else if let target = phrase.target, !chosen.contains(target) {
            form.values["isian", default: []].append(target)
        }
        self.form = form
    }
}

struct LetterInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("naskah", max: CaseLimits.letter * 2), .form("jenis", max: 10),
            .form("aksi", max: 20),
        ]
    let seen: Seen
    let text: String
    let kind: LetterKind
    let isFinished: Bool
    let isPreview: Bool
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        text = fields.text("naskah")
        kind = LetterKind(rawValue: fields.optionalText("jenis") ?? "") ?? .grant
        let act = fields.optionalText("aksi")
        isFinished = act == "selesai"
        isPreview = act == "pratinjau"
    }
}
