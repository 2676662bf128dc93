import Contracts
import Kernel
import Notices
import Store

extension Cases {
    /// Writes a notice to the applicant into the outbox, in the transaction of the act it tells of.
    /// The text is `notice.TEMPLATE.subject` and `.body` of the locale files.
    func tellApplicant(
        of record: CaseRecord, _ template: String, _ values: [String: String], service: Service,
        at now: Instant, in tx: Transaction
    ) throws {
        var values = values
        values["number"] = record.number.text
        values["service"] = service.title.text(record.language)
        values["link"] =
            template == "submitted"
            ? "\(address)/lacak/\(record.number.symbols)"
            : "\(address)/berkas/\(record.number.symbols)"
        try notices.enqueue(
            Notice(
                to: .account(record.applicant), template: template, values: values,
                caseID: record.id, key: "\(template):\(record.id.text):\(record.revision)"),
            in: tx)
    }
}
