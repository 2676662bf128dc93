import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// A report with everything that was done to its public side.
struct ModerationDesk: Sendable {
    struct Act: Sendable {
        let type: String
        let at: Instant
        let actor: Actor
        let reason: String?
    }

    let record: CaseRecord
    let report: Report
    let isHidden: Bool
    /// The reporter's own words, and what stands in their place.
    let original: String
    let edited: String?
    let photos: [ReportPhoto]
    let checks: [BlobID: FileCheck]
    let blocks: [ReporterBlock]
    /// The newest first.
    let acts: [Act]
    let names: Nameplates

    /// - Parameter file: as the officer opened it.
    init(
        _ file: CaseFile, _ report: Report, _ tools: ComplaintTools, in reader: Reader
    ) throws {
        let id = file.record.id
        record = file.record
        self.report = report
        let row = try reader.row("SELECT hidden, edited FROM reports WHERE case_id = \(id)")
        isHidden = row?.bool(0) ?? false
        edited = row?.optionalText(1)
        original = file.service.terms.report.flatMap { file.answers.text($0.text) } ?? ""
        photos = try ReportRows.photos(of: id, in: reader)
        checks = try tools.drafts.checks.all(of: id, in: reader)
        blocks = try BlockRows(tools: tools).of(file.record.applicant, in: reader)
        acts = try tools.ledger.acts(of: id, after: 0, limit: 1_000, in: reader)
            .filter { $0.type.hasPrefix("report.") && $0.type != "report.supported" }
            .reversed().map { entry in
                Act(
                    type: entry.type, at: entry.at, actor: entry.actor,
                    reason: try tools.ledger.sealed(entry, in: reader)?.stringValue)
            }
        let people = Set(acts.compactMap(\.actor.account) + blocks.map(\.by))
            .subtracting([file.record.applicant])
        names = try tools.accounts.names(
            of: people, positions: Set(acts.compactMap(\.actor.position)), in: reader)
    }
}
