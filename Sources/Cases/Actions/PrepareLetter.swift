import Contracts
import Documents
import Kernel
import People
import Store
import Texts

extension Cases {
    /// Ends the draft of a letter: the text becomes its newest version, the number is reserved
    /// (once: a letter that comes back keeps its number) and the line of initials begins.
    public func prepareLetter(_ act: OfficerAct, _ kind: LetterKind, text: String) async throws {
        try await perform(act, at: [.draft]) { scene in
            let text = try scene.letterText(text, kind)
            let letter = try scene.letter(of: kind)
            let version = letter.version + 1
            try scene.addVersion(letter.id, version, text)
            let number = try scene.reserveNumber()
            try scene.tx.execute("UPDATE letters SET number = \(number) WHERE id = \(letter.id)")
            try scene.note(
                .drafted,
                [
                    "kind": .string(kind.rawValue), "version": .integer(version),
                ])
            try scene.advance(otherwise: kind == .grant ? .granted : .refused)
        }
    }

    /// Keeps an unfinished draft; nobody else sees it as finished and the task stays open.
    public func saveLetterDraft(_ act: OfficerAct, _ kind: LetterKind, text: String) async throws {
        try await perform(act, at: [.draft]) { scene in
            let text = try scene.letterText(text, kind)
            let letter = try scene.letter(of: kind)
            try scene.addVersion(letter.id, letter.version + 1, text)
        }
    }

    /// Puts initials under the letter. A changed text becomes a new version, shown with its changes
    /// to everyone after.
    /// - Parameter text: nothing for the letter as it is.
    public func initialLetter(_ act: OfficerAct, text: String? = nil) async throws {
        try await perform(act, at: [.initials]) { scene in
            guard let letter = try LetterRows.current(scene.record.id, in: scene.tx),
                let task = scene.task, let position = scene.actor.position
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            let versions = try LetterRows.versions(
                letter.id, key: scene.key, vault: scene.cases.vault, in: scene.tx)
            let newest = versions.last?.text ?? ""
            let text = try scene.letterText(text ?? newest, letter.kind)
            var version = letter.version
            if newest != text {
                version += 1
                try scene.addVersion(letter.id, version, text)
                try scene.note(.redrafted, ["version": .integer(version)])
            }
            try LetterRows.initial(
                letter.id,
                LetterInitial(
                    seat: task.seat, version: version, author: act.officer.account,
                    position: position, at: scene.now), in: scene.tx)
            try scene.note(
                .initialled, ["seat": .integer(task.seat), "version": .integer(version)])
            let step = try scene.step
            if Int(task.seat) + 1 < step.line.count {
                try scene.closeTask()
                try scene.openTask(step, seat: Int(task.seat) + 1)
            } else {
                try scene.advance(otherwise: letter.kind == .grant ? .granted : .refused)
            }
        }
    }

    /// Sends the letter back to its drafter with a reason. Initials fall, the number stays
    /// reserved.
    public func sendBackLetter(_ act: OfficerAct, reason: String) async throws {
        try await perform(act, at: [.initials, .decide]) { scene in
            let reason = try Self.words(reason, field: "reason")
            let draft = try scene.service.flow.draft(before: scene.step.id)
            if let letter = try LetterRows.current(scene.record.id, in: scene.tx) {
                try LetterRows.clearInitials(letter.id, in: scene.tx)
            }
            try scene.addNote(reason)
            try scene.note(.sentBack, sealed: .string(reason))
            try scene.closeTask()
            try scene.open(draft, try scene.bindings(), otherwise: .granted)
        }
    }
}

extension Scene {
    /// The letter in preparation; another kind than before starts a new one.
    func letter(of kind: LetterKind) throws -> LetterRecord {
        if let current = try LetterRows.current(record.id, in: tx) {
            if current.kind == kind { return current }
            try LetterRows.void(current.id, in: tx)
        }
        let letter = LetterRecord(
            id: cases.world.id(), caseID: record.id, kind: kind, state: .draft,
            number: try service.letter.flatMap {
                try NumberRows.held(record.id, register: $0.register, in: tx)
            }, version: 0, code: nil, blob: nil, createdAt: now, issuedAt: nil, validUntil: nil)
        try LetterRows.insert(letter, in: tx)
        return letter
    }

    func addVersion(_ letter: LetterID, _ version: Int64, _ text: String) throws {
        guard let account = actor.account, let position = actor.position else { return }
        try LetterRows.addVersion(
            letter,
            LetterVersion(
                version: version, author: account, position: position, at: now, text: text),
            key: key, vault: cases.vault, in: tx)
    }

    /// The number of the case's letter: the one it holds, or the next of its register this year.
    func reserveNumber() throws -> String {
        guard let rule = service.letter else { throw CaseFault.noStep("letter") }
        if let held = try NumberRows.held(record.id, register: rule.register, in: tx) {
            return held
        }
        let year = Day(now, in: calendar.zone).year
        let reserved = try NumberRows.reserve(
            record.id, register: rule.register, year: Int64(year), at: now, in: tx
        ) { rule.number(serial: $0, year: year, unit: service.owner) }
        try note(.numberReserved, ["number": .string(reserved.text)])
        return reserved.text
    }

    /// The text of a letter as an officer left it: bounded, and it must be a letter.
    func letterText(_ typed: String, _ kind: LetterKind) throws -> String {
        if kind == .refusal, record.deemedAt != nil { throw Refusal(.conflict, "case.deemed") }
        let text = typed.replacingLineEnds
        guard !text.trimmed.isEmpty else {
            throw Refusal(.invalid, "case.text.missing", field: "text")
        }
        guard text.utf8.count <= CaseLimits.letter else {
            throw Refusal(.tooMuch, "case.text.too_long", field: "text")
        }
        try LetterComposer.check(text)
        return text
    }
}

extension String {
    /// With `\n` for every line end; forms send `\r\n`.
    var replacingLineEnds: String {
        guard utf8.contains(13) else { return self }
        return String(decoding: utf8.filter { $0 != 13 }, as: UTF8.self)
    }
}
