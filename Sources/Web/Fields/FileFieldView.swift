import Contracts
import Forms
import Kernel

/// Where the files of a form are before it is sent, and what may be shown of them.
public struct FilePlaces {
    /// Where a file is announced that comes piece by piece.
    public let upload: String
    public let checks: [BlobID: FileCheck]
    /// Where the buttons of the question send the form, when not where the form itself goes.
    let action: String?
    /// The page that shows the question, when the form may be answered under another address.
    let page: String?
    public let file: (_ field: String, _ file: FileAnswer) -> String
    public let thumb: (_ field: String, _ file: FileAnswer) -> String

    public init(
        upload: String, checks: [BlobID: FileCheck], action: String? = nil, page: String? = nil,
        file: @escaping (_ field: String, _ file: FileAnswer) -> String,
        thumb: @escaping (_ field: String, _ file: FileAnswer) -> String
    ) {
        self.upload = upload
        self.checks = checks
        self.action = action
        self.page = page
        self.file = file
        self.thumb = thumb
    }
}

/// A question that is answered by files. The script `upload.js` sends them piece by piece; without
/// it the form does.
public struct FileFieldView {
    let ui: UI
    let places: FilePlaces
    /// Whether several may be chosen at a time, where more than one fits.
    let isMultiple: Bool

    public init(ui: UI, places: FilePlaces, isMultiple: Bool = false) {
        self.ui = ui
        self.places = places
        self.isMultiple = isMultiple
    }

    /// What the script says; `#` stands for what varies.
    private static let words = [
        "sending", "of", "waiting", "offline", "resume", "done", "plain", "cancel", "cancelled",
        "signin",
    ]

    public func html(
        _ field: Field, _ rule: FileRule, _ form: FormView, _ there: [FileAnswer]
    ) -> HTML {
        let label = ui.words(field.label)
        let list = list(field, form, there)
        guard there.count < rule.maxCount else {
            return """
                <div class="upload" id="\(id(field))"><div class="field" \
                id="\(SentFields.anchor(field.id))">\
                <p class="upload-label">\(label)</p>\(list)\
                <p class="hint">\(ui.words("web.files.full"))</p></div></div>
                """
        }
        let limits = ui.words(
            "web.files.limits",
            ["kinds": rule.kindsText, "size": rule.sizeText, "count": "\(rule.maxCount)"])
        let hint = [field.help.map { ui.words($0) }, limits].compactMap(\.self)
            .joined(separator: " ")
        return """
            <div class="upload" id="\(id(field))" data-upload="\(url: places.upload)" \
            data-field="\(field.id)" data-words="\(scriptWords)"\
            \(attribute: "data-page", places.page)>\
            \(form.file(
                SentFields.name(field.id), label, hint: hint, isRequired: field.required,
                accept: rule.kinds.map(\.mediaType).joined(separator: ","),
                isMultiple: isMultiple && rule.maxCount - there.count > 1,
                kept: there.isEmpty ? nil : list))\
            \(form.submit(
                ui.words(there.isEmpty ? "web.files.upload" : "web.files.uploadMore"),
                name: "aksi", value: "unggah", .secondary, action: places.action))</div>
            """
    }

    private func id(_ field: Field) -> String { "unggah-" + SentFields.anchor(field.id) }

    private var scriptWords: String { Self.scriptWords(ui) }

    fileprivate static func scriptWords(_ ui: UI) -> String {
        let words = Dictionary(
            Self.words.map { ($0, JSONValue.string(ui.words("web.upload.\($0)"))) }
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
                ui.words("web.files.remove"), name: "aksi", value: "hapus:\(file.blob.text)",
                .quiet, action: places.action))</li>
            """
        })</ul>
        """
    }

    /// The small picture of a file that was looked into.
    public func thumb(_ field: String, _ file: FileAnswer) -> HTML {
        guard case .shown(_, _, let thumb) = places.checks[file.blob] ?? .waiting else {
            return HTML()
        }
        return """
            <img class="upload-thumb" src="\(url: places.thumb(field, file))" loading="lazy" \
            width="\(thumb.width)" height="\(thumb.height)" \
            alt="\(ui.words("web.files.picture", ["name": file.name]))">
            """
    }

    /// Why there is no picture, or how many pages there are.
    public func state(_ file: FileAnswer) -> HTML {
        let check = places.checks[file.blob] ?? .waiting
        switch check {
        case .waiting:
            return """
                <span class="file-state" data-checking>\(ui.words("web.files.checking"))</span>
                """
        case .hidden:
            let key = check.isTooLarge ? "web.files.tooLarge" : "web.files.hidden"
            return "<span class=\"file-state\">\(ui.words(key))</span>"
        case .shown(let count, _, _):
            guard file.kind == .pdf else { return HTML() }
            let text = ui.words("web.files.pages", ["count": "\(count)"])
            return "<span class=\"file-state\">\(text)</span>"
        }
    }

    public static func note(_ file: FileAnswer, _ language: Language) -> String {
        "\(file.kind.label), \(HumanText.bytes(file.size, language))"
    }
}

extension UI {
    /// The frame of a file input whose files `upload.js` sends piece by piece; without the script
    /// the form sends them whole.
    /// - Parameters:
    ///   - address: where a file is announced.
    ///   - field: the name by which it is announced.
    public func pieces(
        _ field: String, to address: String, page: String, _ body: HTML
    ) -> HTML {
        """
        <div class="upload" id="unggah-\(field)" data-upload="\(url: address)" \
        data-field="\(field)" data-words="\(FileFieldView.scriptWords(self))" \
        data-page="\(url: page)">\(body)</div>
        """
    }
}
