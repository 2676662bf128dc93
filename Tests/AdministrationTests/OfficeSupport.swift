import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing

@testable import Administration

extension TestCity {
    var office: OfficeDesk { house.office }
    var today: Day { Day(clock.now, in: house.zone) }

    /// A post with nobody in it, or with somebody new.
    func vacancy(
        _ code: String, unit: String = "dpmptsp", role: String = "analis"
    ) async throws -> PositionID {
        try await office.add(
            PositionRecord(
                code: code, unit: try #require(UnitCode(unit)), role: try #require(RoleCode(role)),
                title: LocalizedText(id: "Jabatan \(code)", en: "Post \(code)")),
            by: try await officer("diskominfo-admin").account)
    }

    /// A second officer in a post of a role, put there without asking.
    @discardableResult
    func another(
        _ code: String, unit: String = "diskominfo", role: String, nip: String
    ) async throws -> AccountID {
        _ = try await vacancy(code, unit: unit, role: role)
        try await AccountDesk.create(
            house, nip: nip, name: "Petugas \(code)", rank: nil, email: "\(code)@kota.example",
            positions: [code], password: "empat ekor kuda hijau")
        return try await officer(code).account
    }

    func position(_ code: String) async throws -> Position {
        try #require(
            try await house.store.read("test.position") { reader in
                try house.directory.position(code: code, in: reader)
            })
    }

    func holding(_ post: String) async throws -> Holding {
        let position = try await position(post)
        let today = today
        return try #require(
            try await house.store.read("test.holding") { reader in
                try house.directory.holdings(of: position.id, in: reader)
                    .first { $0.holds(on: today) }
            })
    }

    func appointment(
        _ account: AccountID, _ position: PositionID, leaving: HoldingID? = nil,
        in days: Int = 0
    ) -> Appointment {
        Appointment(
            who: .officer(account, leaving: leaving), position: position,
            begin: today.adding(days: days), decree: "821/7/2026, 20 November 2026")
    }

    func open() async throws -> [OfficeRequest] {
        try await house.store.read("test.requests") { reader in
            try office.requests.open(in: reader)
        }
    }

    /// Asks as the administrator and decides as the auditor.
    func appoint(_ wish: Appointment) async throws {
        try await office.ask(wish, by: try await officer("diskominfo-admin").account)
        let request = try #require(try await open().first)
        try await office.decide(
            request.id, approving: true, answer: "",
            by: try await officer("inspektorat-auditor-1").account)
    }

    func entries(_ prefix: String) async throws -> [String] {
        try await house.store.read("test.entries") { reader in
            try reader.rows("SELECT type FROM ledger ORDER BY at, id").map { $0.text(0) }
                .filter { $0.hasPrefix(prefix) }
        }
    }

    func told(_ account: AccountID) async throws -> Set<String> {
        try await house.store.read("test.told") { reader in
            Set(
                try reader.rows("SELECT template FROM notices WHERE account = \(account)").map {
                    $0.text(0)
                })
        }
    }

    /// The text of the last invitation to an address.
    func invitation(to address: String) async throws -> String {
        try await house.workOnce()
        let all = try #require(house.mail).messages
        let last = all.last {
            $0.to.normalized == address && $0.subject.hasPrefix("Akun Anda")
        }
        return try #require(last).body
    }
}
