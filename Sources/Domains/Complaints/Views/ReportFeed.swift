import Cases
import Contracts
import Geo
import Kernel
import Web

/// The newest public reports as Atom (RFC 4287) with their points (GeoRSS simple).
struct ReportFeed {
    let reports: [Report]
    let filter: ReportFilter
    let catalogue: Catalogue
    let address: String
    let ui: UI

    private var words: Wording { ui.words }

    private var query: [(name: String, value: String?)] {
        [
            ("kategori", filter.topic), ("keadaan", filter.state?.rawValue),
            ("wilayah", filter.region?.text),
        ]
    }

    private var page: String { address + ComplaintURL.list(query) }

    private var own: String {
        let rest = ComplaintURL.list(query).dropFirst(ComplaintURL.list.filled().count)
        return address + ComplaintURL.feed.filled() + rest
    }

    var xml: String {
        let updated = reports.map(\.updatedAt).max() ?? Instant(milliseconds: 0)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" \
            xml:lang="\(ui.language.rawValue)">
            <id>\(XMLText.escaped(own))</id>
            <title>\(XMLText.escaped(words("complaints.list")))</title>
            <updated>\(updated.utc)</updated>
            <author><name>\(XMLText.escaped(catalogue.profile.name))</name></author>
            <link rel="self" type="application/atom+xml" href="\(XMLText.escaped(own))"/>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(page))"/>
            \(reports.map(entry).joined(separator: "\n"))
            </feed>

            """
    }

    private func entry(_ report: Report) -> String {
        let link = address + ComplaintURL.one.filled(report.number.text)
        let place = report.region.map(catalogue.placeName) ?? ""
        let title = "\(catalogue.topicTitle(report.topic).text(ui.language)), \(place)"
        let text = "\(stateWord(report.state, ui)). \(report.text ?? "")"
        let point = report.point.map {
            "\n<georss:point>\(ReportTable.degrees($0.latitude)) "
                + "\(ReportTable.degrees($0.longitude))</georss:point>"
        }
        return """
            <entry>
            <id>\(XMLText.escaped(link))</id>
            <title>\(XMLText.escaped(title))</title>
            <updated>\(report.updatedAt.utc)</updated>
            <published>\(report.at.utc)</published>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(link))"/>
            <content type="text">\(XMLText.escaped(text))</content>\(point ?? "")
            </entry>
            """
    }
}
