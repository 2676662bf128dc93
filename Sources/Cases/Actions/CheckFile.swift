import Contracts
import Forms
import Kernel
import People
import Store

extension Cases {
    /// The file is complete: the legal clock starts and the case goes on.
    public func complete(_ act: OfficerAct, _ found: Answers = Answers()) async throws {
        try await perform(act, at: [.check]) { scene in
            try scene.keep(found)
            if try scene.step.startsClock { try scene.startClock() }
            let due = scene.change.clock.dueAt.map { Day($0, in: scene.calendar.zone) }
            try scene.note(.completed, ["promised": due.map { .string($0.iso) } ?? .null])
            try scene.tell(
                "complete",
                ["day": due.map { HumanText.day($0, scene.record.language) } ?? ""])
            try scene.advance(otherwise: .answered)
        }
    }

    /// Asks the applicant to correct named fields: one letter, the clock is paused, only these
    /// fields open again. Refuses an empty list, unknown fields and notes without words.
    public func returnForCorrection(_ act: OfficerAct, _ correction: Correction) async throws {
        try await perform(act, at: [.check, .verify, .recommend, .inspect]) { scene in
            try scene.validate(correction)
            if try scene.service.flow.parallel(around: scene.step.id) != nil {
                return try scene.ask(correction)
            }
            if let task = scene.task { try scene.park(task) }
            try scene.send(correction)
        }
    }
}

extension Scene {
    fileprivate func validate(_ correction: Correction) throws {
        guard try step.mayReturn else { throw Refusal(.forbidden, "case.return.not_here") }
        guard record.deemedAt == nil else { throw Refusal(.conflict, "case.deemed") }
        guard !correction.items.isEmpty else {
            throw Refusal(.invalid, "case.return.no_field", field: "fields")
        }
        for item in correction.items {
            guard service.form.field(item.field)?.kind.isAnswered == true else {
                throw Refusal(.invalid, "case.return.unknown_field", field: item.field)
            }
            let note = item.note.utf8
            guard note.contains(where: { $0 > 32 }) else {
                throw Refusal(.invalid, "case.return.no_note", field: item.field)
            }
            guard note.count <= CaseLimits.note else {
                throw Refusal(.tooMuch, "case.text.too_long", field: item.field)
            }
        }
        guard correction.letter.utf8.count <= CaseLimits.message else {
            throw Refusal(.tooMuch, "case.text.too_long", field: "letter")
        }
    }
}

/// Sizes that the engine takes, in bytes of UTF-8.
public enum CaseLimits {
    /// A message, an opinion, a reason.
    public static let message = 8_000
    /// A note at one field of a correction.
    public static let note = 1_000
    /// The text of a letter.
    public static let letter = 60_000
    /// Open cases and drafts that one account may have at once.
    public static let openCases = 100
}
