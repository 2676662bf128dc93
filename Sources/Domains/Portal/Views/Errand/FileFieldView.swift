import Contracts
import Forms
import Kernel
import Web

/// Where the files of a draft or correction are, and what may be shown of them.
struct FilePlaces {
    /// Where a file is announced that comes piece by piece.
    let upload: String
    let checks: [BlobID: FileCheck]
    let file: (_ field: String, _ file: FileAnswer) -> String
    let thumb: (_ field: String, _ file: FileAnswer) -> String
}

/// A question that is answered by files. The script `upload.js` sends them piece by piece; without
/// it the form does.
struct FileFieldView {
    let ui: UI
    let places: FilePlaces

    /// What the script says; `#` stands for what varies.
    private static let words = [
        "sending", "of", "waiting", "offline", "resume", "done", "plain", "cancel", "cancelled",
        "signin",
    ]

    func html(_ field: Field, _ rule: FileRule, _ form: FormView, _ there: [FileAnswer]) -> HTML {
        let label = ui.words(field.label)
        let list = list(field, form, there)
        guard there.count < rule.maxCount else {
            return """
                <div class="upload" id="\(id(field))"><div class="field" \
                id="\(SentFields.anchor(field.id))">\
                <p class="upload-label">\(label)</p>\(list)\
                <p class="hint">\(ui.words("portal.file.full"))</p></div></div>
                """
        }
        let limits = ui.words(
            "portal.file.limits",
            ["kinds": rule.kindsText, "size": rule.sizeText, "count": "\(rule.maxCount)"])
        let hint = [field.help.map { ui.words($0) }, limits].compactMap(\.self)
            .joined(separator: " ")
        return """
            <div class="upload" id="\(id(field))" data-upload="\(url: places.upload)" \
            data-field="\(field.id)" data-words="\(scriptWords)">\
            \(form.file(
                SentFields.name(field.id), label, hint: hint, isRequired: field.required,
                accept: rule.kinds.map(\.mediaType).joined(separator: ","),
                kept: there.isEmpty ? nil : list))\
            \(form.submit(
                ui.words(there.isEmpty ? "portal.file.upload" : "portal.file.uploadMore"),
                name: "aksi", value: "unggah", .secondary))</div>
            """
    }

    private func id(_ field: Field) -> String { "unggah-" + SentFields.anchor(field.id) }

    private var scriptWords: String {
        let words = Dictionary(
            Self.words.map { ($0, JSONValue.string(ui.words("portal.upload.\($0)"))) }
        ) { first, _ in first }
        return String(decoding: JSONValue.object(words).canonical, as: UTF8.self)
    }

    private func list(_ field: Field, _ form: FormView, _ files: [FileAnswer]) -> HTML {
        """
        <ul class="upload-list">\(HTML.each(files) { file in
            """
            <li>\(thumb(field.id, file))<span class="upload-name">\
            \(ui.link(file.name, places.file(field.id, file)))\
             <span class="file-note">\(Self.note(file, ui.language))</span>\(state(file))</span>\
            \(form.submit(
                ui.words("portal.file.remove"), name: "aksi", value: "hapus:\(file.blob.text)",
                .quiet))</li>
            """
        })</ul>
        """
    }

    /// The small picture of a file that was looked into.
    func thumb(_ field: String, _ file: FileAnswer) -> HTML {
        guard case .shown(_, _, let thumb) = places.checks[file.blob] ?? .waiting else {
            return HTML()
        }
        return """
            <img class="upload-thumb" src="\(url: places.thumb(field, file))" loading="lazy" \
            width="\(thumb.width)" height="\(thumb.height)" \
            alt="\(ui.words("portal.file.picture", ["name": file.name]))">
            """
    }

    /// Why there is no picture, or how many pages there are.
    func state(_ file: FileAnswer) -> HTML {
        let check = places.checks[file.blob] ?? .waiting
        switch check {
        case .waiting:
            return """
                <span class="file-state" data-checking>\(ui.words("portal.file.checking"))</span>
                """
        case .hidden:
            let key = check.isTooLarge ? "portal.file.tooLarge" : "portal.file.hidden"
            return "<span class=\"file-state\">\(ui.words(key))</span>"
        case .shown(let count, _, _):
            guard file.kind == .pdf else { return HTML() }
            let text = ui.words("portal.file.pages", ["count": "\(count)"])
            return "<span class=\"file-state\">\(text)</span>"
        }
    }

    static func note(_ file: FileAnswer, _ language: Language) -> String {
        "\(file.kind.label), \(HumanText.bytes(file.size, language))"
    }
}
