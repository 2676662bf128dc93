/// When an office is open in an ordinary week. A weekday without spans is closed.
public struct OfficeHours: Sendable, Hashable {
    /// Minutes since midnight, `start` included, `end` not.
    public struct Span: Sendable, Hashable {
        public let start: Int
        public let end: Int

        /// Nil unless 0 ≤ start < end ≤ 24 hours.
        public init?(start: Int, end: Int) {
            guard 0 <= start, start < end, end <= 1440 else { return nil }
            self.start = start
            self.end = end
        }

        /// From `08.00-16.00` or `08:00-16:00`.
        public init?(_ text: String) {
            let ends = text.utf8.split(separator: UInt8(ascii: "-"))
            guard ends.count == 2, let start = Span.minutes(ends[0]),
                let end = Span.minutes(ends[1])
            else { return nil }
            self.init(start: start, end: end)
        }

        private static func minutes(_ text: Substring.UTF8View) -> Int? {
            let bytes = text.filter { $0 != UInt8(ascii: " ") }
            guard bytes.count == 5, bytes[2] == UInt8(ascii: ".") || bytes[2] == UInt8(ascii: ":"),
                let hour = Digits.value(bytes[0..<2]), let minute = Digits.value(bytes[3..<5]),
                minute < 60
            else { return nil }
            return hour * 60 + minute
        }
    }

    private let spans: [Weekday: [Span]]

    /// Nil unless each day's spans follow one another without touching backwards and at least one
    /// day is open.
    public init?(_ spans: [Weekday: [Span]]) {
        for day in spans.values {
            for (earlier, later) in zip(day, day.dropFirst()) where later.start < earlier.end {
                return nil
            }
        }
        let open = spans.filter { !$0.value.isEmpty }
        guard !open.isEmpty else { return nil }
        self.spans = open
    }

    /// The same span on each of the weekdays.
    public init?(_ weekdays: some Sequence<Weekday>, _ span: Span) {
        self.init(Dictionary(weekdays.map { ($0, [span]) }) { first, _ in first })
    }

    public subscript(weekday: Weekday) -> [Span] { spans[weekday] ?? [] }
}
