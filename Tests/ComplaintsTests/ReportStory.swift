import Contracts
import Kernel
import Notices
import Store
import TestKit

@testable import City
@testable import Complaints

extension TestCity {
    /// Gives the readers everything. On PostgreSQL an entry gets its number only once all older
    /// transactions of the server have ended, also those of other tests.
    func readAll() async throws {
        for _ in 0..<500 {
            try await house.readOnce()
            let waits = try await house.store.read("test.numbered") { reader in
                try reader.row("SELECT 1 FROM ledger WHERE seq IS NULL LIMIT 1") != nil
            }
            guard waits else { return }
            await Task.yield()
        }
        throw TestProblem("the ledger is never numbered")
    }

    /// A report of the first citizen, shown to the public.
    func report(
        _ more: String = "", topic: String = "jalan", _ play: String = "- wait: 1 hours"
    ) async throws -> Report {
        let id = try await story(
            "laporan",
            "{uraian: Jalan berlubang di depan pasar, kategori: \(topic), "
                + "tempat: {kelurahan: Sempur, tempat: depan pasar, "
                + "koordinat: \"-6.591200, 106.800300\"}\(more)}", play)
        try await readAll()
        let found = try await house.store.read("test.report") { try ReportRows.find(id, in: $0) }
        guard let found else { throw TestProblem("the report is not there") }
        return found
    }

    func report(_ id: CaseID) async throws -> Report {
        try await readAll()
        let found = try await house.store.read("test.report") { try ReportRows.find(id, in: $0) }
        guard let found else { throw TestProblem("the report is not there") }
        return found
    }

    /// The code in the newest message to an address.
    func code(to address: String) async throws -> String {
        let mail = try await house.store.read("test.code") { [house] reader in
            try house.notices.recent(limit: 20, in: reader).first { $0.address == address }
        }
        let words = (mail?.body ?? "").split { !$0.isNumber }
        guard let code = words.first(where: { $0.count == 6 }) else {
            throw TestProblem("no code came to \(address)")
        }
        return String(code)
    }
}
