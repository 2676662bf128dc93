import Contracts
import Kernel
import People
import Portal

/// The people whose place one press takes in the demo, in the order of an errand.
enum DemoShortcuts {
    /// Post, name of the role, title in both languages.
    private static let posts = [
        ("dpmptsp-loket-1", "loket"), ("dpmptsp-analis-1", "analis"),
        ("kesbangpol-analis-1", "kesbangpol"), ("dpmptsp-kabid-perizinan", "kabid"),
        ("dpmptsp-sekretaris", "sekretaris"), ("dpmptsp-kepala", "kepala"),
    ]

    static func people(of house: House) async throws -> [DemoPerson] {
        guard house.settings.mode == .demo, let catalogue = try await house.shelf.current() else {
            return []
        }
        return try await house.store.read("demo.people") { reader in
            var people: [DemoPerson] = []
            let citizen = DemoNames.person(0)
            let contact = Contact.email(try EmailAddress(citizen.email))
            if let account = try house.accounts.account(of: contact, in: reader) {
                people.append(
                    DemoPerson(
                        role: "warga", name: citizen.name,
                        note: LocalizedText(
                            id: "Warga dengan beberapa permohonan",
                            en: "Citizen with a few applications"), account: account))
            }
            for (post, role) in posts {
                guard
                    let index = catalogue.positions.firstIndex(where: { $0.code.text == post }),
                    let account = try house.accounts.account(
                        of: try DemoNames.nip(index), in: reader)
                else { continue }
                people.append(
                    DemoPerson(
                        role: role, name: DemoNames.officer(index),
                        note: catalogue.positions[index].title, account: account))
            }
            return people
        }
    }
}
