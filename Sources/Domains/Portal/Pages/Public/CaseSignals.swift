import Cases
import Contracts
import Kernel
import Ledger
import Store
import Synchronization
import Web

/// The live events of one case for anybody: that something happened, and nothing else. An event's
/// id is the case's own act number; the city-wide number never leaves the city.
enum CaseSignals {
    /// A stream that goes on after the last act that the browser has seen: by `Last-Event-ID` when
    /// it reconnects, else `since`, else from now on.
    static func source(_ cases: Cases, _ stamp: TrackingStamp, since: Int64?) -> EventSource {
        let id = stamp.caseID
        return EventSource(feeding: { lastID, feed in
            let start = lastID.flatMap { Int64($0) } ?? since ?? stamp.version
            let place = Place(min(max(start, 0), stamp.version), feed)
            // The signals begin before the read, so that no act falls in between.
            let end = cases.ledger.onActs(of: id) { place.tell($0) }
            let newest = try? await cases.store.read("tracking.live", short: true) { reader in
                try cases.ledger.lastAct(of: id, in: reader)
            }
            if let newest { place.tell(newest) }
            return end
        })
    }

    /// Up to which act one listener was told.
    private final class Place: Sendable {
        private let last: Mutex<Int64>
        private let feed: EventFeed

        init(_ last: Int64, _ feed: EventFeed) {
            self.last = Mutex(last)
            self.feed = feed
        }

        /// One event for each act after the last.
        func tell(_ newest: Int64) {
            last.withLock { last in
                guard newest > last else { return }
                // Nobody waits for the thousandth act of a case: who was away so long gets the
                // newest.
                for number in max(last + 1, newest - 499)...newest {
                    feed.send(ServerEvent(id: String(number), data: String(number)))
                }
                last = newest
            }
        }
    }
}
