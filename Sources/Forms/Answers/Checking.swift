import Kernel

extension FormDefinition {
    /// What is wrong with the answers: of one group while the form is filled in, of all (nil)
    /// before it is submitted. Empty when they can be accepted. Only fields that are asked count.
    public func check(_ answers: Answers, group: String?, now: Day) -> [FieldProblem] {
        check(answers, asked: asked(answers, now: now), group: group, now: now)
    }

    /// The same when it is known already what is asked.
    func check(
        _ answers: Answers, asked: [FieldGroup], group: String?, now: Day
    ) -> [FieldProblem] {
        let relevant = answers.only(asked)
        let evaluation = Evaluation(self, relevant, today: now)
        let fields = asked.filter { group == nil || $0.id == group }.flatMap(\.fields)
        var problems = fields.flatMap { field in
            field.problems(relevant[field.id], evaluation)
        }
        let here = Set(fields.map(\.id))
        let wrong = Set(problems.map(\.field))
        for rule in rules where here.contains(rule.field) && !wrong.contains(rule.field) {
            // A rule over answers that are still missing says nothing.
            if evaluation.truth(rule.condition) == false {
                problems.append(
                    .init(rule.field, "forms.rule", ["rule": rule.id], message: rule.message))
            }
        }
        return problems
    }
}

extension Field {
    func problems(_ value: AnswerValue?, _ evaluation: Evaluation) -> [FieldProblem] {
        guard let value else { return required ? [problem(kind.missing)] : [] }
        switch (kind, value) {
        case (.text(let max), .text(let text)), (.longText(let max), .text(let text)):
            return lengthProblems(text, max)
        case (.integer(let range), .integer(let number)):
            guard !range.contains(number) else { return [] }
            return [
                problem(
                    "forms.number.range",
                    ["min": "\(range.lowerBound)", "max": "\(range.upperBound)"])
            ]
        case (.rupiah(let range), .integer(let number)):
            guard !range.contains(number) else { return [] }
            return [
                problem(
                    "forms.rupiah.range",
                    ["min": "\(range.lowerBound)", "max": "\(range.upperBound)"])
            ]
        case (.date(let earliest, let latest), .day(let day)):
            return dayProblems(day, evaluation.day(earliest), evaluation.day(latest))
        case (.choice(let options), .text(let code)):
            return options.contains { $0.code == code } ? [] : [problem("forms.choice.unknown")]
        case (.choices(let options), .codes(let codes)):
            let known = Set(options.map(\.code))
            return codes.allSatisfy(known.contains) ? [] : [problem("forms.choice.unknown")]
        case (.yesNo, .yesNo): return []
        case (.nik, .text(let text)): return (try? NIK(text)) == nil ? [problem("forms.nik")] : []
        case (.phone, .text(let text)):
            return (try? PhoneNumber(text)) == nil ? [problem("forms.phone")] : []
        case (.email, .text(let text)):
            return (try? EmailAddress(text)) == nil ? [problem("forms.email")] : []
        case (.region(let level), .text(let text)):
            return isRegion(text, level) ? [] : [problem("forms.region.\(level.rawValue)")]
        case (.file(let rule), .files(let files)): return fileProblems(files, rule)
        default: return [problem("forms.kind")]
        }
    }

    func problem(_ key: String, _ values: [String: String] = [:]) -> FieldProblem {
        FieldProblem(id, key, values)
    }

    private func lengthProblems(_ text: String, _ max: Int) -> [FieldProblem] {
        // Bytes first: counting characters of a huge text is slow.
        guard text.utf8.count > max else { return [] }
        let length = text.utf8.count > max * 16 ? text.utf8.count : text.count
        return length > max
            ? [problem("forms.text.long", ["max": "\(max)", "length": "\(length)"])] : []
    }

    private func dayProblems(_ day: Day, _ earliest: Day?, _ latest: Day?) -> [FieldProblem] {
        if let earliest, day < earliest {
            return [problem("forms.date.early", ["earliest": earliest.iso])]
        }
        if let latest, day > latest {
            return [problem("forms.date.late", ["latest": latest.iso])]
        }
        return []
    }

    private func isRegion(_ text: String, _ level: RegionLevel) -> Bool {
        RegionCode(text)?.level == level.level
    }

    private func fileProblems(_ files: [FileAnswer], _ rule: FileRule) -> [FieldProblem] {
        if files.count > rule.maxCount {
            return [problem("forms.file.tooMany", ["max": "\(rule.maxCount)"])]
        }
        if files.contains(where: { $0.size > Int64(rule.maxBytes) }) {
            return [problem("forms.file.tooLarge", ["max": rule.sizeText])]
        }
        if files.contains(where: { !rule.kinds.contains($0.kind) }) {
            return [problem("forms.file.kind", ["kinds": rule.kindsText])]
        }
        return []
    }
}

extension FieldKind {
    /// The words for "you did not answer", which say what to do.
    var missing: String {
        switch self {
        case .choice, .yesNo: "forms.missing.choice"
        case .choices: "forms.missing.choices"
        case .file: "forms.missing.file"
        case .date: "forms.missing.date"
        default: "forms.missing"
        }
    }
}
