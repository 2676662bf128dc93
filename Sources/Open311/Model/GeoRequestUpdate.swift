import Kernel

/// The states of mySociety's updates; the raw value is the word on the wire.
public enum GeoUpdateStatus: String, Sendable, Hashable, CaseIterable {
    case open = "OPEN"
    case closed = "CLOSED"
    case fixed = "FIXED"
    case inProgress = "IN_PROGRESS"
    case actionScheduled = "ACTION_SCHEDULED"
    case investigating = "INVESTIGATING"
    case duplicate = "DUPLICATE"
    /// In the competence of another body.
    case notResponsible = "NOT_COUNCILS_RESPONSIBILITY"
    case noFurtherAction = "NO_FURTHER_ACTION"
    case internalReferral = "INTERNAL_REFERRAL"
    case forTriage = "FOR_TRIAGE"
    case cancelled = "CANCELLED"
    case reopen = "REOPEN"

    /// From a word in any case, with blanks or dashes for the underscore; nil for another word.
    public init?(reading word: String) {
        let plain = word.uppercased().map { $0 == " " || $0 == "-" ? "_" : $0 }
        self.init(rawValue: String(plain))
    }

    /// Which of the two states of the specification it is.
    public var status: GeoStatus {
        switch self {
        case .open, .inProgress, .actionScheduled, .investigating, .forTriage, .reopen: .open
        case .closed, .fixed, .duplicate, .notResponsible, .noFurtherAction, .internalReferral,
            .cancelled:
            .closed
        }
    }
}

/// A change of a report, by mySociety's extension `servicerequestupdates`.
public struct GeoRequestUpdate: Sendable, Hashable {
    /// Who takes updates from elsewhere takes each id once.
    public let id: String
    public let requestID: String
    /// Nil for a word that is not among the states.
    public let status: GeoUpdateStatus?
    public let updatedAt: Instant
    public var description: String?
    public var mediaURL: String?
    /// The word of the system behind, for who maps states more finely.
    public var externalStatusCode: String?
    /// A number for the reporter to name.
    public var customerReference: String?
    /// The number at FixMyStreet, if it began there.
    public var fixMyStreetID: String?

    public init(id: String, requestID: String, status: GeoUpdateStatus?, updatedAt: Instant) {
        self.id = id
        self.requestID = requestID
        self.status = status
        self.updatedAt = updatedAt
    }
}
