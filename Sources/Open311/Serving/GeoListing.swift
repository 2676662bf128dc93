import Kernel

/// Which reports a client asks for with `GET requests`, and which part of them.
public struct GeoListing: Sendable, Hashable {
    public enum Choice: Sendable, Hashable {
        /// These ids; they override everything else, as the specification says. They are never
        /// more than a page holds.
        case ids([String])
        case filter(GeoFilter)
    }

    public let choice: Choice
    public let page: GeoPage
    /// Whether what goes beyond the specification is wanted.
    public let isExtended: Bool

    public init(_ choice: Choice, page: GeoPage = GeoPage(), isExtended: Bool = false) {
        self.choice = choice
        self.page = page
        self.isExtended = isExtended
    }

    /// Reads the query of `GET requests`.
    /// - Parameter now: the end of the last 90 days.
    /// - Throws: `Refusal` of the kind `invalid` with every parameter that is wrong.
    public init(_ parameters: GeoParameters, now: Instant) throws(Refusal) {
        var problems = GeoProblems()
        let isExtended = Self.flag(parameters, "extensions", &problems)
        let ids = parameters.list("service_request_id")
        if ids.isEmpty {
            let filter = GeoFilter(parameters, now: now, &problems)
            self.init(
                .filter(filter), page: GeoPage(parameters, &problems), isExtended: isExtended)
        } else {
            if ids.count > GeoPage.largest {
                let limit = ["limit": String(GeoPage.largest)]
                problems.add("too-many", "service_request_id", limit)
            }
            self.init(.ids(ids), isExtended: isExtended)
        }
        try problems.end()
    }

    private static func flag(
        _ parameters: GeoParameters, _ name: String, _ problems: inout GeoProblems
    ) -> Bool {
        switch parameters.word(name)?.lowercased() {
        case nil, "false", "0": return false
        case "true", "1": return true
        default:
            problems.add("flag", name)
            return false
        }
    }
}

/// A filter of reports; all of its parts must hold.
public struct GeoFilter: Sendable, Hashable {
    /// Any of them; empty: all services.
    public var serviceCodes: [String]
    /// Nil: both.
    public var status: GeoStatus?
    /// When it was reported; 90 days at most if a client asked. Nil: ever, which a client gets by
    /// asking for when reports were changed.
    public var requested: Range<Instant>?
    /// When it was changed last: from this moment on.
    public var updatedFrom: Instant?
    /// When it was changed last: before this moment.
    public var updatedBefore: Instant?

    public init(
        serviceCodes: [String] = [], status: GeoStatus? = nil, requested: Range<Instant>? = nil,
        updatedFrom: Instant? = nil, updatedBefore: Instant? = nil
    ) {
        self.serviceCodes = serviceCodes
        self.status = status
        self.requested = requested
        self.updatedFrom = updatedFrom
        self.updatedBefore = updatedBefore
    }

    init(_ parameters: GeoParameters, now: Instant, _ problems: inout GeoProblems) {
        serviceCodes = parameters.list("service_code")
        if serviceCodes.count > GeoPage.largest {
            problems.add("too-many", "service_code", ["limit": String(GeoPage.largest)])
        }
        let words = parameters.list("status").map { $0.lowercased() }
        let states = Set(words.compactMap { GeoStatus(rawValue: $0) })
        if !words.allSatisfy({ GeoStatus(rawValue: $0) != nil }) {
            problems.add("status", "status")
        }
        status = states.count == 1 ? states.first : nil
        updatedFrom = problems.moment(parameters, "updated_after")?.instant
        updatedBefore =
            problems.moment(parameters, "updated_before").map { GeoWindow.behind($0.instant) }
        if let updatedFrom, let updatedBefore, updatedFrom >= updatedBefore {
            problems.add("order", "updated_before")
        }
        let window = GeoWindow.read(parameters, now: now, &problems)
        // A puller that keeps up with changes must hear of old reports, too.
        let isPull = updatedFrom != nil || updatedBefore != nil
        let isBound = parameters.word("start_date") != nil || parameters.word("end_date") != nil
        requested = isPull && !isBound ? nil : window
    }
}

/// A part of a list.
public struct GeoPage: Sendable, Hashable {
    /// The most that one answer holds, and what it holds when nothing is asked (GeoReport v2).
    public static let largest = 1_000
    static let last = 1_000_000

    /// From 1.
    public let number: Int
    public let size: Int

    public init() {
        number = 1
        size = Self.largest
    }

    /// Nil beyond page 1,000,000 and 1,000 rows a page.
    public init?(number: Int, size: Int) {
        guard (1...Self.last).contains(number), (1...Self.largest).contains(size) else {
            return nil
        }
        self.number = number
        self.size = size
    }

    init(_ parameters: GeoParameters, _ problems: inout GeoProblems) {
        number = problems.number(parameters, "page", 1...Self.last, standard: 1)
        size = problems.number(
            parameters, "page_size", 1...Self.largest, standard: Self.largest)
    }

    /// How many rows come before it.
    public var offset: Int { (number - 1) * size }
}

/// What a client asks for with `GET servicerequestupdates`.
public struct GeoUpdateListing: Sendable, Hashable {
    /// When the update was made; the same 90 days hold.
    public let updated: Range<Instant>
    public let page: GeoPage

    public init(_ updated: Range<Instant>, page: GeoPage = GeoPage()) {
        self.updated = updated
        self.page = page
    }

    /// - Throws: `Refusal` of the kind `invalid` with every parameter that is wrong.
    public init(_ parameters: GeoParameters, now: Instant) throws(Refusal) {
        var problems = GeoProblems()
        self.init(
            GeoWindow.read(parameters, now: now, &problems), page: GeoPage(parameters, &problems))
        try problems.end()
    }
}
