import Kernel
import Outbound
import Synchronization

/// A national system in a test: gives messages page by page, records what it is told, and does
/// what it should not when it is told to.
final class Ministry: Sendable {
    enum Whim: Sendable {
        case status(Int, [OutboundHeader])
        case error(OutboundError)
        case body(String)
        /// Records what it is told, and loses the answer.
        case lostAnswer
    }

    private struct State {
        var messages: [JSONValue] = []
        var whims: [Whim] = []
        var requests: [OutboundRequest] = []
        /// What was recorded, by the key that came with it; and how often each key came.
        var recorded: [String: JSONValue] = [:]
        var order: [String] = []
        /// What it does to every request, until it is told otherwise.
        var always: Whim?
    }

    private let state = Mutex(State())
    private let pageSize = 2

    func has(_ messages: [JSONValue]) { state.withLock { $0.messages += messages } }
    func next(_ whims: Whim...) { state.withLock { $0.whims += whims } }
    func always(_ whim: Whim?) { state.withLock { $0.always = whim } }

    var requests: [OutboundRequest] { state.withLock { $0.requests } }
    var recorded: [JSONValue] {
        state.withLock { state in state.order.compactMap { state.recorded[$0] } }
    }

    var outbound: Outbound {
        Outbound { [self] request throws(OutboundError) in
            let whim = state.withLock { state in
                state.requests.append(request)
                return state.whims.isEmpty ? state.always : state.whims.removeFirst()
            }
            switch whim {
            case .status(let code, let headers):
                return OutboundAnswer(status: code, headers: headers)
            case .error(let error): throw error
            case .body(let text): return OutboundAnswer(status: 200, body: Array(text.utf8))
            case .lostAnswer:
                _ = answer(request)
                throw .timedOut
            case nil: return answer(request)
            }
        }
    }

    private func answer(_ request: OutboundRequest) -> OutboundAnswer {
        guard request.method == .get else { return record(request) }
        let from =
            request.url.split(separator: "setelah=").dropFirst().first
            .flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        let json: JSONValue = state.withLock { state in
            let page = state.messages.dropFirst(from).prefix(pageSize)
            return [
                "data": .array(Array(page)), "berikutnya": .integer(Int64(from + page.count)),
            ]
        }
        return OutboundAnswer(status: 200, body: json.canonical)
    }

    private func record(_ request: OutboundRequest) -> OutboundAnswer {
        let key = request.headers.first { $0.name == "Idempotency-Key" }?.value ?? ""
        let body = (try? JSONValue(parsing: request.body)) ?? .null
        state.withLock { state in
            guard state.recorded[key] == nil else { return }
            state.recorded[key] = body
            state.order.append(key)
        }
        return OutboundAnswer(status: 201)
    }

    static func message(
        _ id: String, kind: String = "Izin baru", due: String = "2026-12-01"
    ) -> JSONValue {
        [
            "id_permohonan": .string(id), "jenis_permohonan": .string(kind),
            "batas_waktu": .string(due), "tidak_perlu": "rahasia lain",
            "pelaku_usaha": ["nib": "1234567890123", "nama": "PT Rasa Baru"],
            "kegiatan": ["kbli": "56101", "risiko": "MT"],
        ]
    }
}
