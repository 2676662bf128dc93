import Kernel

extension FormDefinition {
    /// Understands, checks and completes what was typed, without a draft: the answers that count,
    /// computed values with them, and everything that is wrong, in the order of the questions.
    /// - Parameter answers: what is known besides, such as files.
    public func answer(
        _ typed: TypedAnswers, over answers: Answers = Answers(), now: Day
    ) -> (answers: Answers, problems: [FieldProblem]) {
        let (read, misread) = typed.read(self, group: nil, over: answers)
        let asked = asked(read, now: now)
        let names = Set(asked.flatMap(\.fields).map(\.id))
        let problems = misread.filter { names.contains($0.field) }
            .joined(with: check(read, asked: asked, group: nil, now: now), read)
        return (relevant(read, asked: asked, now: now), inOrder(problems))
    }

    /// Problems in the order of the questions that they are about.
    func inOrder(_ problems: [FieldProblem]) -> [FieldProblem] {
        guard problems.count > 1 else { return problems }
        let order = Dictionary(
            fields.enumerated().map { ($0.element.id, $0.offset) }
        ) { first, _ in first }
        return problems.enumerated().sorted { left, right in
            let places = (order[left.element.field] ?? 0, order[right.element.field] ?? 0)
            return (places.0, left.offset) < (places.1, right.offset)
        }.map(\.element)
    }

    /// What is wrong with the answers: of one group while the form is filled in, of all (nil)
    /// before it is submitted. Empty when they can be accepted. Only fields that are asked count.
    public func check(_ answers: Answers, group: String?, now: Day) -> [FieldProblem] {
        check(answers, asked: asked(answers, now: now), group: group, now: now)
    }

    /// The same when it is known already what is asked.
    public func check(
        _ answers: Answers, asked: [FieldGroup], group: String?, now: Day
    ) -> [FieldProblem] {
        let relevant = relevant(answers, asked: asked, now: now)
        let evaluation = Evaluation(self, relevant, today: now)
        let fields = asked.filter { group == nil || $0.id == group }.flatMap(\.fields)
        var problems = fields.flatMap { field in
            field.problems(relevant[field.id], evaluation, places)
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
    func problems(
        _ value: AnswerValue?, _ evaluation: Evaluation, _ places: Places
    ) -> [FieldProblem] {
        guard kind.isAnswered else { return [] }
        guard let value else { return missing }
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
            guard !level.isBelowKelurahan, isRegion(text, level, places) else {
                return [problem("forms.region.\(level.rawValue)")]
            }
            return []
        case (.file(let rule), .files(let files)): return fileProblems(files, rule)
        default: return partProblems(value, evaluation, places)
        }
    }

    /// Problems of answers that have parts.
    private func partProblems(
        _ value: AnswerValue, _ evaluation: Evaluation, _ places: Places
    ) -> [FieldProblem] {
        switch (kind, value) {
        case (.dateRange(let rule), .range(let range)):
            return rangeProblems(range, rule, evaluation)
        case (.region(let level), .region(let region)):
            guard level.isBelowKelurahan, isRegion(region.code.text, level, places) else {
                return [problem("forms.region.unknown", part: "kelurahan")]
            }
            return level == .rt && region.rt == nil ? [problem("forms.missing", part: "rt")] : []
        case (.address, .address(let address)): return addressProblems(address, places)
        case (.point, .point(let point)): return pointProblems(point, places)
        case (.table(let rule), .rows(let rows)):
            return tableProblems(rows, rule, evaluation, places)
        default: return [problem("forms.kind")]
        }
    }

    func problem(
        _ key: String, _ values: [String: String] = [:], part: String? = nil
    ) -> FieldProblem {
        FieldProblem(id, part: part, key, values)
    }

    private var missing: [FieldProblem] {
        guard required else { return [] }
        return [problem(kind.missing, part: kind.firstPart)]
    }

    func lengthProblems(_ text: String, _ max: Int, part: String? = nil) -> [FieldProblem] {
        // Bytes first: counting characters of a huge text is slow.
        guard text.utf8.count > max else { return [] }
        let length = text.utf8.count > max * 16 ? text.utf8.count : text.count
        return length > max
            ? [problem("forms.text.long", ["max": "\(max)", "length": "\(length)"], part: part)]
            : []
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

    /// A region of that depth, and of the city where its regions are known.
    private func isRegion(_ text: String, _ level: RegionLevel, _ places: Places) -> Bool {
        guard let code = RegionCode(text), code.level == level.level else { return false }
        return switch level {
        case .kecamatan:
            places.districts.isEmpty || places.districts.contains { $0.code == code }
        default: places.regions.isEmpty || places.region(code) != nil
        }
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
        case .date, .dateRange: "forms.missing.date"
        case .region(let level) where level.isBelowKelurahan: "forms.region.kelurahan"
        case .address: "forms.address.street"
        case .point: "forms.region.kelurahan"
        case .table: "forms.table.none"
        default: "forms.missing"
        }
    }

    /// The input at which a person begins; none where there is only one.
    public var firstPart: String? {
        switch self {
        case .dateRange: "dari"
        case .region(let level): level.isBelowKelurahan ? "kelurahan" : nil
        case .address: "jalan"
        case .point: "kelurahan"
        case .table(let rule): rule.columns.first.map { "0.\($0.id)" }
        default: nil
        }
    }
}
