import Cases
import City
import Contracts
import Kernel

extension TestCity {
    /// Takes a case to the step of the given kind, each step done as it should be.
    public func bring(_ id: CaseID, to kind: StepKind, seat: Int64 = 0) async throws {
        for _ in 0..<20 {
            let standing = try await standing(id)
            guard let task = standing.task else { throw TestProblem("the case is closed") }
            if task.kind == kind, task.seat == seat { return }
            try await passStep(id, task)
        }
        throw TestProblem("the case never came to \(kind)")
    }

    /// Gives the opinion of a post on its task, with whatever the step asks for.
    public func speak(_ id: CaseID, _ post: String, favourable: Bool = true) async throws {
        let act = try await act(id, post)
        let task = try await standing(id).tasks.first { act.officer.authority(for: $0) != nil }
        let found = try await house.sampleFindings(
            id, step: task?.step ?? "", person: DemoNames.person(0),
            on: Day(clock.now, in: house.zone))
        try await house.cases.giveOpinion(act, favourable: favourable, text: "Sesuai.", found)
    }

    /// Does the open step.
    public func passStep(_ id: CaseID) async throws {
        guard let task = try await standing(id).task else {
            throw TestProblem("the case is closed")
        }
        try await passStep(id, task)
    }

    /// The city's template filled in, as the drafter's editor begins with it.
    public func draftLetter(for act: OfficerAct, _ kind: LetterKind) async throws -> String {
        let number = try await standing(act.caseID).record.number
        let file = try await house.cases.file(number, for: act.officer)
        return try house.cases.draftLetter(for: file, kind: kind)
    }

    private func passStep(_ id: CaseID, _ task: TaskRecord) async throws {
        let cases = house.cases
        switch task.kind {
        case .check: try await cases.complete(try await act(id, "dpmptsp-loket-1"))
        case .verify:
            try await cases.giveOpinion(
                try await act(id, "dpmptsp-analis-1"), favourable: true, text: "Sesuai.")
        case .recommend:
            try await cases.giveOpinion(
                try await act(id, "kesbangpol-analis-1"), favourable: true,
                text: "Tidak ada keberatan.")
        case .draft:
            let act = try await act(id, "dpmptsp-analis-1")
            try await cases.prepareLetter(
                act, .grant, text: try await draftLetter(for: act, .grant))
        case .initials:
            let post = task.seat == 0 ? "dpmptsp-kabid-perizinan" : "dpmptsp-sekretaris"
            let text = try await cases.currentLetter(of: id) ?? ""
            try await cases.initialLetter(try await act(id, post), text: text)
        case .decide: try await cases.decide(try await act(id, "dpmptsp-kepala"), .sign)
        case .handover: try await cases.handOver(try await act(id, "dpmptsp-loket-1"))
        case .parallel, .choose, .inspect, .pay, .record:
            throw TestProblem("the journey does not know `\(task.kind)`; play a scenario")
        case .answer:
            try await cases.answer(try await act(id, "dpmptsp-loket-1"), text: "Ya.")
        }
    }
}
