import Cases
import Contracts
import Kernel
import People
import Store

/// What the demo's officers do at each step.
struct DemoActs: Sendable {
    let house: House
    let number: Int
    let goal: DemoPlay.Goal

    /// Does the act of the step. False when the case has arrived where it should stay.
    func perform(
        _ act: OfficerAct, _ task: TaskRecord, _ state: DemoState, corrected: Bool,
        applicant: AccountID
    ) async throws -> Bool {
        let cases = house.cases
        switch task.kind {
        case .check: return try await check(act, corrected: corrected)
        case .verify:
            if goal == .verify {
                if number.isMultiple(of: 3) { try await cases.claim(act) }
                return false
            }
            if goal == .withdrawn {
                try await cases.withdraw(
                    act.caseID, by: applicant, reason: "Rencana penelitian saya berubah.")
                return false
            }
            try await cases.giveOpinion(
                act, favourable: true, text: "Judul, tempat, dan waktu sesuai dengan proposal.")
        case .recommend:
            if goal == .recommend { return false }
            try await cases.giveOpinion(
                act, favourable: goal != .refused,
                text: goal == .refused
                    ? "Tempat penelitian sedang ditutup untuk renovasi."
                    : "Tidak ada keberatan. Peneliti melapor kepada lurah setempat.")
        case .draft:
            if goal == .draft { return false }
            let kind: LetterKind = .grant
            let file = try await cases.file(state.record.number, for: act.officer)
            let text = try cases.draftLetter(for: file, kind: kind)
            try await cases.prepareLetter(act, kind, text: text)
        case .initials:
            if goal == .firstInitials, task.seat == 0 { return false }
            if goal == .lastInitials, task.seat > 0 { return false }
            let text = try await cases.currentLetter(of: act.caseID) ?? ""
            try await cases.initialLetter(act, text: text)
        case .decide:
            if goal == .decide { return false }
            try await cases.decide(
                act,
                goal == .refused
                    ? .refuse(reason: "Tempat penelitian ditutup sampai akhir tahun.") : .sign)
        case .handover:
            if goal == .handover { return false }
            if number.isMultiple(of: 2) {
                try await cases.handOver(act)
            } else {
                try await cases.applicantFetched(act.caseID, applicant)
            }
        case .parallel, .choose, .inspect, .pay, .record, .confirm: return false
        case .answer:
            try await cases.answer(act, text: "Ya, cukup unggah surat pengantar dari kampus.")
        }
        return true
    }

    private func check(_ act: OfficerAct, corrected: Bool) async throws -> Bool {
        let cases = house.cases
        if goal == .check {
            if number.isMultiple(of: 4) { try await cases.claim(act) }
            return false
        }
        let asks = goal == .returned || goal == .lapsed || (goal == .granted && number % 4 == 0)
        if asks, !corrected {
            try await cases.returnForCorrection(
                act,
                Correction(
                    items: [
                        Correction.Item(
                            field: "judul",
                            note: "Judul berbeda dengan yang tertulis di surat pengantar.")
                    ], letter: "Terima kasih. Hanya satu hal yang perlu diperbaiki."))
            return true
        }
        try await cases.complete(act)
        return true
    }
}

/// Where a case stands, for the demo.
struct DemoState: Sendable {
    let record: CaseRecord
    let task: TaskRecord?

    static func of(_ id: CaseID, in house: House) async throws -> DemoState? {
        try await house.cases.standing(of: id).map { DemoState(record: $0.record, task: $0.task) }
    }
}
