import Contracts
import Kernel

/// What a service allows beside its usual way.
public struct ServiceTerms: Sendable {
    /// Named values between form and fee, such as an index of a tariff, in their order.
    public var values: [ServiceValue] = []
    /// The city's silence grants the request when the promised time passes (fiktif positif;
    /// UU 30/2014 article 53 as amended by UU 6/2023).
    public var silenceGrants = false
    /// By how much the promise may be extended, once, with a reason.
    public var prolongation: WorkingTerm?
    /// Why the clock may be stopped by the office, each with its law.
    public var pauses: [PauseReason] = []
    /// Where a refusal, or silence, is contested.
    public var objection: ObjectionRule?
    /// A place and a time that only one case may have.
    public var booking: BookingRule?
    /// An earlier case of the service may be renewed: its answers are taken over.
    public var renewal = false
    /// What its letter is to the register of permits.
    public var permit: PermitRule?
    /// The system whose messages begin its cases; nobody else applies.
    public var intake: IntakeRule?
    /// What it is to the map of reports.
    public var report: ReportRule?
    /// Why a case of it may end without work on it.
    public var dismissals: [DismissalReason] = []

    public init() {}
}

/// A value that is computed from answers and findings and has a name, so that facts of a tariff
/// stand in one line with their source.
public struct ServiceValue: Sendable {
    public let id: String
    public let expression: Expression
    public let mark: SourceMark
    /// When the mark was given.
    public let asOf: Day?

    public init(id: String, expression: Expression, mark: SourceMark, asOf: Day? = nil) {
        self.id = id
        self.expression = expression
        self.mark = mark
        self.asOf = asOf
    }
}

/// A reason that the law knows for stopping the clock.
public struct PauseReason: Sendable, Hashable {
    public let id: String
    public let title: LocalizedText
    /// Law and article.
    public let law: String

    public init(id: String, title: LocalizedText, law: String) {
        self.id = id
        self.title = title
        self.law = law
    }
}

/// Objection (keberatan) or appeal (banding; UU 30/2014 articles 75 to 78): a case of a service of
/// its own, with its own clock and another decider.
public struct ObjectionRule: Sendable, Hashable {
    /// The service that carries it.
    public let service: ServiceCode
    /// How long after the decision it may be sent.
    public let within: WorkingTerm
    /// The step to which the contested case returns when the objection is granted.
    public let reopens: String

    public init(service: ServiceCode, within: WorkingTerm, reopens: String) {
        self.service = service
        self.within = within
        self.reopens = reopens
    }
}

/// A place that one case has for some days, and for some hours of each: no other open or granted
/// case of the service may have it then.
public struct BookingRule: Sendable {
    /// The field, a choice, that names the place.
    public let place: String
    /// First and last day.
    public let from, to: Expression
    /// Whole hours of each day, from 0 to 24; without them the whole day.
    public let hours: (from: Expression, to: Expression)?

    public init(
        place: String, from: Expression, to: Expression,
        hours: (from: Expression, to: Expression)? = nil
    ) {
        self.place = place
        self.from = from
        self.to = to
        self.hours = hours
    }
}
