import Kernel
import Outbound
import Store
import Synchronization
import TransparencyLog

/// A witness at work: answers logs that ask for its signature, and follows all of them by itself.
public final class WitnessDesk: Sendable {
    /// A log that is followed.
    public struct Followed: Sendable, Hashable {
        public let key: NoteKey
        public let address: String

        /// - Returns: nil for anything but `ADDRESS=VKEY`.
        public init?(_ text: String) {
            guard let mark = text.firstIndex(of: "="),
                let address = WebAddress(String(text[..<mark])), !address.hasQuery,
                let key = NoteKey(text: text[text.index(after: mark)...]), key.kind == .note
            else { return nil }
            self.key = key
            self.address = address.text
        }
    }

    private let book: WitnessBook
    private let logs: [Followed]
    private let outbound: Outbound
    private let disk: BlockingThreads
    private let outcomes = Mutex<[String: LogFollower.Outcome]>([:])
    private let tell: @Sendable (String) -> Void

    /// - Parameter tell: hears of what an operator must know: alarms, and logs that fail.
    public init(
        _ book: WitnessBook, follows logs: [Followed], outbound: Outbound, disk: BlockingThreads,
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.book = book
        self.logs = logs
        self.outbound = outbound
        self.disk = disk
        self.tell = tell
    }

    /// Whether a log has shown two histories.
    public var isAlarmed: Bool { book.standings.contains { $0.alarm != nil } }

    /// Whether every log was heard and fits.
    public var isQuiet: Bool {
        !isAlarmed
            && outcomes.withLock { outcomes in
                outcomes.values.allSatisfy { outcome in
                    switch outcome {
                    case .signed, .unchanged: true
                    case .behind, .alarm, .failed: false
                    }
                }
            }
    }

    /// Follows one round of all logs; none waits for another.
    public func round() async {
        await withTaskGroup(of: Void.self) { group in
            for log in logs { group.addTask { await self.round(of: log) } }
        }
    }

    /// Follows until the task is cancelled.
    public func run(every pause: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            for log in logs {
                group.addTask {
                    while !Task.isCancelled {
                        await self.round(of: log)
                        try? await Task.sleep(for: pause)
                    }
                }
            }
        }
    }

    private func round(of log: Followed) async {
        let origin = log.key.name
        let follower = LogFollower(
            book, origin: origin, at: log.address, outbound: outbound, disk: disk)
        let outcome: LogFollower.Outcome
        do {
            outcome = try await follower.round()
        } catch {
            outcome = .failed("\(error)")
        }
        note(outcome, of: origin)
    }

    private func note(_ outcome: LogFollower.Outcome, of origin: String) {
        let last = outcomes.withLock { outcomes in
            let last = outcomes[origin]
            outcomes[origin] = outcome
            return last
        }
        guard last != outcome, let line = sentence(outcome, of: origin) else { return }
        tell(line)
    }

    private func sentence(_ outcome: LogFollower.Outcome, of origin: String) -> String? {
        switch outcome {
        case .unchanged: nil
        case .signed(let size): "\(origin): signed at \(size)"
        case .behind(let size): "WARNING \(origin): shows a smaller tree than before, \(size)"
        case .alarm:
            "ALARM \(origin) has shown two histories. Evidence: \(book.evidencePath(of: origin))"
        case .failed(let why): "WARNING \(origin): \(why)"
        }
    }

    /// Answers a log that asks for a signature.
    public func add(_ body: [UInt8]) async throws -> WitnessAnswer {
        let answer = try await disk.run { [book] in try book.take(body) }
        if answer == .alarmed {
            for standing in book.standings where standing.alarm != nil {
                note(.alarm, of: standing.key.name)
            }
        }
        return answer
    }

    /// The verifier key of the witness.
    public var key: NoteKey { book.signer.key }

    /// What the witness says of itself and of the logs, as plain text.
    public var report: String {
        var lines = ["witness  \(key.text)", ""]
        let outcomes = outcomes.withLock { $0 }
        for standing in book.standings {
            let origin = standing.key.name
            lines.append("log      \(origin)")
            lines.append("key      \(standing.key.text)")
            lines.append("signed   \(standing.tree.size)")
            if let outcome = outcomes[origin], let line = sentence(outcome, of: origin) {
                lines.append("now      \(line)")
            }
            if let alarm = standing.alarm {
                lines += ["", "ALARM: this log has two histories. Both notes are its own.", ""]
                lines += [alarm.first.whole, alarm.second.whole]
                lines.append(alarm.json.text)
            } else if let note = standing.note {
                lines += ["", note.whole]
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}
