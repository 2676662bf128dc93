import Kernel

/// The two states of the specification; finer words go into the notes.
public enum GeoStatus: String, Sendable, Hashable, CaseIterable {
    case open
    case closed
}

/// A report as a server tells it.
public struct GeoRequest: Sendable, Hashable {
    public let id: String
    public let status: GeoStatus
    public let serviceCode: String
    public let requestedAt: Instant
    /// The state in the words of the city.
    public var statusNotes: String?
    public var serviceName: String?
    public var description: String?
    public var agencyResponsible: String?
    public var serviceNotice: String?
    /// Of a closed report: when it was closed.
    public var updatedAt: Instant?
    /// The promise.
    public var expectedAt: Instant?
    /// From the most specific to the most general.
    public var address: String?
    public var addressID: String?
    public var zipcode: String?
    public var point: GeoPoint?
    public var mediaURL: String?
    /// Told only to who asks with `extensions=true`.
    public var details: GeoDetails?

    public init(id: String, status: GeoStatus, serviceCode: String, requestedAt: Instant) {
        self.id = id
        self.status = status
        self.serviceCode = serviceCode
        self.requestedAt = requestedAt
    }
}

/// What goes beyond the specification about a report, as San Francisco, Boston and Chicago tell it.
public struct GeoDetails: Sendable, Hashable {
    public var answers: [GeoAnswer]
    /// Oldest first.
    public var notes: [GeoNote]
    /// The way on which it came, such as `web`.
    public var channel: String?
    public var photos: [GeoPhoto]

    public init(
        answers: [GeoAnswer] = [], notes: [GeoNote] = [], channel: String? = nil,
        photos: [GeoPhoto] = []
    ) {
        self.answers = answers
        self.notes = notes
        self.channel = channel
        self.photos = photos
    }
}

/// An answer to a question of the service; several for several chosen values.
public struct GeoAnswer: Sendable, Hashable {
    /// The question in words.
    public var label: String?
    /// The code of the question.
    public let name: String
    public var value: String?
    /// The key of the value in a list.
    public var code: String?

    public init(label: String? = nil, name: String, value: String?, code: String? = nil) {
        self.label = label
        self.name = name
        self.value = value
        self.code = code
    }
}

/// One step in the history of a report.
public struct GeoNote: Sendable, Hashable {
    public let at: Instant
    public var description: String?
    /// A short word, such as `opened`.
    public var kind: String?

    public init(at: Instant, description: String?, kind: String? = nil) {
        self.at = at
        self.description = description
        self.kind = kind
    }
}

/// A picture of a report.
public struct GeoPhoto: Sendable, Hashable {
    public let url: String
    public var title: String?

    public init(url: String, title: String? = nil) {
        self.url = url
        self.title = title
    }
}
