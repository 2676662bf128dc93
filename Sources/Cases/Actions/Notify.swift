import Contracts
import Kernel
import Notices
import People
import Store

extension Cases {
    /// Writes a notice to the applicant, and to everybody who acts for the applicant in this
    /// service, into the outbox, in the transaction of the act it tells of.
    /// The text is `notice.TEMPLATE.subject` and `.body` of the locale files.
    func tellApplicant(
        of record: CaseRecord, _ template: String, _ values: [String: String], service: Service,
        at now: Instant, in zone: Zone, _ tx: Transaction
    ) throws {
        var values = values
        values["number"] = record.number.text
        values["service"] = service.title.text(record.language)
        values["link"] =
            template == "submitted"
            ? "\(address)/lacak/\(record.number.symbols)"
            : "\(address)/berkas/\(record.number.symbols)"
        let key = "\(template):\(record.id.text):\(record.revision)"
        let today = Day(now, in: zone)
        let agents = try Mandate.agents(
            of: record.applicant, record.service, begun: record.begunAt, on: today, in: zone, tx)
        for account in [record.applicant] + agents {
            let isAgent = account != record.applicant
            try notices.enqueue(
                Notice(
                    to: .account(account), template: template, values: values,
                    caseID: record.id, key: isAgent ? "\(key):\(account.text)" : key),
                in: tx)
        }
    }
}
