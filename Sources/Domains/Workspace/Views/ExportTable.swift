import Cases
import Contracts
import Kernel
import People
import Web

/// The rows of a list of cases, in words.
struct ExportTable: Sendable {
    let export: CaseExport
    let catalogue: Catalogue
    let words: Wording

    /// The heading first.
    func rows(_ cases: [ExportedCase]) -> [[String]] {
        let heading = export.columns.map { words("workspace.export.column.\($0.rawValue)") }
        return [heading] + cases.map { row in export.columns.map { cell($0, row) } }
    }

    private func cell(_ column: CaseExport.Column, _ row: ExportedCase) -> String {
        let record = row.record
        switch column {
        case .number: return record.number.text
        case .service:
            return catalogue.services[record.service].map { words($0.title) } ?? record.service.text
        case .unit: return catalogue.unit(record.ownerUnit)?.short ?? record.ownerUnit.text
        case .region:
            return record.region.map { catalogue.region($0)?.name ?? $0.text } ?? ""
        case .state: return words("workspace.export.state.\(record.state.rawValue)")
        case .outcome: return record.outcome.map { words("outcome.\($0.rawValue)") } ?? ""
        case .step:
            guard record.state != .closed else { return "" }
            let step = catalogue.services[record.service]?.flow.step(record.step)
            return step.map { words($0.title) } ?? record.step
        case .submitted: return day(record.submittedAt)
        case .due: return record.clock.dueAt.map(day) ?? ""
        case .closed: return record.closedAt.map(day) ?? ""
        case .name: return row.person?.name ?? ""
        case .nik: return row.person?.nik?.text ?? ""
        case .contact: return row.person?.contact?.address ?? ""
        }
    }

    /// In ISO form, which spreadsheets of all languages read alike.
    private func day(_ instant: Instant) -> String {
        Day(instant, in: catalogue.profile.zone).iso
    }
}
