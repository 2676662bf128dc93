import Cases
import Contracts
import Kernel
import Ledger
import Store
import Web

/// The live events of one case for anybody: that something happened, and nothing else. An event's
/// id is the case's own act number; the city-wide number never leaves the city.
enum CaseSignals {
    /// A stream that goes on after the last act that the browser has seen: by `Last-Event-ID` when
    /// it reconnects, else `since`, else from now on.
    static func source(_ cases: Cases, _ stamp: TrackingStamp, since: Int64?) -> EventSource {
        EventSource { lastID in
            let start = lastID.flatMap { Int64($0) } ?? since ?? stamp.version
            return events(cases, stamp.caseID, after: min(max(start, 0), stamp.version))
        }
    }

    private static func events(
        _ cases: Cases, _ caseID: CaseID, after start: Int64
    ) -> AsyncStream<ServerEvent> {
        let (stream, feed) = AsyncStream.makeStream(
            of: ServerEvent.self, bufferingPolicy: .bufferingNewest(500))
        let task = Task {
            // The signals begin before the first read, so that no act falls in between.
            let signals = cases.ledger.actSignals(for: caseID)
            var last = start
            last = await send(cases, caseID, after: last, to: feed)
            for await newest in signals where newest > last {
                last = await send(cases, caseID, after: last, to: feed)
            }
            feed.finish()
        }
        feed.onTermination = { _ in task.cancel() }
        return stream
    }

    /// One event for each act after `last`.
    /// - Returns: the number of the last act that was sent.
    private static func send(
        _ cases: Cases, _ caseID: CaseID, after last: Int64,
        to feed: AsyncStream<ServerEvent>.Continuation
    ) async -> Int64 {
        let newest = try? await cases.store.read("tracking.live", short: true) { reader in
            try cases.ledger.lastAct(of: caseID, in: reader)
        }
        guard let newest, newest > last else { return last }
        // Nobody waits for the thousandth act of a case: who was away so long gets the newest.
        for number in max(last + 1, newest - 499)...newest {
            feed.yield(ServerEvent(id: String(number), data: String(number)))
        }
        return newest
    }
}
