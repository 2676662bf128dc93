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
            <id>\(escaped(own))</id>
            <title>\(escaped(words("complaints.list")))</title>
            <updated>\(moment(updated))</updated>
            <author><name>\(escaped(catalogue.profile.name))</name></author>
            <link rel="self" type="application/atom+xml" href="\(escaped(own))"/>
            <link rel="alternate" type="text/html" href="\(escaped(page))"/>
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
            <id>\(escaped(link))</id>
            <title>\(escaped(title))</title>
            <updated>\(moment(report.updatedAt))</updated>
            <published>\(moment(report.at))</published>
            <link rel="alternate" type="text/html" href="\(escaped(link))"/>
            <content type="text">\(escaped(text))</content>\(point ?? "")
            </entry>
            """
    }

    /// `2026-11-26T02:00:00Z` (RFC 3339).
    private func moment(_ instant: Instant) -> String {
        let day = Day(instant, in: .utc)
        let seconds = instant.milliseconds(since: day.start(in: .utc)) / 1_000
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }.joined(separator: ":")
        return "\(day.iso)T\(clock)Z"
    }

    private func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // Characters that XML 1.0 does not know.
            case _ where scalar.value < 32 && !["\t", "\n", "\r"].contains(scalar): break
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
