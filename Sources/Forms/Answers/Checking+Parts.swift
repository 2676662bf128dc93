import Kernel

extension Field {
    func rangeProblems(
        _ range: DayRange, _ rule: DateRangeRule, _ evaluation: Evaluation
    ) -> [FieldProblem] {
        if range.to < range.from { return [problem("forms.range.order", part: "sampai")] }
        if let earliest = evaluation.day(rule.earliest), range.from < earliest {
            return [problem("forms.date.early", ["earliest": earliest.iso], part: "dari")]
        }
        if let latest = evaluation.day(rule.latest), range.to > latest {
            let part = range.from > latest ? "dari" : "sampai"
            return [problem("forms.date.late", ["latest": latest.iso], part: part)]
        }
        if let most = rule.maxDays, range.days > most {
            return [
                problem(
                    "forms.range.long", ["max": "\(most)", "length": "\(range.days)"],
                    part: "sampai")
            ]
        }
        return []
    }

    func addressProblems(_ address: AddressAnswer, _ places: Places) -> [FieldProblem] {
        var problems = lengthProblems(address.street, FieldLimits.street, part: "jalan")
        if let city = address.city {
            problems += lengthProblems(city, FieldLimits.city, part: "kota")
        }
        if let region = address.region, places.region(region) == nil {
            problems.append(problem("forms.region.unknown", part: "kelurahan"))
        }
        return problems
    }

    func pointProblems(_ answer: PointAnswer, _ places: Places) -> [FieldProblem] {
        var problems = lengthProblems(answer.description, FieldLimits.place, part: "tempat")
        if places.region(answer.region) == nil {
            problems.append(problem("forms.region.unknown", part: "kelurahan"))
        }
        if let point = answer.point,
            !places.bounds.contains(latitude: point.latitude, longitude: point.longitude)
        {
            problems.append(
                problem("forms.point.outside", ["city": places.city], part: "koordinat"))
        }
        return problems
    }

    func tableProblems(
        _ rows: [Answers], _ rule: TableRule, _ evaluation: Evaluation, _ places: Places
    ) -> [FieldProblem] {
        if rows.count > rule.maxRows {
            return [problem("forms.table.many", ["max": "\(rule.maxRows)"])]
        }
        var problems: [FieldProblem] = []
        if rows.count < rule.minRows {
            problems.append(problem("forms.table.few", ["min": "\(rule.minRows)"]))
        }
        for (index, row) in rows.enumerated() {
            for column in rule.columns {
                problems += column.problems(row[column.id], evaluation, places)
                    .map { $0.inRow(index, of: id) }
            }
        }
        return problems
    }
}

/// How many characters the parts of an answer may have.
public enum FieldLimits {
    public static let street = 200
    public static let city = 80
    public static let place = 500
}
