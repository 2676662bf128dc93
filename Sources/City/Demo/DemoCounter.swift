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
        for (person, service) in zip(people, [research, known[board] == nil ? research : board]) {
            let id = try await house.walkins.enter(person, by: officer).account
            try await room.begin(service, for: id, by: officer)
        }
        try await room.issueSheets(5, of: research, by: officer)
        // Without a cover: it lies in the tray once the house has read it.
        try await room.scan([DemoFiles.pdf("Surat pengantar tanpa sampul")], by: officer)
    }
}
