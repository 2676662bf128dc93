import Cases
import Contracts
import Kernel

extension MessageTools {
    /// `STATUS nomor`: what the public page of a case says, and nothing more.
    var statusCommand: TextCommand {
        TextCommand(
            ["STATUS", "CEK"],
            help: LocalizedText(
                id: MessageWords.wording(.id)("messages.text.status.help"),
                en: MessageWords.wording(.en)("messages.text.status.help"))
        ) { question in
            try await status(question.rest, question.language)
        }
    }

    private func status(_ typed: String, _ language: Language) async throws -> String {
        let words = MessageWords.wording(language)
        guard let number = Self.number(typed) else { return words("messages.text.status.wrong") }
        let tracking: PublicTracking
        do {
            tracking = try await cases.tracking(number)
        } catch let refusal as Refusal where refusal.kind == .notFound {
            return words("messages.text.status.unknown", ["number": number.text])
        }
        let record = tracking.record
        let service = tracking.rules.service
        var text = words(
            "messages.text.status",
            [
                "number": number.text, "service": service.title.text(language),
                "state": state(record, service, words),
            ])
        if record.state != .closed, record.wait != .confirmation,
            let due = record.clock.dueAt ?? record.clock.namedWhilePaused
        {
            let day = HumanText.day(Day(due, in: tracking.rules.calendar.zone), language)
            text += " " + words("messages.text.status.due", ["day": day])
        }
        return text
    }

    /// The ten symbols wherever they stand: people write words around them.
    private static func number(_ typed: String) -> TrackingCode? {
        if let number = try? TrackingCode(typed) { return number }
        return typed.split(separator: " ").lazy.compactMap { try? TrackingCode(String($0)) }.first
    }

    private func state(
        _ record: CaseRecord, _ service: Service, _ words: Wording
    ) -> String {
        switch (record.state, record.outcome) {
        case (.closed, let outcome?): words("outcome.\(outcome.rawValue)")
        case (.waiting, _):
            words("messages.text.waiting.\((record.wait ?? .correction).rawValue)")
        default:
            service.flow.step(record.step)?.title.text(words.language) ?? words("state.open")
        }
    }
}
