import Contracts
import Forms
import Kernel
import Web

/// Files of a letter or an answer: their pages as pictures of the house's own making, and the way
/// to the originals.
struct KeptFilesView {
    let files: [KeptFile]
    let checks: [BlobID: FileCheck]
    let ui: UI

    func html(
        address: (KeptFile) -> String, picture: ((KeptFile, Int) -> String)?
    ) -> HTML {
        """
        <ul class="letter-files">\(HTML.each(files) { file in
            let kind = FileKind(rawValue: file.kind)?.label ?? file.kind
            let note = "\(kind), \(HumanText.bytes(file.size, ui.language))"
            return """
                <li>\(pages(file, picture))\(ui.link(file.name, address(file))) \
                <span class="hint">\(note)</span>\(state(file, picture != nil))</li>
                """
        })</ul>
        """
    }

    private func state(_ file: KeptFile, _ isShown: Bool) -> HTML {
        guard isShown else { return HTML() }
        let key: String? =
            switch checks[file.blob] {
            case .shown: nil
            case .hidden: "correspondence.file.hidden"
            case .waiting, nil: "correspondence.file.waiting"
            }
        return HTML.with(key) { "<p class=\"hint\">\(ui.words($0))</p>" }
    }

    private func pages(
        _ file: KeptFile, _ picture: ((KeptFile, Int) -> String)?
    ) -> HTML {
        guard let picture, case .shown(let count, let pages, _) = checks[file.blob],
            let first = pages.first
        else { return HTML() }
        func image(_ page: FileCheck.Page) -> HTML {
            let address = picture(file, page.number)
            let alt = ui.words(
                "correspondence.file.page",
                ["name": file.name, "page": "\(page.number)", "count": "\(count)"])
            return """
                <a class="letter-page" href="\(url: address)"><img src="\(url: address)" \
                loading="lazy" width="\(page.width)" height="\(page.height)" alt="\(alt)"></a>
                """
        }
        let rest = Array(pages.dropFirst())
        return image(first)
            + HTML.when(
                !rest.isEmpty,
                ui.details(
                    ui.words("correspondence.file.more", ["count": "\(rest.count)"]),
                    HTML.each(rest, image)))
    }
}
