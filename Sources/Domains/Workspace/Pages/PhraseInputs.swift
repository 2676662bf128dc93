import Cases
import Contracts
import Kernel
import Web

/// A press on the button that puts a text of the city into the form. Nothing else happens then.
struct PhrasePress: Sendable {
    static let fields: [InputField] = [
        .form(act, max: 60), .forms(prefix: act + ".", max: 60),
    ]
    /// The value of `aksi` that the button sends; behind a colon follows the target.
    static let act = "kalimat"
    let isPressed: Bool
    /// What was chosen.
    let id: String?
    /// Which of several like inputs is meant, such as the note of a field.
    let target: String?

    init(_ fields: inout FieldReader) {
        let action = fields.optionalText("aksi") ?? ""
        target =
            action.hasPrefix(Self.act + ":") ? String(action.dropFirst(Self.act.count + 1)) : nil
        isPressed = action == Self.act || target != nil
        id = fields.optionalText(Self.name(target))
    }

    /// The name of the select.
    static func name(_ target: String?) -> String { target.map { "\(act).\($0)" } ?? act }

    /// What the button sends.
    static func action(_ target: String?) -> String { target.map { "\(act):\($0)" } ?? act }
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
