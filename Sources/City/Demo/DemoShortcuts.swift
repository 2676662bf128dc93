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
            let citizen = DemoNames.person(DemoPeople.shown)
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

    static let citizenNote = LocalizedText(
        id: "Punya surat untuk diunduh, permohonan yang perlu diperbaiki, dan tagihan.",
        en: "Has a letter to download, an application to correct, and a bill.")

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
        DemoRole(
            name: "lapangan", post: "dpupr-lapangan-1",
            note: LocalizedText(
                id: "Meninjau lokasi bangunan dengan ponsel dan mengirim foto.",
                en: "Visits building sites with a phone and sends photos.")),
        DemoRole(
            name: "koordinator", post: "diskominfo-koordinator",
            note: LocalizedText(
                id: "Memeriksa laporan warga dan mengatur yang dilihat umum.",
                en: "Looks at citizen reports and at what is public of them.")),
        DemoRole(
            name: "penghubung", post: "dpupr-penghubung",
            note: LocalizedText(
                id: "Mengerjakan laporan warga di lapangan dan menjawabnya.",
                en: "Works on citizen reports in the field and answers them.")),
        DemoRole(
            name: "bendahara", post: "bapenda-bendahara",
            note: LocalizedText(
                id: "Mencatat retribusi yang sudah dibayar.",
                en: "Records charges that were paid.")),
        DemoRole(
            name: "siak", post: "disdukcapil-operator-1",
            note: LocalizedText(
                id: "Mencatat dokumen yang terbit dari SIAK.",
                en: "Records documents issued by SIAK, the national register.")),
        DemoRole(
            name: "sekda", post: "setda-sekda",
            note: LocalizedText(
                id: "Memutuskan keberatan warga.",
                en: "Decides objections of citizens.")),
        DemoRole(
            name: "walikota", post: "wali-kota",
            note: LocalizedText(
                id: "Melihat angka seluruh kota; tiap angka membuka berkasnya.",
                en: "Sees the figures of the whole city; each opens to its cases.")),
        DemoRole(
            name: "auditor", post: "inspektorat-auditor-1",
            note: LocalizedText(
                id: "Menilai akses darurat dan memutuskan wewenang.",
                en: "Judges emergency access and decides permissions.")),
        DemoRole(
            name: "admin", post: "diskominfo-admin",
            note: LocalizedText(
                id: "Meminta wewenang untuk jabatan.",
                en: "Asks for permissions of positions.")),
        DemoRole(
            name: "ppdp", post: "diskominfo-ppdp",
            note: LocalizedText(
                id: "Menjalankan penghapusan data dan mencatat insiden.",
                en: "Carries out erasures and keeps the register of breaches.")),
    ]
}
