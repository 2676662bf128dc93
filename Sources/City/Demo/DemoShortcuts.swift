import Contracts
import Kernel
import People
import Portal
import Store

extension House {
    /// One person for each role of the demo, as far as they exist.
    package var demoShortcuts: [DemoPerson] {
        get async throws {
            let today = Day(world.now, in: zone)
            let citizen = DemoNames.person(DemoRole.citizen)
            return try await store.read("demo.people") { reader in
                var people: [DemoPerson] = []
                let contact = Contact.email(try EmailAddress(citizen.email))
                if let account = try accounts.account(of: contact, in: reader) {
                    people.append(
                        DemoPerson(
                            role: "warga", name: citizen.name, note: DemoRole.citizenNote,
                            account: account))
                }
                for role in DemoRole.officers {
                    guard let position = try directory.position(code: role.post, in: reader),
                        let account = try directory.appointed(
                            position.id, on: today, in: reader),
                        let name = try accounts.names(of: [account], in: reader).accounts[account]
                    else { continue }
                    people.append(
                        DemoPerson(role: role.name, name: name, note: role.note, account: account))
                }
                return people
            }
        }
    }
}

/// Who stands for whom in the shortcuts.
private struct DemoRole {
    let name: String
    let post: String
    let note: LocalizedText

    /// The citizen with a case to correct and a letter to fetch.
    static let citizen = 5
    static let citizenNote = LocalizedText(
        id: "Punya surat untuk diunduh dan permohonan yang perlu diperbaiki.",
        en: "Has a letter to download and an application to correct.")

    static let officers = [
        DemoRole(
            name: "loket", post: "dpmptsp-loket-1",
            note: LocalizedText(
                id: "Memeriksa kelengkapan dan menyerahkan surat.",
                en: "Checks completeness and hands letters over.")),
        DemoRole(
            name: "analis", post: "dpmptsp-analis-1",
            note: LocalizedText(
                id: "Memeriksa isi permohonan dan menyiapkan surat.",
                en: "Checks the content and prepares the letter.")),
        DemoRole(
            name: "kesbangpol", post: "kesbangpol-analis-1",
            note: LocalizedText(
                id: "Memberi rekomendasi dari badan lain.",
                en: "Gives the recommendation of the second agency.")),
        DemoRole(
            name: "bapenda", post: "bapenda-analis-1",
            note: LocalizedText(
                id: "Memeriksa pajak reklame, bersamaan dengan perangkat daerah lain.",
                en: "Checks the advertising tax, side by side with other agencies.")),
        DemoRole(
            name: "kabid", post: "dpmptsp-kabid-perizinan",
            note: LocalizedText(
                id: "Memaraf atau memperbaiki naskah surat.",
                en: "Initials or corrects the letter.")),
        DemoRole(
            name: "sekretaris", post: "dpmptsp-sekretaris",
            note: LocalizedText(id: "Paraf kedua.", en: "The second initials.")),
        DemoRole(
            name: "kepala", post: "dpmptsp-kepala",
            note: LocalizedText(
                id: "Memutuskan dan menandatangani surat.",
                en: "Decides and signs the letter.")),
    ]
}
