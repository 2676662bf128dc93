import Cases
import Contracts
import Kernel
import Web

/// A press on the button that puts a text of the city into the form. Nothing else happens then.
struct PhrasePress: Sendable {
    static let fields: [InputField] = [
        .form(act, max: 60), .form(noteAct, max: 60), .form(place, max: 60),
    ]
    /// The name of the select, and the value of `aksi` that its button sends.
    static let act = "kalimat"
    /// The same of the texts for notes, of which each field of the form has one.
    static let noteAct = "kalimat-isian"
    /// The name of the select that says which field is meant.
    static let place = "kalimat-untuk"
    /// What forms of a press hold besides what somebody wrote.
    static let names: Set<String> = [act, noteAct, place]

    let isPressed: Bool
    /// What was chosen.
    let id: String?
    /// The field whose note is meant.
    let target: String?

    init(_ fields: inout FieldReader) {
        let action = fields.optionalText("aksi") ?? ""
        let isNote = action == Self.noteAct
        isPressed = action == Self.act || isNote
        id = fields.optionalText(isNote ? Self.noteAct : Self.act)
        let named = fields.optionalText(Self.place)
        target = isNote ? named ?? "" : nil
    }
}

/// A message to the applicant, or the wish to begin with one of the city's texts.
struct MessageInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("pesan", max: CaseLimits.message * 2), .form("aksi", max: 20), SeenTalk.field,
        ] + PhrasePress.fields
    let seen: Seen
    let talk: SeenTalk
    let text: String
    let phrase: PhrasePress
    let form: FormState
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        phrase = PhrasePress(&fields)
        text = phrase.isPressed ? "" : fields.text("pesan")
        talk = SeenTalk(&fields)
        form = fields.form
    }
}

/// The newest message of the applicant that stood on the page.
struct SeenTalk: Sendable {
    static let field: InputField = .form("dibaca", .integer, max: 20)
    let at: Instant?

    init(_ fields: inout FieldReader) {
        at = fields.optionalText("dibaca").flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
    }
}

/// That a message needs no answer.
struct SettleInput: ActInput {
    static let fields = Seen.fields + [SeenTalk.field]
    let seen: Seen
    let talk: SeenTalk
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        talk = SeenTalk(&fields)
    }
}
