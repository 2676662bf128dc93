import Cases
import City
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@Suite("The case page")
struct CasePageTests {
    @Test("every step of the errand is done by its own form")
    func errand() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            #expect(try await clerk.act(number, "lengkap").status == 303)
            var analyst = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            let opinion = [("hasil", "mendukung"), ("pendapat", "Sesuai proposal.")]
            #expect(try await analyst.act(number, "pendapat", opinion).status == 303)
            var agency = try await OfficerVisit.signIn(city, "kesbangpol-analis-1")
            #expect(try await agency.act(number, "pendapat", opinion).status == 303)
            let draft = await analyst.get("/meja/berkas/\(number.text)").text
            #expect(draft.contains("SURAT KETERANGAN PENELITIAN"))
            let text = try await city.draftLetter(
                for: try await city.act(id, "dpmptsp-analis-1"), .grant)
            let letter = [("naskah", text), ("jenis", "grant")]
            #expect(
                try await analyst.act(number, "naskah", letter + [("aksi", "simpan")]).status == 303
            )
            let pdf = await analyst.get("/meja/berkas/\(number.text)/konsep.pdf")
            #expect(pdf.status == 200 && pdf.header("content-type") == "application/pdf")
            #expect(
                try await analyst.act(number, "naskah", letter + [("aksi", "selesai")]).status
                    == 303)
            var division = try await OfficerVisit.signIn(city, "dpmptsp-kabid-perizinan")
            let changed = [("naskah", text + "\nTambahan kepala bidang.\n"), ("jenis", "grant")]
            #expect(try await division.act(number, "paraf", changed).status == 303)
            var secretary = try await OfficerVisit.signIn(city, "dpmptsp-sekretaris")
            let seen = await secretary.get("/meja/berkas/\(number.text)").text
            #expect(seen.contains("<ins>") && seen.contains("Tambahan"))
            #expect(try await secretary.act(number, "paraf", changed).status == 303)
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            #expect(try await head.act(number, "tanda-tangan").status == 422)
            #expect(
                try await head.act(number, "tanda-tangan", [("sudah_baca", "ya")]).status == 303)
            let issued = await head.get("/meja/berkas/\(number.text)/surat.pdf")
            #expect(issued.status == 200)
            #expect(try await clerk.act(number, "penyerahan").status == 303)
            #expect(try await city.standing(id).record.outcome == .granted)
            let end = await clerk.get("/meja/berkas/\(number.text)").text
            #expect(end.contains("Berkas selesai") && !end.contains("⟦"))
        }
    }

    @Test("who is second is told who was first, and keeps what was typed")
    func conflict() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            try await city.bring(id, to: .verify)
            var first = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            var second = try await OfficerVisit.signIn(city, "dpmptsp-analis-2")
            let revision = "\(try await city.standing(id).record.revision)"
            let good = [("hasil", "mendukung"), ("pendapat", "Baik.")]
            #expect(try await first.act(number, "pendapat", good).status == 303)
            let late = [("hasil", "keberatan"), ("pendapat", "Tulisan saya yang panjang.")]
            let refused = try await second.act(number, "pendapat", late, revision: revision)
            #expect(refused.status == 409)
            #expect(refused.text.contains("Tulisan saya yang panjang."))
            #expect(refused.text.contains("Verifikasi selesai"))
            #expect(refused.text.contains("Analis Perizinan 1"))
        }
    }

    @Test("a correction is looked at, refused without a note, then sent")
    func correction() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let chosen = [("isian", "judul"), ("surat", "Mohon diperiksa kembali.")]
            let empty = try await clerk.act(number, "perbaikan", chosen)
            #expect(empty.status == 422)
            #expect(empty.text.contains("Mohon diperiksa kembali."))
            #expect(empty.text.contains("Tulis apa yang salah"))
            let full = chosen + [("n.judul", "Judul tidak sama dengan proposal.")]
            let preview = try await clerk.act(
                number, "perbaikan", full + [("aksi", "pratinjau")])
            #expect(preview.status == 200)
            #expect(preview.text.contains("Yang akan dibaca pemohon"))
            #expect(try await city.standing(id).record.state == .open)
            #expect(try await clerk.act(number, "perbaikan", full).status == 303)
            #expect(try await city.standing(id).record.state == .waiting)
            let page = await clerk.get("/meja/berkas/\(number.text)").text
            #expect(page.contains("Judul tidak sama dengan proposal."))
            #expect(page.contains("Bukan giliran Anda"))
        }
    }

    @Test("contact data are masked until asked for, and asking is written down")
    func reveal() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let nik = DemoNames.person(0).nik
            #expect(await !clerk.get("/meja/berkas/\(number.text)").text.contains(nik))
            #expect(try await clerk.act(number, "tampilkan").status == 303)
            #expect(await clerk.get("/meja/berkas/\(number.text)").text.contains(nik))
            let noted = try await city.house.store.read("test.reads") { reader in
                try reader.row("SELECT COUNT(*) FROM access_log WHERE part = 'contact'")?.int(0)
            }
            #expect(noted == 1)
            city.wait(hours: 1)
            var again = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            #expect(await !again.get("/meja/berkas/\(number.text)").text.contains(nik))
        }
    }

    @Test("the text of a letter is open to whoever works on it, to others when they ask")
    func letterMasked() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            try await city.bring(id, to: .decide)
            let nik = DemoNames.person(0).nik
            let page = "/meja/berkas/\(number.text)"
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            #expect(await head.get(page).text.contains(nik))
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let masked = await clerk.get(page).text
            #expect(!masked.contains(nik))
            #expect(masked.contains("Isi surat memuat data pribadi"))
            #expect(try await clerk.act(number, "tampilkan").status == 303)
            #expect(await clerk.get(page).text.contains(nik))
        }
    }

    @Test("a file is opened only through the case that it belongs to")
    func files() async throws {
        try await TestCity.run { city in
            let (_, mine) = try await city.newCase()
            let (_, other) = try await city.newCase(1, of: 1)
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let page = await clerk.get("/meja/berkas/\(mine.text)").text
            let blob = try #require(OfficerVisit.between("/lampiran/", "\"", page))
            let file = await clerk.get("/meja/berkas/\(mine.text)/lampiran/\(blob)")
            #expect(file.status == 200 && file.bytes.starts(with: Array("%PDF".utf8)))
            #expect(await clerk.get("/meja/berkas/\(other.text)/lampiran/\(blob)").status == 404)
            #expect(await clerk.get("/meja/berkas/\(mine.text)/lampiran/sembarang").status == 404)
        }
    }

    @Test("messages reach the applicant, notes stay in the office")
    func talk() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            #expect(
                try await clerk.act(number, "pesan", [("pesan", "Halo <b>Ibu</b>")]).status == 303)
            #expect(
                try await clerk.act(number, "catatan", [("catatan", "Telepon besok")]).status == 303
            )
            let page = await clerk.get("/meja/berkas/\(number.text)").text
            #expect(page.contains("Halo &lt;b&gt;Ibu&lt;/b&gt;") && page.contains("Telepon besok"))
            let empty = try await clerk.act(number, "pesan", [("pesan", "  ")])
            #expect(empty.status == 422)
            let seen = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(seen.messages.filter { !$0.isInternal }.count == 1)
        }
    }
}
