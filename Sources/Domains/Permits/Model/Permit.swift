import Contracts
import Kernel

enum PermitSubject {}
typealias PermitID = Identifier<PermitSubject>

/// One permit of the register. Whether it holds is worked out from its days, so that no job at
/// night has to be in time.
struct Permit: Sendable {
    /// Where the house knows it from.
    enum Source: String, Sendable { case own = "case", imported = "import" }

    let id: PermitID
    let number: String
    let kind: ServiceCode
    /// The business as the register shows it; nothing for a person.
    let business: String?
    /// The initials of a person without a business; nothing once its data are erased.
    let initials: String?
    let place: String?
    let region: RegionCode?
    /// What it allows, in a line.
    let object: String?
    let issued: Day
    let until: Day?
    var term = PermitTerm()
    /// The number of the permit that stands in its place, and of the one whose place it took.
    let successor, predecessor: String?
    let visited: Day?
    /// An option of the choice by which its kind is visited; empty: not known.
    let risk: String
    /// Whose it is, where the holder has an account.
    let account: AccountID?
    let caseID: CaseID?
    /// The code that the verification page of its letter takes.
    let code: String?
    let source: Source

    /// How the public register calls the holder.
    var holder: String { business ?? initials ?? "" }

    func state(on day: Day) -> PermitState { term.state(until: until, on: day) }

    /// Since when its state is so; nothing where that is the day of issue.
    func since(on day: Day) -> Day? {
        switch state(on: day) {
        case .revoked: term.revoked
        case .superseded: term.superseded
        case .expired: until?.adding(days: 1)
        case .suspended: term.suspendedFrom
        case .inForce: nil
        }
    }
}

/// What was decided about a permit after it was issued.
struct PermitTerm: Sendable, Hashable {
    var superseded: Day?
    var suspendedFrom: Day?
    /// The last day of the suspension; nothing: until it is lifted.
    var suspendedUntil: Day?
    var revoked: Day?

    /// - Parameter until: the last day of the permit itself; nothing: without end.
    func state(until: Day?, on day: Day) -> PermitState {
        if revoked != nil { return .revoked }
        if superseded != nil { return .superseded }
        if let until, until < day { return .expired }
        return isSuspended(on: day) ? .suspended : .inForce
    }

    func isSuspended(on day: Day) -> Bool {
        guard let from = suspendedFrom, from <= day else { return false }
        return suspendedUntil.map { day <= $0 } ?? true
    }
}

/// What only the holder and officers may know; sealed.
struct PermitHolder: Sendable, Hashable {
    var name: String?
    var nik: String?
    var nib: String?
    /// Where an imported permit's holder is written to.
    var contact: String?

    var json: JSONValue {
        .object(
            ["name": name, "nik": nik, "nib": nib, "contact": contact].compactMapValues {
                $0.map(JSONValue.string)
            })
    }

    init(name: String? = nil, nik: String? = nil, nib: String? = nil, contact: String? = nil) {
        self.name = name
        self.nik = nik
        self.nib = nib
        self.contact = contact
    }

    init(_ json: JSONValue) {
        name = json["name"]?.stringValue
        nik = json["nik"]?.stringValue
        nib = json["nib"]?.stringValue
        contact = json["contact"]?.stringValue
    }
}

/// What the public list is narrowed by.
struct PermitFilter: Sendable, Hashable {
    /// The beginning of a number, a business, or a place.
    var text = ""
    var kind: ServiceCode?
    var state: PermitState?
    var region: RegionCode?
    /// Kinds that an officer keeps; nothing: all.
    var kinds: [ServiceCode]?
}
