import Contracts
import Kernel

/// What a service is to the map of reports: which of its questions say what, where, and how openly.
public struct ReportRule: Sendable, Hashable {
    /// How LAPOR! sorts what people send (PermenPANRB 62/2018, K).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case complaint = "pengaduan"
        /// A proposal, hope or praise.
        case aspiration = "aspirasi"
        /// A question; for a document of the city the rules of PPID hold.
        case information = "informasi"
        /// About somebody's misconduct: for the inspectorate alone.
        case misconduct = "pengawasan"
    }

    public let kind: Kind
    /// Fields of the form: a choice of topic, a place (`point`), what happened, pictures.
    public let topic, place, text, photos: String
    /// Fields of steps: the topic as an office corrected it, pictures of what it found and of what
    /// it left.
    public var corrected, before, after: String?
    /// Fields (yes or no): the name is hidden from the office too; the report from the public.
    public var anonymous, secret: String?

    public init(kind: Kind, topic: String, place: String, text: String, photos: String) {
        self.kind = kind
        self.topic = topic
        self.place = place
        self.text = text
        self.photos = photos
    }
}

/// A reason why a case ends without work on it.
public struct DismissalReason: Sendable, Hashable {
    public let id: String
    public let title: LocalizedText
}
