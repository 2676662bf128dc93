import Kernel

extension FormDefinition {
    /// The groups and fields that are asked, given the answers so far.
    ///
    /// Conditions only look at earlier fields (the catalogue's checker sees to it), so one pass in
    /// order is enough; a hidden field's old answer never decides about a later one.
    public func asked(_ answers: Answers, now: Day) -> [FieldGroup] {
        var evaluation = Evaluation(self, answers, today: now)
        return groups.compactMap { group in
            let isAsked = evaluation.holds(group.condition)
            let fields = group.fields.filter { field in
                if isAsked, evaluation.holds(field.condition) { return true }
                evaluation.forget(field)
                return false
            }
            guard !fields.isEmpty else { return nil }
            return FieldGroup(
                id: group.id, title: group.title, help: group.help, fields: fields,
                condition: group.condition)
        }
    }

    /// The answers without those of fields that are not asked or do not exist.
    public func relevant(_ answers: Answers, now: Day) -> Answers {
        answers.only(asked(answers, now: now))
    }
}

extension Answers {
    /// Those of the fields of these groups.
    func only(_ groups: [FieldGroup]) -> Answers {
        var known: Set<String> = []
        for group in groups { for field in group.fields { known.insert(field.id) } }
        return Answers(values.filter { known.contains($0.key) })
    }
}
