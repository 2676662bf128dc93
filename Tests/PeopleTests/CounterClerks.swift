import Contracts
import Kernel
import Store
import Testing

@testable import People

extension House {
    /// Born on 12 March 1988 (a man) and on 5 May 1990 (a woman), as the numbers say.
    static let clerks = ["198803122010011002", "199005052015032002"]

    /// Two officers of one counter who may prove who citizens are.
    func clerks() async throws -> [Officer] {
        let unit = try #require(UnitCode("loket"))
        let role = try #require(RoleCode("petugas"))
        let posts = ["loket-1", "loket-2"]
        let records = OrganisationRecords(
            units: [UnitRecord(code: unit, name: LocalizedText(id: "Loket", en: "Counter"))],
            positions: posts.map {
                PositionRecord(
                    code: $0, unit: unit, role: role, title: LocalizedText(id: $0, en: $0))
            },
            officers: try zip(Self.clerks, posts).map { nip, post in
                OfficerRecord(nip: try NIP(nip), name: "Petugas \(post)", positions: [post])
            },
            permissions: [role: [.prove]])
        let loader = OrganisationImport(vault: vault, ledger: ledger, world: world, zone: .wib)
        try await store.write("import") { try loader.run(records, in: $0) }
        directory.forget()
        var officers: [Officer] = []
        for nip in Self.clerks {
            let account = try await store.read("nip") { reader in
                try accounts.account(of: try NIP(nip), in: reader)
            }
            let officer = try await directory.officer(
                try #require(account), on: Day(world.now, in: .wib))
            officers.append(try #require(officer))
        }
        return officers
    }
}
