import City
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("The officers' inbox")
struct InboxTests {
    @Test("a wrong password and an unknown NIP get the same answer")
    func signIn() async throws {
        try await TestCity.run { city in
            var visit = OfficerVisit(shell: try city.house.shell(rates: [:]))
            let nip = try await city.officer("dpmptsp-loket-1").nip.text
            let wrong = try await visit.send(
                "/petugas/masuk", [("nip", nip), ("sandi", "salah-sekali")],
                from: "/petugas/masuk")
            let unknown = try await visit.send(
                "/petugas/masuk", [("nip", "12345"), ("sandi", "salah-sekali")],
                from: "/petugas/masuk")
            let message = "Nama pengguna atau kata sandi tidak cocok"
            #expect(wrong.status == 422 && unknown.status == 422)
            #expect(wrong.text.contains(message) && unknown.text.contains(message))
            #expect(!wrong.text.contains("salah-sekali"))
        }
    }

    @Test("shows tasks of the officer's own role, and nothing personal")
    func list() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let list = await clerk.get("/meja").text
            #expect(list.contains(number.text) && list.contains("Pemeriksaan kelengkapan"))
            let person = DemoNames.person(0)
            #expect(!list.contains(person.name) && !list.contains(person.nik))
            #expect(!list.contains("⟦"))

            var analyst = try await OfficerVisit.signIn(city, "kesbangpol-analis-1")
            let other = await analyst.get("/meja").text
            #expect(!other.contains(number.text) && other.contains("Tidak ada yang menunggu"))
        }
    }

    @Test("finds a case by name, NIK, phone and e-mail; a number opens it")
    func search() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            _ = try await city.newCase(1, of: 1)
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let person = DemoNames.person(0)
            let phone = "0" + person.phone.drop { $0 == "+" || $0 == "6" || $0 == "2" }
            for typed in [person.name, person.nik, phone, person.email] {
                let query = typed.split(separator: " ").joined(separator: "+")
                let found = await clerk.get("/meja?q=\(query)").text
                #expect(found.contains("/meja/berkas/\(number.text)"), "\(typed)")
            }
            let opened = await clerk.get("/meja?q=\(number.symbols)")
            #expect(opened.status == 303)
            #expect(opened.header("location") == "/meja/berkas/\(number.text)")
        }
    }

    @Test("a case of other offices is not found, whatever the address")
    func foreign() async throws {
        try await TestCity.run { city in
            let (_, number) = try await city.newCase()
            var other = try await OfficerVisit.signIn(city, "kesbangpol-analis-1")
            #expect(await other.get("/meja/berkas/\(number.text)").status == 404)
            #expect(await other.get("/meja/berkas/\(number.text)/konsep.pdf").status == 404)
        }
    }
}
