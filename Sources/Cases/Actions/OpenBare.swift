import Contracts
import Forms
import Kernel
import People
import Store

extension Cases {
    /// Opens a case from answers alone: no draft, no check of the form, no files, no notice. Its
    /// rows and its act are those of any other. For filling a house before a measurement.
    package func openBare(
        _ answers: Answers, _ rules: CaseRules, applicant: AccountID, in tx: Transaction
    ) throws -> TrackingCode {
        let id: CaseID = world.id()
        let key = try vault.createKey(id, in: tx)
        return try begin(
            id, rules, answers, key: key, applicant: applicant, language: .id, in: tx
        ).record.number
    }
}
