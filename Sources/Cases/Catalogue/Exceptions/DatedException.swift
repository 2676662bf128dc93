import Kernel

/// An exception of the calendar with what it is based on.
public struct DatedException: Sendable, Hashable {
    public let exception: CalendarException
    /// The decree behind it.
    public let source: String

    public init(_ exception: CalendarException, source: String) {
        self.exception = exception
        self.source = source
    }

    public var day: Day { exception.day }
    public var name: String { exception.name }

    /// `08.00-16.00` where offices are open; nothing where they are closed.
    public var hours: String? {
        guard case .open(let span) = exception.change else { return nil }
        return "\(Self.clock(span.start))-\(Self.clock(span.end))"
    }

    private static func clock(_ minutes: Int) -> String {
        "\(Digits.padded(minutes / 60, 2)).\(Digits.padded(minutes % 60, 2))"
    }
}

/// Reads `exceptions.yaml`: days on which the city works otherwise than its calendar says.
enum ExceptionReader {
    static let file = "exceptions.yaml"

    static func read(_ source: String, _ list: FindingList) -> [DatedException] {
        guard let root = YAMLDocument.open(source, list)?.mapping(["exceptions"]) else { return [] }
        var seen: Set<Day> = []
        return (root.required("exceptions")?.items() ?? []).compactMap { item in
            guard let entry = item.mapping(["date", "name", "source", "open"]),
                let place = entry.required("date"), let day = place.day(),
                let name = entry.required("name")?.text(),
                let source = entry.required("source")?.text()
            else { return nil }
            guard seen.insert(day).inserted else {
                place.error("\(day.iso) is there twice", mend: "keep one of them")
                return nil
            }
            var change = CalendarException.Change.closed
            if let hours = entry.optional("open") {
                guard let text = hours.text() else { return nil }
                guard let span = OfficeHours.Span(text) else {
                    hours.error("`\(text)` are not hours", mend: "write them like \"08:00-16:00\"")
                    return nil
                }
                change = .open(span)
            }
            return DatedException(
                CalendarException(day: day, name: name, change: change), source: source)
        }
    }
}
