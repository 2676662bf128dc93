import Cases
import Kernel
import Web

/// The drafter's editor: which letter, its text, save or finish.
func draftForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let file = WorkspaceURL.file.filled(desk.number)
    let kinds = [LetterKind.grant, .refusal].map { kind in
        (
            words("workspace.letter.kind.\(kind.rawValue)"), file + "?jenis=" + kind.rawValue,
            Int?.none
        )
    }
    let tried = desk.form(.letter)
    let state = tried.value("naskah").isEmpty ? start(desk, tried) : tried
    let form = ui.form(
        WorkspaceURL.letter.filled(desk.number), state, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.hidden("jenis", desk.letterKind.rawValue))\
        \(editor(field, desk, ui))\
        <div class="buttons">\
        \(field.submit(words("workspace.letter.save"), name: "aksi", value: "simpan"))\
        \(field.look(words("workspace.letter.look"), name: "aksi", value: "pratinjau"))\
        \(field.submit(words("workspace.letter.finish"), name: "aksi", value: "selesai", .primary))\
        </div>
        """
    }
    return ui.tabs(
        words("workspace.letter.which"), kinds,
        current: file + "?jenis=" + desk.letterKind.rawValue) + form
}

/// Initials under the text as it is, or as one corrects it; or back to the drafter.
func initialForms(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let tried = desk.form(.initial)
    let state = tried.value("naskah").isEmpty ? start(desk, tried) : tried
    let form = ui.form(
        WorkspaceURL.initial.filled(desk.number), state, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.hidden("jenis", desk.letterKind.rawValue))\
        \(ui.details(words("workspace.initial.edit"), editor(field, desk, ui),
        isOpen: desk.isTried(.initial)))\
        <div class="buttons">\
        \(field.look(words("workspace.letter.look"), name: "aksi", value: "pratinjau"))\
        \(field.submit(words("workspace.initial.send")))</div>
        """
    }
    return initialsLine(desk, ui) + letterText(desk, ui) + form + sendBackForm(desk, ui)
}

/// Sign, refuse with the reason the law asks for, or send back.
func decisionForms(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let kind = desk.letterKind.rawValue
    let sign = ui.form(WorkspaceURL.sign.filled(desk.number), desk.form(.sign)) { field in
        """
        \(field.seen(desk))\
        \(field.checkbox(
            "sudah_baca", words("workspace.sign.read"), hint: words("workspace.sign.final")))\
        \(desk.signing.html(field, ui))\
        \(field.submit(words("workspace.sign.\(kind)")))
        """
    }
    var html = initialsLine(desk, ui) + letterText(desk, ui) + sign
    if desk.letterKind == .grant {
        let refuse = ui.form(
            WorkspaceURL.refuse.filled(desk.number), desk.form(.refuse), warnsUnsaved: true
        ) { field in
            """
            \(field.seen(desk))\(PhraseView(use: .refusal, desk: desk, ui: ui).html(
                field, WorkspaceURL.refuse.filled(desk.number), anchor: "f-alasan_tolak",
                send: words("workspace.refuse.send")))\
            \(field.textarea("alasan_tolak", words("workspace.refuse.reason"),
            hint: words("workspace.refuse.hint"), max: CaseLimits.message))\
            \(desk.signing.html(field, ui, as: Passphrase.refusalName))\
            \(field.submit(words("workspace.refuse.send"), .danger))
            """
        }
        html += ui.details(words("workspace.refuse"), refuse, isOpen: desk.isTried(.refuse))
    }
    return html + sendBackForm(desk, ui)
}

private func sendBackForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let form = ui.form(
        WorkspaceURL.sendBack.filled(desk.number), desk.form(.sendBack), warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(PhraseView(use: .sendBack, desk: desk, ui: ui).html(
            field, WorkspaceURL.sendBack.filled(desk.number), anchor: "f-alasan_kembali",
            send: ui.words("workspace.sendBack.send")))\
        \(field.textarea("alasan_kembali", ui.words("workspace.sendBack.reason"),
        hint: ui.words("workspace.sendBack.hint"), rows: 3, max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.sendBack.send"), .secondary))
        """
    }
    return ui.details(ui.words("workspace.sendBack"), form, isOpen: desk.isTried(.sendBack))
}

private func start(_ desk: CaseDesk, _ tried: FormState) -> FormState {
    var state = tried
    state.values["naskah"] = [desk.letterText]
    return state
}

private func editor(_ field: FormView, _ desk: CaseDesk, _ ui: UI) -> HTML {
    """
    <div class="editor">\(field.textarea("naskah", ui.words("workspace.letter.text"),
    hint: ui.words("workspace.letter.text.hint"), rows: 24))</div>\
    \(ui.details(ui.words("workspace.letter.markup"), markupHelp(ui)))
    """
}

private func markupHelp(_ ui: UI) -> HTML {
    let lines = [
        ("# SURAT KETERANGAN", "title"), ("## Ketentuan", "heading"), ("= Nomor: …", "centred"),
        ("> …", "indented"), ("| Nama : Ani", "row"), ("1. …", "list"), ("@ Dasar", "label"),
        ("*tebal*  _miring_", "bold"), (":tanda-tangan", "signature"),
    ]
    return """
        <dl class="facts">\(HTML.each(lines) { sample, key in
            let text = ui.words("workspace.markup.\(key)")
            return "<div><dt><code>\(sample)</code></dt><dd>\(text)</dd></div>"
        })</dl>
        """
}
