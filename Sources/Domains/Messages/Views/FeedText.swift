import Cases
import Contracts
import Kernel
import Web

/// The editions of a service as Atom (RFC 4287).
struct FeedText {
    let editions: [ServiceEdition]
    let code: ServiceCode
    let catalogue: Catalogue
    let address: String
    let language: Language

    private var words: Wording { MessageWords.wording(language) }
    private var page: String { address + MessageURL.service.filled(code.text) }

    var updatedAt: Instant { editions.first?.publishedAt ?? Instant(milliseconds: 0) }

    var xml: String {
        let title = catalogue.services[code]?.title.text(language) ?? code.text
        let city = catalogue.profile.name
        let feed = address + MessageURL.feed.filled(code.text)
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)">
            <id>\(Self.escaped(feed))</id>
            <title>\(Self.escaped(words("messages.feed.title", ["service": title])))</title>
            <subtitle>\(Self.escaped(words("messages.feed.subtitle")))</subtitle>
            <updated>\(Self.moment(updatedAt))</updated>
            <author><name>\(Self.escaped(city))</name></author>
            <link rel="self" type="application/atom+xml" href="\(Self.escaped(feed))"/>
            <link rel="alternate" type="text/html" href="\(Self.escaped(page))"/>
            \(editions.indices.map(entry).joined(separator: "\n"))
            </feed>

            """
    }

    private func entry(_ index: Int) -> String {
        let edition = editions[index]
        let before = index + 1 < editions.count ? editions[index + 1].service : nil
        let lines =
            before.map { ServiceChange(old: $0, new: edition.service, words: words).lines }
            ?? [words("messages.feed.first")]
        let moment = Self.moment(edition.publishedAt)
        let id = "\(page)#\(edition.service.edition)-\(edition.publishedAt.milliseconds)"
        let day = HumanText.day(
            Day(edition.publishedAt, in: catalogue.profile.zone), language)
        let list = lines.map { "<li>\(Self.escaped($0))</li>" }.joined()
        return """
            <entry>
            <id>\(Self.escaped(id))</id>
            <title>\(Self.escaped(words("messages.feed.entry", ["day": day])))</title>
            <updated>\(moment)</updated>
            <published>\(moment)</published>
            <link rel="alternate" type="text/html" href="\(Self.escaped(page))"/>
            <content type="html">\(Self.escaped("<ul>\(list)</ul>"))</content>
            </entry>
            """
    }

    /// `2026-11-26T02:00:00Z` (RFC 3339).
    private static func moment(_ instant: Instant) -> String {
        let basic = Array(CalendarText.moment(instant))
        func part(_ range: Range<Int>) -> String { String(basic[range]) }
        return """
            \(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\
            \(part(13..<15))Z
            """
    }

    static func escaped(_ text: String) -> String {
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
