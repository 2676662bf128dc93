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
            <id>\(XMLText.escaped(feed))</id>
            <title>\(XMLText.escaped(words("messages.feed.title", ["service": title])))</title>
            <subtitle>\(XMLText.escaped(words("messages.feed.subtitle")))</subtitle>
            <updated>\(updatedAt.utc)</updated>
            <author><name>\(XMLText.escaped(city))</name></author>
            <link rel="self" type="application/atom+xml" href="\(XMLText.escaped(feed))"/>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(page))"/>
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
        let moment = edition.publishedAt.utc
        let id = "\(page)#\(edition.service.edition)-\(edition.publishedAt.milliseconds)"
        let day = HumanText.day(
            Day(edition.publishedAt, in: catalogue.profile.zone), language)
        let list = lines.map { "<li>\(XMLText.escaped($0))</li>" }.joined()
        return """
            <entry>
            <id>\(XMLText.escaped(id))</id>
            <title>\(XMLText.escaped(words("messages.feed.entry", ["day": day])))</title>
            <updated>\(moment)</updated>
            <published>\(moment)</published>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(page))"/>
            <content type="html">\(XMLText.escaped("<ul>\(list)</ul>"))</content>
            </entry>
            """
    }
}
