import Cases
import Kernel
import Web

/// The passphrase of an official's own key: asked for at each signature, kept nowhere, and
/// repeated by no page.
enum Passphrase {
    static let name = "frasa"
    /// The same where a page has two forms that sign.
    static let refusalName = "frasa_tolak"
    static let fields = [field(name)]

    static func field(_ name: String) -> InputField { .form(name, .secret, max: 1_000) }

    static func read(_ fields: inout FieldReader, _ name: String = Passphrase.name) -> String? {
        fields.optionalSecret(name)
    }
}

/// What an officer is asked for where a letter is signed.
struct SigningNeed: Sendable {
    var need = LetterHands.Need.nothing
    /// The demo tells its passphrase.
    var isDemo = false

    /// The field for the passphrase, or the way to one's first key.
    func html(_ field: FormView, _ ui: UI, as name: String = Passphrase.name) -> HTML {
        let words = ui.words
        switch need {
        case .nothing: return HTML()
        case .passphrase: return input(field, name, words("workspace.key.passphrase"), ui)
        case .servicePassphrase: return input(field, name, words("workspace.key.service"), ui)
        case .key:
            let link = ui.link(words("workspace.key.add"), WorkspaceURL.key.filled())
            return "<p>\(words("workspace.key.none")) \(link)</p>"
        }
    }

    private func input(_ field: FormView, _ name: String, _ label: String, _ ui: UI) -> HTML {
        let words = ui.words
        let hint = "workspace.key.passphrase.hint" + (isDemo ? ".demo" : "")
        let manage = ui.link(words("workspace.key.manage"), WorkspaceURL.key.filled())
        return "\(field.password(name, label, hint: words(hint)))<p class=\"hint\">\(manage)</p>"
    }
}
