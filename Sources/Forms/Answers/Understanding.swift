import Kernel

/// What was made of the inputs of one field.
struct Understood {
    var value: AnswerValue?
    var problems: [FieldProblem] = []
}

extension FieldKind {
    /// Whether it is answered by typing and choosing: files are attached, computed values follow.
    public var isTyped: Bool {
        switch self {
        case .file, .computed: false
        default: true
        }
    }
}

extension TypedAnswers {
    func understood(_ field: Field, _ places: Places) -> Understood {
        switch field.kind {
        case .file, .computed: return Understood()
        case .dateRange: return range(field)
        case .region(let level) where level.isBelowKelurahan: return region(field, level, places)
        case .region(.kelurahan): return village(field, places)
        case .address: return address(field, places)
        case .point: return point(field, places)
        case .table(let rule): return table(field, rule, places)
        default: return single(field)
        }
    }

    private func single(_ field: Field) -> Understood {
        let typed = (texts[field.id] ?? []).map(Typed.trim).filter { !$0.isEmpty }
        guard let first = typed.first else { return Understood() }
        if let value = Typed.value(field.kind, first, typed) { return Understood(value: value) }
        return Understood(problems: [FieldProblem(field.id, Typed.problemKey(field.kind))])
    }

    private func range(_ field: Field) -> Understood {
        let ends = ["dari", "sampai"]
        guard ends.contains(where: { !part(field.id, $0).isEmpty }) else { return Understood() }
        var days: [Day] = []
        var problems: [FieldProblem] = []
        for end in ends {
            let text = part(field.id, end)
            if let day = Typed.day(text) {
                days.append(day)
            } else {
                let key = text.isEmpty ? "forms.missing.date" : "forms.date"
                problems.append(FieldProblem(field.id, part: end, key))
            }
        }
        guard days.count == 2 else { return Understood(problems: problems) }
        return Understood(value: .range(DayRange(from: days[0], to: days[1])))
    }

    private func table(_ field: Field, _ rule: TableRule, _ places: Places) -> Understood {
        var result: [Answers] = []
        var problems: [FieldProblem] = []
        for index in 0..<rows(of: field.id) {
            let row = row(index, of: field.id)
            if row.isBlank { continue }
            let (answers, wrong) = row.read(rule.columns, places)
            result.append(answers)
            problems += wrong.map { $0.inRow(index, of: field.id) }
        }
        return Understood(value: result.isEmpty ? nil : .rows(result), problems: problems)
    }
}

extension FieldProblem {
    /// The problem of a column, told of its table.
    func inRow(_ index: Int, of table: String) -> FieldProblem {
        FieldProblem(table, part: "\(index).\(input)", key, values, message: message)
    }
}
