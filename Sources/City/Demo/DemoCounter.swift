import Cases
import Contracts
import Counter
import Kernel
import People
import Store

/// People at the counter of the demo: somebody being served, one more who was served before, and
/// sheets of paper for the time when the line is down.
struct DemoCounter: Sendable {
    let house: House

    func make() async throws {
        let today = Day(house.world.now, in: house.zone)
        guard let officer = try await house.officer(post: "dpmptsp-loket-1", on: today),
            let research = ServiceCode("penelitian"), let board = ServiceCode("reklame")
        else { return }
        let known = try await house.shelf.published().services
        let room = house.counterRoom
        let people = [
            WalkinRecord(
                name: "Ujang Contoh Suparman", nik: nil,
                contact: try Contact(typed: "0812 0000 9001"), language: .id),
            WalkinRecord(name: "Enok Contoh Rohaeti", nik: nil, contact: nil, language: .id),
        ]
        var entered: [AccountID] = []
        for (person, service) in zip(people, [research, known[board] == nil ? research : board]) {
            let id = try await house.walkins.enter(person, by: officer).account
            try await room.begin(service, for: id, by: officer)
            entered.append(id)
        }
        if let id = entered.last { try await sent(id, by: officer, room) }
        try await room.issueSheets(5, of: research, by: officer)
        // Without a cover: it lies in the tray once the house has read it.
        try await room.scan([DemoFiles.pdf("Surat pengantar tanpa sampul")], by: officer)
    }

    /// One application that was sent at the counter this morning, and went back for a document.
    private func sent(_ person: AccountID, by officer: Officer, _ room: Counter) async throws {
        let draft = try await DemoApplication(house: house).draft(
            901, DemoNames.person(61), person, groups: nil)
        try await room.sendBrought(draft, of: person, by: officer)
        guard let standing = try await house.cases.standing(of: draft) else { return }
        try await house.cases.returnForCorrection(
            OfficerAct(caseID: draft, revision: standing.record.revision, officer: officer),
            Correction(
                items: [.init(field: "proposal", note: "Halaman 2 tidak terbaca.")],
                letter: "Bawalah proposalnya ke loket mana saja."))
    }
}
