import Cases
import Contracts
import Forms
import Kernel

/// Makes up what a form asks for and nobody said: the first option, the smallest number, the
/// earliest day. Always the same for the same form.
package struct SampleAnswers: Sendable {
    let form: FormDefinition
    let catalogue: Catalogue
    let today: Day
    let person: DemoNames.Person

    package init(
        _ form: FormDefinition, _ catalogue: Catalogue, today: Day, person: DemoNames.Person
    ) {
        self.form = form
        self.catalogue = catalogue
        self.today = today
        self.person = person
    }

    /// What was typed, with every required answer that is missing made up; files are left out.
    package func completing(_ typed: TypedAnswers, group: String? = nil) -> TypedAnswers {
        var typed = typed
        // An answer may bring further questions.
        for _ in 0..<20 {
            let answers = typed.read(form, group: group).answers
            let missing = form.asked(answers, now: today)
                .filter { group == nil || $0.id == group }.flatMap(\.fields)
                .filter { $0.required && typed.isUntouched($0) }
            guard !missing.isEmpty else { break }
            var made: [String: [String]] = [:]
            for field in missing { made.merge(sample(field, answers)) { _, new in new } }
            if made.isEmpty { break }
            typed = typed.merging(TypedAnswers(made))
        }
        return typed
    }

    /// What is typed into one field.
    private func sample(_ field: Field, _ answers: Answers) -> [String: [String]] {
        switch field.kind {
        case .text, .longText: [field.id: [text(field)]]
        case .integer(let range), .rupiah(let range): [field.id: ["\(max(range.lowerBound, 1))"]]
        case .date(let earliest, let latest):
            [field.id: [day(earliest, latest, answers).iso]]
        case .choice(let options): [field.id: options.prefix(1).map(\.code)]
        case .choices(let options): [field.id: options.prefix(1).map(\.code)]
        case .yesNo: [field.id: ["ya"]]
        case .nik: [field.id: [person.nik]]
        case .phone: [field.id: [person.phone]]
        case .email: [field.id: [person.email]]
        case .region(let level):
            [
                field.id: catalogue.regions.map(\.code)
                    .filter { $0.level == level.level }.prefix(1).map(\.text)
            ]
        case .file: [:]
        }
    }

    private func text(_ field: Field) -> String {
        switch field.personal {
        case .name: person.name
        case .address: "Jalan Contoh Nomor 1, Kota Bogor"
        case .nik: person.nik
        case .phone: person.phone
        case .email: person.email
        case nil: "Contoh"
        }
    }

    private func day(_ earliest: Expression?, _ latest: Expression?, _ answers: Answers) -> Day {
        let bindings = form.bindings(answers, now: today)
        if case .date(let day)? = try? earliest?.evaluate(bindings) { return day }
        if case .date(let day)? = try? latest?.evaluate(bindings) { return day }
        return today
    }
}

extension TypedAnswers {
    /// Whether nothing was typed into a field or its parts.
    fileprivate func isUntouched(_ field: Field) -> Bool {
        !texts.keys.contains { $0 == field.id || $0.hasPrefix("\(field.id).") }
    }
}

extension House {
    /// What an officer fills in at a step: what is typed, the rest made up, files included. Nothing
    /// for a step that asks for nothing.
    package func sampleFindings(
        _ id: CaseID, step: String, typed: [String: [String]] = [:], person: DemoNames.Person,
        on day: Day
    ) async throws -> Findings {
        guard let record = try await cases.standing(of: id)?.record else { return Findings() }
        let rules = try await cases.rules(record.service, version: record.version)
        guard let form = rules.service.flow.step(step)?.form else { return Findings() }
        let sample = SampleAnswers(form, rules.catalogue, today: day, person: person)
        let read = sample.completing(TypedAnswers(typed)).read(form, group: nil)
        guard read.problems.isEmpty else { throw Refusal(read.problems) }
        let files = form.fields.compactMap { field -> Findings.File? in
            guard case .file(let rule) = field.kind, field.required else { return nil }
            let file = DemoFiles.file(rule, "\(field.label.en): invented")
            return Findings.File(
                field: field.id, name: "\(field.id).\(file.kind.rawValue)", bytes: file.bytes)
        }
        return Findings(read.answers, files: files)
    }
}
