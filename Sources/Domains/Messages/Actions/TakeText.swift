import Contracts
import Kernel
import Notices
import Store

extension MessageTools {
    /// Answers to a number within a day, so that nobody makes the city's bill grow.
    static let mostAnswers: Int64 = 10

    private var incomingRows: IncomingRows { IncomingRows(vault: vault) }

    /// Answers a text message once. Senders that are no phone (`INFO-BANK`) get nothing.
    func take(_ message: IncomingText) async throws {
        guard let number = try? PhoneNumber(message.from),
            let contact = try? Contact(typed: number.text)
        else { return }
        let now = world.now
        let taken = try await store.write("messages.incoming") { [incomingRows] tx in
            try incomingRows.take(
                message, from: number, at: now, most: Self.mostAnswers, in: tx)
        }
        switch taken {
        case .fresh: break
        case .twin, .tooMany: return
        case .underWay:
            throw Refusal(.unavailable, "messages.text.under_way")
        }
        let answer = try await answer(message, from: number, at: now)
        try await store.write("messages.answer") { [incomingRows, notices] tx in
            try incomingRows.answered(message, at: now, in: tx)
            _ = try notices.enqueue(
                Notice(
                    to: .contact(contact, .id), template: "text", values: ["text": answer],
                    key: "text:" + Hexadecimal.text(incomingRows.hash(message.id)),
                    expiresAt: now.adding(hours: 24)), in: tx)
        }
    }

    /// The answer to the first word; help to every other.
    private func answer(
        _ message: IncomingText, from number: PhoneNumber, at now: Instant
    ) async throws -> String {
        let parts = message.text.singleSpaced.split(separator: " ", maxSplits: 1)
        let typed = parts.first.map { String($0).uppercased() } ?? ""
        let isEnglish = typed == "HELP"
        let known = commands.first { command in
            command.words.contains { Self.isWord($0, typed) }
        }
        guard let known else { return help(isEnglish ? .en : .id) }
        // `STATUS-K7M…` and `STATUS:K7M…` are meant as `STATUS K7M…`.
        let word = known.words.first { Self.isWord($0, typed) } ?? ""
        let rest = message.text.singleSpaced.dropFirst(word.count)
            .drop { " -:.,=/#".contains($0) }
        return try await known.answer(
            TextQuestion(
                id: message.id, rest: String(rest), from: number, language: .id, at: now))
    }

    private static func isWord(_ word: String, _ typed: String) -> Bool {
        guard typed.hasPrefix(word) else { return false }
        let next = typed.dropFirst(word.count).first
        return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }

    private func help(_ language: Language) -> String {
        let lines = commands.map { $0.help.text(language) }
        return MessageWords.wording(language)(
            "messages.text.help", ["commands": lines.joined(separator: "; ")])
    }

    /// Old rows of incoming messages go; for a timer.
    func sweepIncoming() async throws {
        let now = world.now
        try await store.write("messages.sweep") { [incomingRows] tx in
            try incomingRows.sweep(at: now, in: tx)
        }
    }
}
