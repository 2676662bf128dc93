import Contracts
import Kernel
import People

/// Who is in the room. A handler names the context it needs, and that decides who may call it: a
/// handler for officers cannot be mounted for visitors.
public protocol RouteContext: Sendable {
    static var access: Access { get }
    var visit: VisitorContext { get }
    /// Nothing when the person of the visit may not be in this room.
    init?(_ visit: VisitorContext)
}

extension RouteContext {
    public var ui: UI { visit.ui }
    public var words: Wording { visit.ui.words }
    public var language: Language { visit.ui.language }
    public var request: RequestFacts { visit.request }
    public var now: Instant { visit.now }
}

/// Anybody, signed in or not.
public struct VisitorContext: RouteContext {
    public static let access = Access.everyone

    public let request: RequestFacts
    /// Whoever is signed in.
    public let person: Person?
    /// The program that showed a token.
    public internal(set) var program: Program?
    public let ui: UI
    public let now: Instant
    let cache: PageCache
    let isPlain: Bool
    /// The session's new token, for the browser to keep.
    let renewal: ProofKeeper.Fresh?
    /// Numbers beside entries of the navigation, by their address.
    var badges: [String: Int] = [:]

    public var visit: VisitorContext { self }
    public init?(_ visit: VisitorContext) { self = visit }

    init(
        request: RequestFacts, person: Person?, ui: UI, now: Instant, cache: PageCache,
        isPlain: Bool, renewal: ProofKeeper.Fresh? = nil, program: Program? = nil
    ) {
        self.program = program
        self.request = request
        self.person = person
        self.ui = ui
        self.now = now
        self.cache = cache
        self.isPlain = isPlain
        self.renewal = renewal
    }

    /// Names the browser as long as it is open: what a challenge is bound to.
    public var browser: String { ui.tokens.visitor }

    /// Who acts, for the ledger. An officer acts from a position, so ask `OfficerContext` instead.
    public var actor: Actor {
        if case .citizen(let citizen) = person { .citizen(citizen.account) } else { .visitor }
    }
}

/// Somebody who is signed in, citizen or officer.
public struct PersonContext: RouteContext {
    public static let access = Access.person
    public let visit: VisitorContext
    public let person: Person

    public init?(_ visit: VisitorContext) {
        guard let person = visit.person else { return nil }
        self.visit = visit
        self.person = person
    }
}

/// A citizen who is signed in.
public struct CitizenContext: RouteContext {
    public static let access = Access.citizen
    public let visit: VisitorContext
    public let citizen: CitizenIdentity

    public init?(_ visit: VisitorContext) {
        guard case .citizen(let citizen) = visit.person else { return nil }
        self.visit = visit
        self.citizen = citizen
    }

    public var actor: Actor { .citizen(citizen.account) }
}

/// A citizen who does errands, in the own name or, by a mandate, in that of another. Pages of one's
/// own account take `CitizenContext`: there nobody acts for others.
public struct ErrandContext: RouteContext {
    public static let access = Access.citizen
    public let visit: VisitorContext
    /// Whoever sits before the screen: acts on cases are done by this account.
    public let person: CitizenIdentity
    /// Whose errands these are: drafts and cases belong to this account. Contact and language are
    /// those of the person.
    public let citizen: CitizenIdentity
    /// By which mandate; nil in the own name.
    public var acting: Acting? { person.acting }
    /// The account that acts for another; nil in the own name.
    public var agent: AccountID? { acting == nil ? nil : person.account }

    public init?(_ visit: VisitorContext) {
        guard case .citizen(let person) = visit.person else { return nil }
        self.visit = visit
        self.person = person
        citizen =
            person.acting.map {
                CitizenIdentity(
                    account: $0.mandate.party, name: $0.name, contact: person.contact,
                    level: $0.level, language: person.language)
            } ?? person
    }

    /// Whose data the person may ask about: the own, or those of a business or child for which the
    /// person does everything. Whoever gave a power of attorney asks himself.
    public var subject: AccountID {
        guard let acting, acting.kind != nil, acting.mandate.services == nil else {
            return person.account
        }
        return citizen.account
    }

    /// Whether errands of a service that were begun at `moment` are open to the person.
    public func reaches(_ service: ServiceCode, begun moment: Instant, in zone: Zone) -> Bool {
        acting.map { $0.mandate.covers(service) && $0.mandate.reaches(moment, in: zone) } ?? true
    }
}

/// An officer who is signed in, with every position in force today.
public struct OfficerContext: RouteContext {
    public static let access = Access.officer(nil)
    public let visit: VisitorContext
    public let officer: Officer

    public init?(_ visit: VisitorContext) {
        guard case .officer(let officer) = visit.person else { return nil }
        self.visit = visit
        self.officer = officer
    }
}
