import Contracts
import Forms
import Kernel
import Previews
import Web

/// A picture under a grid, the boxes that lie on it, and the lines in which they are written.
struct BoxView {
    let number: String
    let place: Int
    let blob: BlobID
    let size: FileCheck.Page
    let boxes: [PictureBox]
    let form: FormState
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.boxes"), lead: words("complaints.boxes.lead"), caption: number,
            crumbs: [
                Crumb(words("complaints.desk"), DeskURL.list.filled()),
                Crumb(number, DeskURL.deskCase.filled(number)),
                Crumb(words("complaints.shown"), DeskURL.shown.filled(number)),
            ],
            section: DeskURL.list.filled(), isWide: true, hasScript: true,
            body: "<div class=\"columns\"><div>\(picture)</div><aside>\(fields)</aside></div>")
    }

    /// The picture as the office has it, with lines every ten percent.
    private var picture: HTML {
        let address = DeskURL.picture.filled(number, blob.text, "1")
        return """
            <figure class="report-boxes" data-report-boxes="f-kotak">\
            <img src="\(url: address)" width="\(size.width)" height="\(size.height)" \
            alt="\(words("complaints.boxes.picture"))">\
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">\
            \(HTML.each(Array(stride(from: 10, to: 100, by: 10))) { at in
                "<path class=\"report-grid\" d=\"M\(at) 0V100M0 \(at)H100\"/>"
            })\(HTML.each(boxes) { box in
                """
                <rect x="\(box.left)" y="\(box.top)" width="\(box.width)" height="\(box.height)"/>
                """
            })</svg><figcaption>\(words("complaints.boxes.grid"))</figcaption></figure>
            """
    }

    private var fields: HTML {
        var state = form
        if state.values["kotak"] == nil {
            state.values["kotak"] = [boxes.map(\.line).joined(separator: "\n")]
        }
        return ui.form(DeskURL.boxes.filled(number, "\(place)"), state) { field in
            """
            \(field.textarea(
                "kotak", words("complaints.boxes.lines"), hint: words("complaints.boxes.hint"),
                isRequired: false, rows: 6))\
            \(field.textarea(
                "alasan", words("complaints.reason"), hint: words("complaints.reason.hint"),
                rows: 2, max: Moderation.longest))\
            \(field.submit(words("complaints.boxes.go")))
            """
        }
    }
}
