import Cases
import Contracts
import Kernel
import People
import Store

/// A permit with everything that officers may know of it.
struct PermitFile: Sendable {
    let permit: Permit
    /// Nothing once the key is destroyed.
    let holder: PermitHolder?
    let events: [PermitEvent]
    let names: Nameplates
    /// The number of the case that gave it.
    let caseNumber: TrackingCode?
    let visits: [TrackingCode]
    /// The visit that is under way.
    let running: TrackingCode?
}

extension PermitTools {
    /// Notes that an officer saw whose permits these are. The subject is the account of the holder;
    /// of a permit whose holder has none, the permit itself.
    func noteLooks(
        _ permits: [Permit], by officer: Officer, _ catalogue: Catalogue
    ) async throws {
        try await access.note(
            try permits.map { permit in
                let seat = try seat(officer, permit, catalogue)
                return AccessEntry(
                    account: officer.account,
                    reason: AccessReason(.register, from: seat.position),
                    subject: permit.account ?? AccountID(permit.id.value),
                    caseID: permit.caseID, service: permit.kind, part: .permit)
            })
    }

    /// Everything about one permit; whoever asks has noted the look before.
    func record(_ permit: Permit) async throws -> PermitFile {
        try await store.read("permit.record") { [self] reader in
            let key = try rows.key(of: permit.id, in: reader)
            let all = try events.all(of: permit.id, key: key, in: reader)
            let people = all.flatMap { [$0.askedBy, $0.decidedBy] }.compactMap(\.self)
            let visits = try all.filter { $0.kind == .visit }.compactMap(\.caseID)
                .compactMap { try cases.number(of: $0, in: reader) }
            return PermitFile(
                permit: permit, holder: try rows.holder(of: permit.id, in: reader), events: all,
                names: try accounts.names(of: Set(people), in: reader),
                caseNumber: try permit.caseID.flatMap { try cases.number(of: $0, in: reader) },
                visits: visits, running: try runningVisit(permit.id, in: reader))
        }
    }
}

extension PermitRows {
    /// Permits of a holder by NIK, NIB, or whole name, of some kinds.
    func held(by typed: String, kinds: [ServiceCode], in reader: Reader) throws -> [Permit] {
        let digits = Digits.only(typed)
        let isNumber = typed.allSatisfy { $0.isNumber || $0 == " " || $0 == "." || $0 == "-" }
        let condition: SQL
        if isNumber, let nik = try? NIK(digits) {
            condition = "p.nik_key = \(nikKey(nik))"
        } else if isNumber {
            condition = "p.nib_key = \(nibKey(digits))"
        } else {
            condition = "p.name_key = \(nameKey(typed))"
        }
        return try list(
            """
            WHERE \(sql: condition) AND p.kind IN \(list: kinds.map(\.text)) \
            ORDER BY p.number_key LIMIT 50
            """, in: reader)
    }
}
