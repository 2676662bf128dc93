import Kernel
import People

/// A request that the shell itself turns away, with the key of the words that say why.
struct Fault: Error, Sendable, Hashable {
    let status: Int
    let key: String
    var values: [String: String] = [:]
    var headers: [String: String] = [:]

    static let malformed = Fault(status: 400, key: "web.fault.malformed")
    static let notFound = Fault(status: 404, key: "web.fault.notFound")
    static let tooLong = Fault(status: 414, key: "web.fault.tooLong")
    static let headers = Fault(status: 431, key: "web.fault.headers")
    static let mediaType = Fault(status: 415, key: "web.fault.mediaType")
    static let forged = Fault(status: 403, key: "web.fault.forged")
    static let timeout = Fault(status: 408, key: "web.fault.timeout")
    static let unexpected = Fault(status: 500, key: "web.fault.unexpected")
    static let busy = Fault(status: 503, key: "web.fault.busy", headers: ["Retry-After": "10"])

    static let token = Fault(
        status: 401, key: "web.fault.token",
        headers: ["WWW-Authenticate": #"Bearer realm="pendopo", error="invalid_token""#])
    static let noToken = Fault(
        status: 401, key: "web.fault.token",
        headers: ["WWW-Authenticate": #"Bearer realm="pendopo""#])

    /// A token that does not allow so much.
    static func scope(_ route: Route) -> Fault {
        guard case .program(let scope?) = route.access else {
            return Fault(status: 403, key: "web.fault.forbidden")
        }
        return Fault(
            status: 403, key: "web.fault.scope", values: ["scope": scope.rawValue],
            headers: [
                "WWW-Authenticate":
                    "Bearer realm=\"pendopo\", error=\"insufficient_scope\", "
                    + "scope=\"\(scope.rawValue)\""
            ])
    }

    static func method(_ allowed: [String]) -> Fault {
        Fault(
            status: 405, key: "web.fault.method",
            headers: ["Allow": allowed.joined(separator: ", ")])
    }

    static func json(_ error: JSONError) -> Fault {
        Fault(
            status: 400, key: "web.fault.json",
            values: ["byte": String(error.offset), "reason": error.reason])
    }

    static func tooLarge(_ bytes: Int) -> Fault {
        Fault(status: 413, key: "web.fault.tooLarge", values: ["bytes": String(bytes)])
    }

    static func tooMany(_ seconds: Int) -> Fault {
        Fault(
            status: 429, key: "web.fault.tooMany", values: ["seconds": String(seconds)],
            headers: ["Retry-After": String(seconds)])
    }
}
