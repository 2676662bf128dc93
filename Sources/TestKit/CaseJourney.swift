import Cases
import City
import Contracts
import Kernel
import Store

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
            for: act, step: task?.step ?? "",
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
        case .parallel, .choose, .inspect, .pay, .record, .confirm:
            throw TestProblem("the journey does not know `\(task.kind)`; play a scenario")
        case .answer:
            try await cases.answer(try await act(id, "dpmptsp-loket-1"), text: "Ya.")
        }
    }
}

extension TestCity {
    /// Plays a story of the first citizen's case with a service of the city; returns the case.
    /// - Parameter play: the lines of `play:` as scenario files have them.
    @discardableResult
    public func story(
        _ service: String, _ answers: String = "{}", _ play: String
    ) async throws -> CaseID {
        let scenario = try await scenario(service, answers, play)
        guard let id = try await stage.play(scenario) else {
            throw TestProblem("the story sent nothing")
        }
        return id
    }

    /// Plays what follows on a case.
    public func play(_ id: CaseID, _ play: String) async throws {
        let service = try await standing(id).record.service.text
        try await stage.playOn(id, try await scenario(service, "{}", play))
    }

    private var stage: ScenarioStage {
        ScenarioStage(house: house, clock: clock, citizen: citizens[0], other: citizens[1])
    }

    private func scenario(
        _ service: String, _ answers: String, _ play: String
    ) async throws -> Scenario {
        let catalogue = try await house.shelf.published()
        guard let code = ServiceCode(service), let found = catalogue.services[code] else {
            throw TestProblem("there is no service \(service)")
        }
        let lines = play.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let text = "- name: cerita\n  answers: \(answers)\n  play:\n\(lines)\n"
        let read = ScenarioReader.read(
            file: "story.yaml", source: text, service: found, index: StoryIndex(catalogue.services))
        guard read.findings.isEmpty, let scenario = read.scenarios.first else {
            throw TestProblem(read.findings.map(\.description).joined(separator: "\n"))
        }
        return scenario
    }

    /// The file of the letter that a case was decided with; nothing before it is issued.
    public func issuedLetter(of id: CaseID) async throws -> [UInt8]? {
        let blob = try await house.store.read("test.letter") { reader in
            let row = try reader.row(
                "SELECT blob FROM letters WHERE case_id = \(id) AND state = 'issued'")
            return try row.map { try house.blobs.blob($0.uuid(0), in: reader) }
        }
        guard let blob else { return nil }
        return try await house.blobs.read(blob)
    }

    /// Publishes the city with one text of a file replaced.
    public func republish(_ path: String, _ text: String, with other: String) async throws {
        try await republish(path, [(text, other)])
    }

    /// Publishes the city with some texts of a file replaced.
    public func republish(
        _ path: String, _ changes: [(text: String, other: String)]
    ) async throws {
        var files = try CatalogueSource.load(directory: Self.cityFiles).files
        for (text, other) in changes {
            guard let content = files[path], content.contains(text) else {
                throw TestProblem("\(path) does not say \(text)")
            }
            files[path] = content.split(separator: text, omittingEmptySubsequences: false)
                .joined(separator: other)
        }
        try await house.shelf.publish(CatalogueSource(files: files))
    }
}
