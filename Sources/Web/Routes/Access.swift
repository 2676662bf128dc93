import Contracts
import People

/// Who may call a route. The handler's context type decides it; see `RouteContext`.
public enum Access: Sendable, Hashable, CustomStringConvertible {
    case everyone
    /// Anybody who is signed in.
    case person
    case citizen
    /// Any officer, or only one with a permission in some position.
    case officer(Permission?)
    /// A program with a token, or only one whose token allows so much.
    case program(TokenScope?)

    /// Whether a person (or nobody) may come in.
    public func admits(_ person: Person?) -> Bool {
        switch (self, person) {
        case (.everyone, _): true
        case (.person, .some): true
        case (.citizen, .citizen): true
        case (.officer(nil), .officer): true
        case (.officer(let permission?), .officer(let officer)): officer.may(permission)
        case (.person, nil), (.citizen, _), (.officer, _), (.program, _): false
        }
    }

    /// Whether a program (or somebody without a token) may come in.
    public func admits(program: Program?) -> Bool {
        switch self {
        case .everyone: true
        case .program(let scope): program.map { scope.map($0.may) ?? true } ?? false
        case .person, .citizen, .officer: false
        }
    }

    public var description: String {
        switch self {
        case .everyone: "everyone"
        case .person: "person"
        case .citizen: "citizen"
        case .officer(nil): "officer"
        case .officer(let permission?): "officer(\(permission.rawValue))"
        case .program(let scope): "program(\(scope?.rawValue ?? ""))"
        }
    }
}

/// Who is signed in.
public enum Person: Sendable, Hashable {
    case citizen(CitizenIdentity)
    case officer(Officer)

    public var account: AccountID {
        switch self {
        case .citizen(let citizen): citizen.account
        case .officer(let officer): officer.account
        }
    }

    public var name: String {
        switch self {
        case .citizen(let citizen): citizen.name
        case .officer(let officer): officer.name
        }
    }
}
