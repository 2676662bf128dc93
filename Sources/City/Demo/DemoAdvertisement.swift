import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// Applications for an advertisement, for which several agencies work side by side: two always, one
/// for what stands a year, one in a park.
package struct DemoAdvertisement: Sendable {
    let house: House
    let isFixed: Bool
    let isInPark: Bool

    package init(house: House, isFixed: Bool, isInPark: Bool) {
        self.house = house
        self.isFixed = isFixed
        self.isInPark = isInPark
    }

    package func submit(
        _ n: Int, _ person: DemoNames.Person, _ account: AccountID
    ) async throws -> CaseID {
        guard let code = ServiceCode("reklame") else { throw OperatingProblem("No service.") }
        let draft = try await DemoApplication(house: house).draft(
            of: code, n, answers(n, person), account)
        _ = try await house.cases.submit(draft, by: account, language: .id, declared: true)
        return draft
    }

    private func answers(_ n: Int, _ person: DemoNames.Person) -> Answers {
        let today = Day(house.world.now, in: house.zone)
        let shops = ["Toko Contoh", "Warung Contoh", "Klinik Contoh", "Bengkel Contoh"]
        var values: [String: AnswerValue] = [
            "bentuk_pemohon": .text("perorangan"), "nama_lengkap": .text(person.name),
            "nik": .text(person.nik), "npwpd": .text("P.1.000000\(1 + n % 9).03.05"),
            "alamat": .text("Jalan Contoh Nomor \(n + 1), Kota Bogor"),
            "telepon": .text(person.phone),
            "jenis": .text(isFixed ? "tetap" : "insidentil"), "bentuk": .text("papan"),
            "naskah": .text(shops[n % shops.count]), "panjang_cm": .integer(400),
            "lebar_cm": .integer(200), "sisi": .integer(2),
            "kelurahan": .text("32.71.03.1001"), "titik": .text("Halaman depan, sisi jalan"),
            "di_taman": .yesNo(isInPark), "lahan": .text("sendiri"),
            "mulai": .day(today.adding(days: 14)), "pernyataan_benar": .yesNo(true),
        ]
        if !isFixed { values["selesai"] = .day(today.adding(days: 28)) }
        return Answers(values)
    }
}

/// Advertisements that were applied for today: some at the counter, some with the agencies.
struct DemoAdvertisements: Sendable {
    let house: House
    let people: DemoPeople

    /// How many of the demo's cases they are.
    static let count = 6

    func make() async throws {
        let day = Day(house.world.now, in: house.zone)
        // Not every city has this service.
        guard let code = ServiceCode("reklame"),
            try await house.shelf.published().services[code] != nil
        else { return }
        for n in 0..<Self.count {
            let citizen = people.citizens[(11 + n * 9) % people.citizens.count]
            let id = try await DemoAdvertisement(
                house: house, isFixed: n % 3 != 2, isInPark: n.isMultiple(of: 2)
            ).submit(n, citizen.person, citizen.account)
            guard n > 1 else { continue }
            try await act(id, "dpmptsp-loket-1", day) { try await house.cases.complete($0) }
            guard n > 3 else { continue }
            try await act(id, "bapenda-analis-1", day) {
                try await house.cases.giveOpinion(
                    $0, favourable: true, text: "Pajak Reklame sudah lunas.")
            }
        }
    }

    private func act(
        _ id: CaseID, _ post: String, _ day: Day, _ body: (OfficerAct) async throws -> Void
    ) async throws {
        guard let officer = try await house.officer(post: post, on: day),
            let standing = try await house.cases.standing(of: id)
        else { return }
        try await body(
            OfficerAct(caseID: id, revision: standing.record.revision, officer: officer))
    }
}
