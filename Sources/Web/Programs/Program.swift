import Contracts
import People

/// A program at the door: the token that it showed, and whose it is.
public struct Program: Sendable, Hashable {
    public let token: ProgramToken
    /// In whose name it acts, with the rights of today.
    public let person: Person

    public init(token: ProgramToken, person: Person) {
        self.token = token
        self.person = person
    }

    public func may(_ scope: TokenScope) -> Bool { token.scopes.contains(scope) }

    public var account: AccountID { token.account }

    public var officer: Officer? { if case .officer(let officer) = person { officer } else { nil } }

    public var citizen: CitizenIdentity? {
        if case .citizen(let citizen) = person { citizen } else { nil }
    }
}

/// How the shell learns whose token a program shows; built by the city over the accounts.
public struct ProgramKeeper: Sendable {
    public let find: @Sendable (_ token: String) async throws -> Program?

    public init(find: @escaping @Sendable (_ token: String) async throws -> Program?) {
        self.find = find
    }

    /// No token opens anything.
    public static let nobody = ProgramKeeper { _ in nil }
}

/// A program with a token. It has no session: no page opens for it, and nobody's cookies are read.
public struct ProgramContext: RouteContext {
    public static let access = Access.program(nil)
    public let visit: VisitorContext
    public let program: Program

    public init?(_ visit: VisitorContext) {
        guard let program = visit.program else { return nil }
        self.visit = visit
        self.program = program
    }
}
