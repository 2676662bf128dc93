import Cases
import Contracts
import Forms
import Kernel
import Notices
import People

/// Everything that the city holds on one citizen, but for the contents of cases and drafts, which
/// are opened one after the other when they are written out.
struct HeldData: Sendable {
    let account: HeldAccount
    let drafts: [DraftSummary]
    let cases: [CaseHolding]
    let notices: [NoticeView]
    /// Browsers that get notices.
    let devices: [PushDevice]
    let consents: [ConsentReceipt]
    /// Looks of officers since the account was made.
    let looks: Int64
    let emergencies: EmergencyCount
    /// Of the account or single cases, also those that were lifted.
    let restrictions: [Restriction]
    let mandates: [MandateView]
    /// Of older archives.
    let permits: [HeldPermit]
    let programs: [HeldProgram]
    /// When the pages in the trays of counters were scanned.
    let scans: [Instant]
    let catalogue: Catalogue
    let madeAt: Instant

    var zone: Zone { catalogue.profile.zone }

    func rule(_ kind: HeldKind) -> RetentionRule { catalogue.retention.rule(kind) }

    /// Whether something is there.
    func count(_ kind: HeldKind) -> Int64 {
        switch kind {
        case .account: 1
        case .factors: Int64(account.factors.count + account.connections.count)
        case .sessions: Int64(account.signIns.count)
        case .drafts: Int64(drafts.count)
        case .cases: Int64(cases.count)
        case .notices: Int64(notices.count + devices.count)
        case .looks: looks
        case .consents: Int64(consents.count)
        case .questions: Int64(account.questions.count)
        case .emergencies: emergencies.judged + emergencies.waiting
        case .mandates: Int64(mandates.count)
        case .permits: Int64(permits.count)
        case .programs: Int64(programs.count)
        case .scans: Int64(scans.count)
        }
    }

    /// The first day on which a case need not be kept any more; nothing while it runs.
    func keptUntil(_ holding: CaseHolding) -> Day? {
        holding.endedAt.map { end in
            let rule = catalogue.retention.rule(.cases, of: holding.record.service)
            let day = rule.keep.end(after: Day(end, in: zone))
            // A letter that still holds can be asked for again.
            return max(day, holding.validUntil?.adding(days: 1) ?? day)
        }
    }

    /// The same of a permit of an older archive: nothing while it may still hold.
    func keptUntil(_ permit: HeldPermit) -> Day? {
        permit.endedOn.flatMap { end in
            end < Day(madeAt, in: zone) ? rule(.permits).keep.end(after: end) : nil
        }
    }

    func title(_ service: ServiceCode, _ language: Language) -> String {
        catalogue.services[service]?.title.text(language) ?? service.text
    }
}
