import Contracts
import Kernel
import Store

extension Drafts {
    /// Puts earlier answers into a new draft, as if they had been typed: those of fields that the
    /// form still has. Files stay where they are.
    public func fill(
        _ id: CaseID, account: AccountID, _ answers: Answers, _ form: FormDefinition,
        in tx: Transaction
    ) throws {
        for group in form.groups {
            var part = Answers()
            for field in group.fields {
                if case .file = field.kind { continue }
                part[field.id] = answers[field.id]
            }
            guard !part.values.isEmpty else { continue }
            // What the form does not understand any more is shown as typed, with its problem.
            let typed = TypedAnswers(showing: part)
            let content = SectionContent(
                answers: typed.read(form, group: group.id).answers, typed: typed)
            _ = try save(
                id, account: account, group: group.id, content: content, revision: 0, in: tx)
        }
    }
}
