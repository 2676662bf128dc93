import Contracts
import Kernel

/// A form on paper that was printed before the line went down. Its number is that of the case it
/// becomes: the strip that was torn off works for good.
struct Sheet: Sendable, Hashable {
    enum State: String, Sendable, Hashable { case open, used, void }

    /// Why a sheet will never be used. A choice, so that nobody writes about people here.
    enum Reason: String, Sendable, Hashable, CaseIterable {
        case damaged, misprint, lost, outdated
    }

    /// The most of one printing.
    static let most: Int64 = 100
    /// From this age on a leader has to allow a sheet.
    static let freeHours: Int64 = 72
    /// Nobody enters a sheet after this.
    static let longestDays: Int64 = 60

    let number: TrackingCode
    let unit: UnitCode
    let serial: Int64
    let series: UUIDv7
    let service: ServiceCode
    let printedAt: Instant
    let state: State
    let reason: Reason?
    let receivedAt: Instant?
    let closedAt: Instant?
    let isAllowed: Bool

    /// - Throws: `Refusal`: in the future, before the sheet was printed, too long ago.
    func check(receivedAt: Instant, now: Instant) throws(Refusal) {
        guard receivedAt <= now else {
            throw Refusal(.invalid, "counter.sheet.future", field: "jam")
        }
        // The minute in which it was printed counts.
        guard receivedAt.adding(minutes: 1) > printedAt else {
            throw Refusal(.invalid, "counter.sheet.early", field: "jam")
        }
        guard now.milliseconds(since: receivedAt) <= Self.longestDays * 86_400_000 else {
            throw Refusal(
                .invalid, "counter.sheet.old", field: "tanggal",
                values: ["days": "\(Self.longestDays)"])
        }
    }

    /// Whether a leader has to say yes first.
    static func isLate(receivedAt: Instant, now: Instant) -> Bool {
        now.milliseconds(since: receivedAt) > freeHours * 3_600_000
    }
}

/// A series of sheets in the register.
struct SheetSeries: Sendable, Hashable {
    let id: UUIDv7
    let unit: UnitCode
    let service: ServiceCode
    let printedAt: Instant
    let first: Int64
    let last: Int64
    let open: Int64
    let used: Int64
    let void: Int64
}
