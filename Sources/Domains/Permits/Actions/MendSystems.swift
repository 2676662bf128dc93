import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

/// A national system as those who take its messages see it.
struct SystemFacts: Sendable {
    let code: String
    let service: Service
    /// What the city's file says; nothing where it does not name the system.
    let rule: NationalSystem?
    let state: SystemState
    let counts: ReportCounts
}

/// What an officer does about something that went wrong with a national system.
enum SystemMend: String, Sendable {
    /// Send or take it again.
    case again = "ulang"
    /// It was recorded there by hand, or is of no use.
    case away = "selesai"
}

extension PermitTools {
    /// Systems whose messages reach a unit for which the officer keeps permits.
    func systems(of officer: Officer, _ catalogue: Catalogue) -> [(code: String, Service)] {
        catalogue.services.values.compactMap { service in
            guard let code = service.terms.intake?.system,
                (try? seat(officer, service.code, catalogue)) != nil
            else { return nil }
            return (code, service)
        }.sorted { $0.0 < $1.0 }
    }

    func systemFacts(
        of officer: Officer, _ catalogue: Catalogue
    ) async throws -> (facts: [SystemFacts], reports: [Report], misfits: [Misfit]) {
        let own = systems(of: officer, catalogue)
        let codes = own.map(\.code)
        return try await store.read("permit.systems") { reader in
            let facts = try own.map { code, service in
                SystemFacts(
                    code: code, service: service,
                    rule: catalogue.systems.first { $0.code == code },
                    state: try SystemRows.find(code, in: reader),
                    counts: try ReportRows.counts(code, in: reader))
            }
            return (
                facts, try ReportRows.troubled(codes, limit: 50, in: reader),
                try MisfitRows.list(codes, limit: 50, in: reader)
            )
        }
    }

    /// Has a system asked within the minute.
    func hurry(_ system: String, by officer: Officer) async throws {
        let catalogue = try await shelf.published()
        try check(system, officer, catalogue)
        let rule = catalogue.systems.first { $0.code == system }
        guard rule?.pull?.url != nil else { throw Refusal(.conflict, "permits.systems.off") }
        try await store.write("permit.system.hurry") { [world] tx in
            try SystemRows.hurry(system, at: world.now, in: tx)
        }
    }

    /// - Returns: the post from which the officer answers for the system.
    @discardableResult
    private func check(
        _ system: String, _ officer: Officer, _ catalogue: Catalogue
    ) throws -> Authority {
        guard let own = systems(of: officer, catalogue).first(where: { $0.code == system }) else {
            throw Refusal(.notFound, "permits.systems.none")
        }
        return try seat(officer, own.1.code, catalogue)
    }

    /// Sends a report that was given up again, or says that it was recorded by hand.
    func mendReport(_ id: UUIDv7, _ mend: SystemMend, by officer: Officer) async throws {
        let catalogue = try await shelf.published()
        try await store.write("permit.report.mend") { [self] tx in
            guard let link, let report = try ReportRows.find(id, in: tx) else {
                throw Refusal(.notFound, "permits.systems.none")
            }
            let seat = try check(report.system, officer, catalogue)
            guard try ReportRows.set(id, mend == .again ? .waiting : .settled, in: tx) else {
                throw Refusal(.conflict, "permits.systems.done")
            }
            if mend == .again {
                try ReportStates(tools: self, link: link).enqueue(report.caseID, in: tx)
            }
            try noteMend(
                "permit.report-\(mend == .again ? "again" : "settled")", officer, seat,
                ["system": .string(report.system), "case": .string(report.number)], in: tx)
        }
    }

    /// Takes a message again by what the city's files say now, or throws it away.
    func mendMisfit(_ id: UUIDv7, _ mend: SystemMend, by officer: Officer) async throws {
        let catalogue = try await shelf.published()
        let found = try await store.read("permit.misfit") { [misfits] reader in
            try misfits.message(id, in: reader)
        }
        guard let (system, message) = found else {
            throw Refusal(.notFound, "permits.systems.none")
        }
        let seat = try check(system, officer, catalogue)
        if mend == .again {
            guard let desk = IntakeDesk(tools: self, catalogue: catalogue, system: system) else {
                throw Refusal(.notFound, "permits.systems.none")
            }
            let count = try await desk.take([(1, message)])
            guard count.problems.isEmpty else {
                throw Refusal(.conflict, "permits.systems.misfit.still")
            }
        }
        try await store.write("permit.misfit.mend") { [self] tx in
            guard try misfits.remove(id, in: tx) else {
                throw Refusal(.conflict, "permits.systems.done")
            }
            try noteMend(
                "permit.message-\(mend == .again ? "taken" : "dropped")", officer, seat,
                ["system": .string(system), "message": .string(id.text)], in: tx)
        }
    }

    private func noteMend(
        _ type: String, _ officer: Officer, _ seat: Authority, _ facts: JSONValue,
        in tx: Transaction
    ) throws {
        try ledger.append(
            LedgerEntry(
                type: type, actor: .officer(officer.account, seat.position), facts: facts,
                at: world.now), key: nil, in: tx)
    }
}
