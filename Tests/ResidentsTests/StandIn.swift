import Contracts
import Kernel
import Outbound
import Synchronization
import Testing

@testable import Residents

/// A register in a test: honest until it is told otherwise.
final class StandIn: Sendable {
    typealias Members = [String: JSONValue]
    private let kept = Mutex<[OutboundRequest]>([])
    private let script: @Sendable (OutboundRequest) throws(OutboundError) -> OutboundAnswer

    init(
        _ script: @escaping @Sendable (OutboundRequest) throws(OutboundError) -> OutboundAnswer
    ) {
        self.script = script
    }

    /// An honest answer with members changed.
    convenience init(lying change: @escaping @Sendable (inout Members) -> Void) {
        self.init { request throws(OutboundError) in
            var members = Self.honest(request)
            change(&members)
            return .json(.object(members))
        }
    }

    static func honest(_ request: OutboundRequest) -> Members {
        let asked = try? JSONValue(parsing: request.body)
        return [
            "request_id": asked?["request_id"] ?? .null, "nonce": asked?["nonce"] ?? .null,
            "outcome": "compared",
            "elements": [
                "nik": "sesuai", "family_card": "sesuai", "name": "sesuai", "born": "sesuai",
            ],
        ]
    }

    var requests: [OutboundRequest] { kept.withLock { $0 } }

    var outbound: Outbound {
        Outbound { [self] request throws(OutboundError) in
            kept.withLock { $0.append(request) }
            return try script(request)
        }
    }

    func lookup(
        _ world: World = .system, secret: RegisterSettings.Secret = .bearer("rahasia")
    ) throws -> ResidentLookup {
        let settings = try #require(
            RegisterSettings(address: "https://register.example/cocok", secret: secret))
        return .remote(settings, outbound: outbound, world: world)
    }
}

extension OutboundAnswer {
    static func json(_ json: JSONValue, status: Int = 200) -> OutboundAnswer {
        OutboundAnswer(
            status: status, headers: [OutboundHeader("Content-Type", "application/json")],
            body: json.canonical)
    }

    static func text(_ text: String, _ type: String = "application/json") -> OutboundAnswer {
        OutboundAnswer(
            status: 200, headers: [OutboundHeader("Content-Type", type)], body: Array(text.utf8))
    }
}

func question(
    nik: String = "3271031708900001", kk: String = "3271030101100001",
    name: String = "Budi Contoh", born: String = "1990-08-17"
) throws -> ResidentQuestion {
    ResidentQuestion(
        id: World.system.uuid(), purpose: .account, nik: try NIK(nik),
        familyCard: try FamilyCardNumber(kk), name: name, born: try #require(Day(iso: born)))
}

/// What the register said, or why it said nothing.
func told(_ lookup: ResidentLookup, _ question: ResidentQuestion) async -> String {
    do throws(ResidentLookupError) {
        switch try await lookup.ask(question) {
        case .differs(let elements): return "differs " + elements.map(\.rawValue).sorted().joined()
        case let answer: return answer.word
        }
    } catch {
        return error.word
    }
}
