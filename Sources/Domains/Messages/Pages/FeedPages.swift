import Cases
import Contracts
import Kernel
import Store
import Synchronization
import Web

/// What changed in a service, as a feed.
struct FeedPages: Sendable {
    let tools: MessageTools
    private let kept = KeptFeeds()

    init(tools: MessageTools) { self.tools = tools }

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .path("kode"), .header("If-None-Match", max: 200),
        ]
        let code: String
        let known: String?
        init(_ fields: inout FieldReader) {
            code = fields.text("kode")
            known = fields.optionalText("If-None-Match")
        }
    }

    var routes: [Route] {
        [
            Route.get(MessageURL.feed, Input.self, output: .data) {
                (visit: VisitorContext, input) in
                let catalogue = try await tools.shelf.published()
                guard let code = ServiceCode(input.code), let service = catalogue.services[code],
                    service.isPublic
                else { return try .notFound() }
                let feed = try await feed(code, catalogue, visit.language)
                return ETags.answer(
                    feed.bytes, type: "application/atom+xml; charset=utf-8", known: input.known,
                    changed: feed.changed
                ).header("Vary", "Accept-Language, Cookie")
            }
        ]
    }

    private func feed(
        _ code: ServiceCode, _ catalogue: Catalogue, _ language: Language
    ) async throws -> KeptFeeds.Feed {
        let key = "\(catalogue.version) \(code.text) \(language.rawValue)"
        if let known = kept.feed(key) { return known }
        let editions = try await tools.store.read("messages.feed") {
            [versions = tools.shelf.versions] reader in
            try versions.editions(of: code, in: reader)
        }
        let text = FeedText(
            editions: editions, code: code, catalogue: catalogue, address: tools.address,
            language: language)
        let feed = KeptFeeds.Feed(
            bytes: Array(text.xml.utf8), changed: HTTPDate.text(text.updatedAt))
        kept.keep(feed, key)
        return feed
    }
}

/// Feeds of the current edition of the catalogue: making one reads every edition of the service.
final class KeptFeeds: Sendable {
    struct Feed: Sendable {
        let bytes: [UInt8]
        let changed: String
    }

    private let feeds = Mutex<[String: Feed]>([:])

    func feed(_ key: String) -> Feed? { feeds.withLock { $0[key] } }

    func keep(_ feed: Feed, _ key: String) {
        feeds.withLock { feeds in
            if feeds.count >= 200 { feeds.removeAll() }
            feeds[key] = feed
        }
    }
}

/// `Thu, 26 Nov 2026 02:00:00 GMT` (RFC 9110 §5.6.7).
enum HTTPDate {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ instant: Instant) -> String {
        let day = Day(instant, in: .utc)
        // The first day of 1970 was a Thursday.
        let weekday = days[((day.number + 3) % 7 + 7) % 7]
        let seconds = instant.milliseconds(since: day.start(in: .utc)) / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }.joined(separator: ":")
        let number = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        return "\(weekday), \(number) \(months[day.month - 1]) \(day.year) \(clock) GMT"
    }
}
