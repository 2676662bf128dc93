import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Messages of applicants on the officers' pages")
struct MessagesTests {
    private let list = "/meja?daftar=pesan"
    private let notice = "Pesan pemohon menunggu jawaban"

    @Test("a message is counted, listed and shown until somebody answers")
    func answered() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let page = "/meja/berkas/\(number.text)"
            #expect(!(await clerk.get(page).text.contains(notice)))
            #expect(await clerk.get(list).text.contains("Tidak ada pesan yang menunggu"))
            try await city.house.cases.writeMessage(
                on: id, by: city.citizens[0], text: "Kapan selesai?")
            let shown = await clerk.get(list).text
            #expect(shown.contains("Pesan <span class=\"badge\">1</span>"))
            #expect(shown.contains(page) && !shown.contains(DemoNames.person(0).name))
            #expect(!shown.contains("Kapan selesai?"))
            let file = await clerk.get(page).text
            #expect(file.contains(notice) && file.contains("\(page)/pesan-selesai"))
            let seen = OfficerVisit.between("name=\"dibaca\" value=\"", "\"", file) ?? ""
            let sent = try await clerk.act(
                number, "pesan", [("pesan", "Lusa."), ("dibaca", seen)])
            #expect(sent.status == 303)
            #expect(!(await clerk.get(page).text.contains(notice)))
            #expect(!(await clerk.get(list).text.contains(page)))
        }
    }

    @Test("a press says that no answer is needed; what came meanwhile is shown instead")
    func settled() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let page = "/meja/berkas/\(number.text)"
            try await city.house.cases.writeMessage(
                on: id, by: city.citizens[0], text: "Terima kasih.")
            let file = await clerk.get(page).text
            let seen = try #require(OfficerVisit.between("name=\"dibaca\" value=\"", "\"", file))
            city.wait(hours: 1)
            try await city.house.cases.writeMessage(
                on: id, by: city.citizens[0], text: "Satu lagi: di mana diambil?")
            let late = try await clerk.act(number, "pesan-selesai", [("dibaca", seen)])
            #expect(late.status == 409 && late.text.contains("di mana diambil?"))
            #expect(late.text.contains(notice))
            let now = try #require(
                OfficerVisit.between("name=\"dibaca\" value=\"", "\"", late.text))
            let done = try await clerk.act(number, "pesan-selesai", [("dibaca", now)])
            #expect(done.status == 303)
            let after = await clerk.get(page).text
            #expect(!after.contains(notice) && after.contains("Pesan tidak perlu dijawab"))
        }
    }

    @Test("who only reads the case sees that a message waits, and has no button")
    func reader() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            try await city.house.cases.writeMessage(on: id, by: city.citizens[0], text: "Halo?")
            var analyst = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            let page = "/meja/berkas/\(number.text)"
            let file = await analyst.get(page).text
            #expect(file.contains(notice) && !file.contains("pesan-selesai"))
            let press = try await analyst.act(number, "pesan-selesai", [("dibaca", "1")])
            #expect(press.status == 403)
        }
    }
}
