import Kernel
import Outbound
import Synchronization

/// A receiver of ours: answers as it is told, and keeps what it was sent.
final class Receiver: Sendable {
    private struct State {
        var answers: [Result<Int, OutboundError>]
        var sent: [OutboundRequest] = []
    }

    private let state: Mutex<State>

    /// - Parameter answers: one after the other; the last goes on.
    init(_ answers: [Result<Int, OutboundError>]) {
        state = Mutex(State(answers: answers))
    }

    var sent: [OutboundRequest] { state.withLock { $0.sent } }

    func answers(_ answers: [Result<Int, OutboundError>]) {
        state.withLock { $0.answers = answers }
    }

    var outbound: Outbound {
        Outbound { request throws(OutboundError) in
            let answer = self.state.withLock { state in
                state.sent.append(request)
                return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
            }
            return OutboundAnswer(
                status: try answer.get(),
                headers: [OutboundHeader("Location", "http://127.0.0.1:22/")])
        }
    }
}

extension OutboundRequest {
    func header(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
}
