import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// The public page of a report.
struct ReportView {
    let report: Report
    let photos: [ShownPhoto]
    /// Who outside the city has it.
    let forward: ReportForward?
    let acts: [PublicTracking.Act]
    let catalogue: Catalogue
    /// Whether the reader reported it.
    let isOwn: Bool
    let ui: UI

    private var words: Wording { ui.words }
    private var moments: Moments { Moments(zone: catalogue.profile.zone, language: ui.language) }
    private var title: String { catalogue.topicTitle(report.topic).text(ui.language) }

    var page: Page {
        Page(
            title, caption: report.number.text,
            crumbs: [Crumb(words("complaints.list"), ComplaintURL.list.filled())],
            section: ComplaintURL.list.filled(), isWide: true, liveAddress: live,
            isIndexed: true,
            body: """
                <div class="report-page"><div>\(standing)\(forwarded)\(text)\(pictures)\
                \(answer)\(timeline)</div><div>\(map)\(support)</div></div>
                """)
    }

    /// The stream of the case behind it: any act makes the page look again.
    private var live: String {
        ComplaintURL.trackingLive.filled(report.number.text) + "?sejak=\(acts.last?.number ?? 0)"
    }

    private var standing: HTML {
        var facts: [(name: String, value: HTML)] = [
            (words("complaints.fact.unit"), "\(catalogue.unitName(report.unit, ui.language))"),
            (
                words("complaints.fact.at"),
                ui.time(moments.full(report.at), moments.iso(report.at))
            ),
        ]
        if report.state.isOpen, let due = report.dueAt {
            let day = HumanText.day(Day(due, in: catalogue.profile.zone), ui.language)
            facts.append((words("complaints.fact.due"), "\(day)"))
        }
        if let closed = report.closedAt {
            facts.append(
                (
                    words("complaints.fact.closed"),
                    ui.time(moments.full(closed), moments.iso(closed))
                ))
        }
        let own = ui.linkButton(
            words("complaints.own"), ComplaintURL.caseFile.filled(report.number.text), .secondary)
        return ui.live(
            "keadaan",
            """
            <div class="card standing standing-\(tone(report.state).rawValue)">\
            <p>\(ui.tag(stateWord(report.state, ui), tone(report.state)))</p>\
            <p class="standing-now">\(words("complaints.now.\(report.state.rawValue)"))</p>\
            \(ui.facts(facts))\
            \(HTML.when(isOwn, "<p>\(own)</p>"))</div>
            """)
    }

    private var forwarded: HTML { HTML.with(forward) { forwardView($0, ui) } }

    private var text: HTML {
        HTML.with(report.text) { "<div class=\"report-text\"><p>\(HTML.lines($0))</p></div>" }
    }

    private var pictures: HTML {
        let before = photos.filter { !$0.isResult }
        let after = photos.filter(\.isResult)
        var compare = HTML()
        // Who takes the picture of the result can take one from the same place before.
        if let before = before.first(where: { $0.kind == .found }) ?? before.first,
            let after = after.first
        {
            compare =
                CompareView(number: report.number.text, before: before, after: after, ui: ui).html
        }
        return """
            \(compare)\(gallery(before, "complaints.photo.before"))\
            \(gallery(after, "complaints.photo.after"))
            """
    }

    private func gallery(_ shown: [ShownPhoto], _ label: String) -> HTML {
        guard !shown.isEmpty else { return HTML() }
        return """
            <section><h2>\(words(label))</h2><ul class="report-gallery">\
            \(HTML.each(shown.enumerated()) { number, photo in
                let name = words("complaints.photo.number", ["number": "\(number + 1)"])
                let place = "\(photo.place)"
                return """
                    <li><a href="\(url: ComplaintURL.photo.filled(report.number.text, place))">\
                    <img src="\(url: ComplaintURL.thumb.filled(report.number.text, place))" \
                    width="\(photo.thumb.width)" height="\(photo.thumb.height)" loading="lazy" \
                    alt="\(words(label)), \(name)"></a></li>
                    """
            })</ul></section>
            """
    }

    private var answer: HTML {
        guard let reply = report.reply else { return HTML() }
        let unit = catalogue.unitName(report.unit, ui.language)
        return """
            <section class="report-answer"><h2>\(words("complaints.answer", ["unit": unit]))</h2>\
            <p>\(HTML.lines(reply))</p></section>
            """
    }

    private var timeline: HTML {
        let entries = acts.reversed().map { act in
            let unit = act.unit.map { catalogue.unitName($0, ui.language) } ?? ""
            return TimelineEntry(
                words(actKey(act.kind)), when: moments.full(act.at),
                iso: moments.iso(act.at), who: unit.isEmpty ? nil : unit)
        }
        return "<section><h2>\(words("complaints.acts"))</h2>\(ui.timeline(entries))</section>"
    }

    /// What acts are called where a report is no application.
    private func actKey(_ kind: ActKind) -> String {
        switch kind {
        case .submitted, .verified: "complaints.act.\(kind.rawValue)"
        default: "act.\(kind.rawValue)"
        }
    }

    private var map: HTML {
        guard let point = report.point, let region = report.region,
            let shown = MapPoint(latitude: point.latitude, longitude: point.longitude)
        else { return HTML() }
        let place = PointAnswer(region: region, description: report.place ?? "", point: shown)
        return """
            \(ui.placeMap(place, catalogue.places))\
            <p class="hint">\([report.place, catalogue.placeName(region)].compactMap(\.self)
                .joined(separator: ", "))</p>
            """
    }

    private var support: HTML {
        let count = words(
            "complaints.supports", ["count": HumanText.number(report.supports, ui.language)])
        guard report.state.isOpen, !isOwn else {
            return HTML.when(report.supports > 0, "<p>\(count)</p>")
        }
        return """
            <div class="card"><h2 class="card-title">\(words("complaints.support"))</h2>\
            <p>\(words("complaints.support.text"))</p>\
            \(HTML.when(report.supports > 0, "<p>\(count)</p>"))\
            \(ui.action(
                words("complaints.support.go"),
                ComplaintURL.support.filled(report.number.text)))</div>
            """
    }
}
