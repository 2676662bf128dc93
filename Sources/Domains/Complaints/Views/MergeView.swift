import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// Two reports beside each other, to see whether they are about the same.
struct MergeView {
    let record: CaseRecord
    let report, target: Report
    let photos: [CaseID: [ShownPhoto]]
    /// Whether the reader leads the case: others only look.
    let mayMerge: Bool
    let form: FormState
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.merge"), lead: words("complaints.merge.lead"),
            caption: report.number.text,
            crumbs: [
                Crumb(words("complaints.desk"), DeskURL.list.filled()),
                Crumb(report.number.text, DeskURL.deskCase.filled(report.number.text)),
            ],
            section: DeskURL.list.filled(), isWide: true,
            body: """
                \(mayMerge ? mergeForm : ui.notice(.info, text: words("complaints.merge.others")))\
                <div class="report-pair">\(side(report, "complaints.merge.this"))\
                \(side(target, "complaints.merge.into"))</div>
                """)
    }

    private var mergeForm: HTML {
        let metres = report.point.flatMap { here in target.point.map { here.metres(to: $0) } }
        let away = metres.map {
            words(
                "complaints.near.metres",
                ["metres": HumanText.number(Int64($0.rounded()), ui.language)])
        }
        return ui.form(
            DeskURL.merge.filled(report.number.text), form, warnsUnsaved: true
        ) { field in
            """
            \(field.hidden("revisi", "\(record.revision)"))\
            \(field.hidden("dengan", target.number.text))\
            \(HTML.with(away) { "<p class=\"hint\">\($0)</p>" })\
            \(field.textarea(
                "alasan", words("complaints.reason"), hint: words("complaints.merge.hint"),
                rows: 2, max: CaseLimits.message))\
            \(field.submit(words("complaints.merge.go", ["number": target.number.text])))
            """
        }
    }

    private func side(_ report: Report, _ title: String) -> HTML {
        let zone = catalogue.profile.zone
        let moments = Moments(zone: zone, language: ui.language)
        let facts: [(name: String, value: HTML)] = [
            (
                words("complaints.column.number"),
                ui.link(report.number.text, DeskURL.deskCase.filled(report.number.text))
            ),
            (
                words("complaints.topic"),
                "\(catalogue.topicTitle(report.topic).text(ui.language))"
            ),
            (words("complaints.state"), ui.tag(stateWord(report.state, ui), tone(report.state))),
            (
                words("complaints.fact.at"),
                ui.time(moments.full(report.at), moments.iso(report.at))
            ),
            (words("complaints.column.place"), "\(placeText(report))"),
            (
                words("complaints.desk.supports"),
                "\(HumanText.number(report.supports, ui.language))"
            ),
        ]
        let secret: HTML = "<em>\(words("complaints.desk.secret"))</em>"
        return """
            <section class="card"><h2 class="card-title">\(words(title))</h2>\(ui.facts(facts))\
            <p class="report-text">\(report.text.map { HTML.lines($0) } ?? secret)</p>\
            \(deskGallery(photos[report.caseID] ?? [], report, ui))</section>
            """
    }

    private func placeText(_ report: Report) -> String {
        [report.place, report.region.map(catalogue.placeName)].compactMap(\.self)
            .joined(separator: ", ")
    }
}

/// Public pictures of a report, small.
func deskGallery(_ photos: [ShownPhoto], _ report: Report, _ ui: UI) -> HTML {
    guard !photos.isEmpty else { return HTML() }
    return """
        <ul class="report-gallery">\(HTML.each(photos) { photo in
            let place = "\(photo.place)"
            let label = photo.isResult ? "complaints.photo.after" : "complaints.photo.before"
            return """
                <li><a href="\(url: ComplaintURL.photo.filled(report.number.text, place))">\
                <img src="\(url: ComplaintURL.thumb.filled(report.number.text, place))" \
                width="\(photo.thumb.width)" height="\(photo.thumb.height)" loading="lazy" \
                alt="\(ui.words(label))"></a></li>
                """
        })</ul>
        """
}
