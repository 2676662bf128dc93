import Forms
import Kernel
import Web

/// The first picture of what was reported and the first of the result, side by side; with a script
/// one lies over the other and a slider moves the border between them.
struct CompareView {
    let number: String
    let before, after: ShownPhoto
    let ui: UI

    private var words: Wording { ui.words }

    var html: HTML {
        let help = words("complaints.compare.help")
        return """
            <section class="report-compare" data-compare>\
            <h2>\(words("complaints.compare"))</h2>\
            <div class="compare-pair">\(figure(before, "complaints.photo.before"))\
            \(figure(after, "complaints.photo.after"))</div>\
            <p class="compare-slide" hidden><label for="banding">\(help)</label>\
            <input type="range" id="banding" min="0" max="100" value="50" \
            data-text="\(words("complaints.compare.value", ["percent": "#"]))"></p></section>\
            <script src="\(url: ComplaintFiles.compare.address)" defer></script>
            """
    }

    private func figure(_ photo: ShownPhoto, _ label: String) -> HTML {
        let place = "\(photo.place)"
        let page = ComplaintURL.photo.filled(number, place)
        let small = ComplaintURL.thumb.filled(number, place)
        // Side by side the small ones do on most phones; the browser takes what it needs.
        return """
            <figure><img src="\(url: page)" \
            srcset="\(small) \(photo.thumb.width)w, \(page) \(photo.page.width)w" \
            sizes="(min-width: 64rem) 24rem, 50vw" width="\(photo.page.width)" \
            height="\(photo.page.height)" loading="lazy" alt="\(words(label))">\
            <figcaption>\(words(label))</figcaption></figure>
            """
    }
}
