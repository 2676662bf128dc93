/// How many reports of guests a city takes at once (`floods` in city.yaml): beyond it a sender
/// works for each, then waits. Nobody who is signed in is counted.
public struct FloodLimits: Sendable, Hashable {
    /// From one network (24 bits of IPv4, 56 of IPv6): at once, and how many come back each hour.
    public var networkBurst = 40
    public var networkPerHour = 60
    /// About one square of some 600 metres.
    public var placeBurst = 40
    public var placePerHour = 60
    /// Codes to one contact without the work of a browser, and reports of one phone by SMS.
    public var contactBurst = 5
    public var contactPerHour = 2
    /// Work is asked for while less than so many percent are left.
    public var workBelow = 50
    /// Zero bits of each part of the work, at the least and at the most.
    public var workLeast = 11
    public var workMost = 14
    /// The day on which the city set them.
    public var asOf: String?

    public init() {}

    public static let usual = FloodLimits()

    struct Place: Sendable {
        let name: String
        let path: any WritableKeyPath<FloodLimits, Int> & Sendable
        let range: ClosedRange<Int64>
    }

    static let places = [
        Place(name: "networkBurst", path: \.networkBurst, range: 1...10_000),
        Place(name: "networkPerHour", path: \.networkPerHour, range: 1...10_000),
        Place(name: "placeBurst", path: \.placeBurst, range: 1...10_000),
        Place(name: "placePerHour", path: \.placePerHour, range: 1...10_000),
        Place(name: "contactBurst", path: \.contactBurst, range: 1...1_000),
        Place(name: "contactPerHour", path: \.contactPerHour, range: 1...1_000),
        Place(name: "workBelow", path: \.workBelow, range: 0...100),
        Place(name: "workLeast", path: \.workLeast, range: 1...20),
        Place(name: "workMost", path: \.workMost, range: 1...20),
    ]

    static func read(_ value: YAMLValue) -> FloodLimits? {
        guard let entry = value.mapping(places.map(\.name) + ["mark", "asOf"]) else { return nil }
        var limits = FloodLimits.usual
        for place in places {
            guard let found = entry.optional(place.name)?.integer(place.range) else { continue }
            limits[keyPath: place.path] = Int(found)
        }
        if limits.workMost < limits.workLeast {
            value.error("`workMost` is below `workLeast`", mend: "give the larger number to it")
        }
        limits.asOf = entry.optional("asOf")?.text()
        return limits
    }
}
