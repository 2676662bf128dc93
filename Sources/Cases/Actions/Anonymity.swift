import Contracts
import Forms
import Kernel
import Store

extension Service {
    /// Whether an applicant with these answers asked to be hidden from the office too.
    func hidesApplicant(_ answers: Answers) -> Bool {
        guard let field = terms.report?.anonymous, case .yesNo(true)? = answers[field] else {
            return false
        }
        return true
    }
}

extension Answers {
    /// Without what names or reaches a person.
    func hidingPeople(_ form: FormDefinition) -> Answers {
        var answers = self
        for field in form.fields {
            var isPersonal = field.searchKind != nil
            if case .table(let rule) = field.kind {
                isPersonal = rule.columns.contains { $0.searchKind != nil }
            }
            if isPersonal { answers[field.id] = nil }
        }
        return answers
    }
}

extension Scene {
    /// What the case is found by after its answers were corrected: by nothing that names the
    /// applicant where that was asked for.
    func name(by answers: Answers, _ form: FormDefinition) throws {
        let isAnonymous = service.hidesApplicant(answers)
        if isAnonymous != record.isAnonymous {
            try tx.execute(
                "UPDATE cases SET anonymous = \(isAnonymous) WHERE id = \(record.id)")
        }
        guard !isAnonymous else {
            try tx.execute("DELETE FROM case_tokens WHERE case_id = \(record.id)")
            return
        }
        try TokenRows.insert(cases.searchTokens(answers, form), of: record.id, in: tx)
    }
}
