import Contracts
import Forms
import Kernel
import Web

/// A file as the officer reads it: its pages as pictures of the house's own making, and the way to
/// the original. Nothing of the original itself is shown.
struct FilePreview {
    let file: FileAnswer
    let desk: CaseDesk
    let ui: UI

    private var check: FileCheck { desk.checks[file.blob] ?? .waiting }

    var html: HTML {
        let address = WorkspaceURL.attachment.filled(desk.number, file.blob.text)
        let note = "\(file.kind.label), \(HumanText.bytes(file.size, ui.language))"
        return """
            <li>\(pages)<span class="preview-name">\(file.name)</span> \
            <span class="file-note">\(note)\(count) · <a href="\(url: address)">\
            \(ui.words("workspace.file.save"))<span class="hidden"> \(file.name)</span></a></span>\
            \(state)</li>
            """
    }

    private var count: String {
        guard case .shown(let count, _, _) = check, file.kind == .pdf else { return "" }
        return " · " + ui.words("workspace.file.pages", ["count": "\(count)"])
    }

    private var state: HTML {
        let key: String
        switch check {
        case .shown: return HTML()
        case .waiting: key = "workspace.file.checking"
        case .hidden: key = check.isTooLarge ? "workspace.file.tooLarge" : "workspace.file.hidden"
        }
        return "<p class=\"hint\">\(ui.words(key))</p>"
    }

    private var pages: HTML {
        guard case .shown(let count, let pages, _) = check, let first = pages.first else {
            return HTML()
        }
        let rest = pages.dropFirst()
        let missing = count - pages.count
        return """
            \(picture(first, of: count))\(HTML.when(
                !rest.isEmpty,
                ui.details(
                    ui.words("workspace.file.more", ["count": "\(rest.count)"]),
                    HTML.each(Array(rest)) { picture($0, of: count) })))\(HTML.when(
                missing > 0,
                """
                <p class="hint">\(ui.words("workspace.file.missing", ["count": "\(missing)"]))</p>
                """))
            """
    }

    /// A page; a press shows it alone and in full size.
    private func picture(_ page: FileCheck.Page, of count: Int) -> HTML {
        let address = WorkspaceURL.picture.filled(
            desk.number, file.blob.text, "\(page.number)")
        let alt =
            file.kind == .pdf
            ? ui.words(
                "workspace.file.page",
                ["name": file.name, "page": "\(page.number)", "count": "\(count)"])
            : ui.words("workspace.file.picture", ["name": file.name])
        return """
            <a class="preview" href="\(url: address)"><img src="\(url: address)" loading="lazy" \
            width="\(page.width)" height="\(page.height)" alt="\(alt)"></a>
            """
    }
}
