import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("Floods of reports")
struct FloodTests {
    private static let text = "Jalan berlubang di depan pasar, dua motor sudah jatuh."

    /// The city with other limits.
    private func limit(_ city: TestCity, _ limits: [String: Int]) async throws {
        let usual = [
            "networkBurst": 40, "networkPerHour": 60, "placeBurst": 40, "contactBurst": 5,
            "contactPerHour": 2, "workBelow": 50, "workLeast": 11, "workMost": 14,
        ]
        try await city.republish(
            "city.yaml",
            limits.map { name, limit in
                (text: "\(name): \(usual[name] ?? 0)\n", other: "\(name): \(limit)\n")
            })
    }

    /// A guest with a report that is written but not sent.
    private func guest(
        _ city: TestCity, _ peer: String, at longitude: String = "106.8003"
    ) async throws -> TestBrowser {
        let browser = try TestBrowser(city, peer: peer)
        await browser.open("/lapor")
        try await browser.send([
            ("tampil", "foto,uraian,kategori,tempat,tanggal,anonim,rahasia"),
            ("f.uraian", Self.text), ("f.kategori", "jalan"), ("f.tempat.kelurahan", "Sempur"),
            ("f.tempat.tempat", "depan pasar"), ("f.tempat.koordinat", "-6.5912, \(longitude)"),
            ("aksi", "lanjut"),
        ])
        guard await browser.path == "/lapor/periksa" else {
            throw TestProblem("\(await browser.status) \(await browser.text)")
        }
        return browser
    }

    private func ask(
        _ browser: TestBrowser, _ contact: String,
        _ work: (challenge: String, answer: String)? = nil
    ) async throws {
        var fields = [(name: "kontak", value: contact)]
        if let work {
            fields.append((name: "tantangan", value: work.challenge))
            fields.append((name: "bukti", value: work.answer))
        }
        try await browser.press("/lapor/kontak", fields)
    }

    private func send(
        _ city: TestCity, _ peer: String, _ name: String, at longitude: String = "106.8003"
    ) async throws -> String {
        let browser = try await guest(city, peer, at: longitude)
        try await ask(browser, "\(name)@contoh.example")
        let code = try await city.code(to: "\(name)@contoh.example")
        try await browser.send([("kode", code)], to: "/lapor/kode")
        return await browser.path
    }

    private func challenge(_ browser: TestBrowser) async throws -> String {
        let page = await browser.text
        let parts = page.split(separator: "name=\"tantangan\" value=\"")
        guard parts.count == 2 else { throw TestProblem("no work on the page") }
        return String(parts[1].prefix { $0 != "\"" })
    }

    /// Does the work as a browser would.
    private func solve(_ challenge: String) throws -> (challenge: String, answer: String) {
        let parts = challenge.split(separator: ".")
        guard parts.count == 4, let bits = Int(parts[0]), bits <= 8 else {
            throw TestProblem(challenge)
        }
        let numbers = (0..<WorkChallenge.parts).map { part -> String in
            var number = 0
            while true {
                let bytes = Array("\(parts[3]).\(part).\(number)".utf8)
                if WorkChallenge.zeros(bytes) >= bits { return "\(number)" }
                number += 1
            }
        }
        return (challenge, numbers.joined(separator: "."))
    }

    @Test(
        "a flood from one network stops there, and its neighbours go on",
        arguments: TestEngine.available)
    func networks(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await limit(city, ["networkBurst": 2, "workBelow": 0])
            for n in 1...2 {
                let path = try await send(city, "203.0.113.\(n)", "banjir\(n)")
                #expect(path.hasPrefix("/lapor/terkirim/"), "\(path)")
            }
            let held = try await guest(city, "203.0.113.200")
            #expect(await held.text.contains("Terlalu banyak laporan dari jaringan Anda"))
            try await ask(held, "tertahan@contoh.example")
            #expect(await held.status == 429)
            // Nothing that was typed is lost.
            #expect(await held.text.contains("tertahan@contoh.example"))
            #expect(await held.text.contains(Self.text))
            let other = try await send(city, "203.0.114.9", "tetangga")
            #expect(other.hasPrefix("/lapor/terkirim/"), "\(other)")
            // Whoever is signed in is not counted.
            let citizen = try await city.pictured()
            #expect(citizen.state == .waiting)
            city.clock.advance(milliseconds: 61_000)
            try await ask(held, "tertahan@contoh.example")
            #expect(await held.path == "/lapor/kode")
            let code = try await city.code(to: "tertahan@contoh.example")
            try await held.send([("kode", code)], to: "/lapor/kode")
            #expect(await held.path.hasPrefix("/lapor/terkirim/"))
        }
    }

    @Test("the last of a network's reports keeps its draft when another was quicker")
    func race() async throws {
        try await TestCity.run { city in
            try await limit(city, ["networkBurst": 1, "workBelow": 0])
            let slow = try await guest(city, "203.0.113.5")
            try await ask(slow, "lambat@contoh.example")
            let code = try await city.code(to: "lambat@contoh.example")
            let quick = try await send(city, "203.0.113.6", "cepat")
            #expect(quick.hasPrefix("/lapor/terkirim/"))
            try await slow.send([("kode", code)], to: "/lapor/kode")
            #expect(await slow.path == "/lapor/periksa")
            #expect(await slow.text.contains("Terlalu banyak laporan dari jaringan Anda"))
            try await slow.send(to: "/lapor/kirim")
            #expect(await slow.status == 429)
            city.clock.advance(milliseconds: 61_000)
            await slow.open("/lapor/periksa")
            try await slow.send(to: "/lapor/kirim")
            #expect(await slow.path.hasPrefix("/lapor/terkirim/"))
        }
    }

    @Test(
        "while it runs out a browser works: for its own draft, in time, once",
        arguments: TestEngine.available)
    func work(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await limit(
                city,
                [
                    "networkBurst": 4, "networkPerHour": 1, "workBelow": 100, "workLeast": 4,
                    "workMost": 4,
                ])
            let first = try await guest(city, "203.0.113.1")
            #expect(await !first.text.contains("data-work"))
            _ = try await send(city, "203.0.113.2", "pertama")
            let browser = try await guest(city, "203.0.113.3")
            let other = try await guest(city, "203.0.113.4")
            let contact = "kerja@contoh.example"
            // Wrong numbers, and right ones of another draft.
            let mine = try await challenge(browser)
            try await ask(browser, contact, (mine, "1.1.1.1.1.1.1.x"))
            #expect(await browser.status == 422)
            #expect(await browser.text.contains(contact))
            try await ask(browser, contact, solve(try await challenge(other)))
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("tidak cocok dengan laporan ini"))
            // A challenge that is easier than the house gave is not the house's.
            let forged = "1." + mine.split(separator: ".").dropFirst().joined(separator: ".")
            try await ask(browser, contact, solve(forged))
            #expect(await browser.status == 422)
            let done = try solve(mine)
            try await ask(browser, contact, done)
            #expect(await browser.path == "/lapor/kode")
            await browser.open("/lapor/periksa")
            try await ask(browser, contact, done)
            #expect(await browser.status == 409)
            #expect(await browser.text.contains("sudah dipakai"))
            let old = try solve(try await challenge(browser))
            city.clock.advance(milliseconds: WorkChallenge.seconds * 1_000 + 1)
            try await ask(browser, contact, old)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("terlalu lama"))
            #expect(await browser.text.contains(contact))
        }
    }

    @Test("without a script codes still go out, a few to each contact")
    func plain() async throws {
        try await TestCity.run { city in
            try await limit(
                city, ["networkBurst": 4, "workBelow": 100, "contactBurst": 1])
            _ = try await send(city, "203.0.113.1", "pertama")
            let browser = try await guest(city, "203.0.113.2")
            #expect(await browser.text.contains("Tanpa JavaScript kode tetap kami kirim"))
            try await ask(browser, "polos@contoh.example")
            #expect(await browser.path == "/lapor/kode")
            let again = try await guest(city, "203.0.113.3")
            try await ask(again, "polos@contoh.example")
            #expect(await again.status == 429)
            #expect(await again.text.contains("nyalakan JavaScript"))
            try await ask(again, "lain@contoh.example")
            #expect(await again.path == "/lapor/kode")
        }
    }

    @Test("a place where many report asks for work, and stops nobody")
    func place() async throws {
        try await TestCity.run { city in
            try await limit(city, ["placeBurst": 1, "workLeast": 4, "workMost": 4])
            _ = try await send(city, "203.0.113.1", "pertama")
            let here = try await guest(city, "198.51.100.7")
            #expect(await here.text.contains("data-work"))
            try await ask(here, "sini@contoh.example", solve(try await challenge(here)))
            #expect(await here.path == "/lapor/kode")
            let there = try await guest(city, "198.51.100.7", at: "106.8203")
            #expect(await !there.text.contains("data-work"))
        }
    }

    @Test("a phone that sends too many reports waits; what it sent is kept")
    func texts() async throws {
        try await TestCity.run { city in
            try await limit(city, ["contactBurst": 1])
            let command = city.house.complaintTools.textCommand
            func say(_ text: String, _ id: String, _ phone: String) async throws -> String {
                try await command.answer(
                    TextQuestion(
                        id: id, rest: text, from: try PhoneNumber(phone), language: .id,
                        at: city.clock.now))
            }
            let report = "jalan berlubang Sempur dekat jembatan"
            #expect(try await say(report, "m1", "081298765432").contains("diterima"))
            let held = try await say(report + " kedua", "m2", "081298765432")
            #expect(held.contains("Terlalu banyak laporan dari nomor ini"), "\(held)")
            #expect(try await say(report, "m3", "081298765433").contains("diterima"))
            city.wait(hours: 1)
            let taken = try await say("tolong", "m4", "081298765432")
            #expect(taken.contains("diterima: Jalan rusak, Sempur"), "\(taken)")
        }
    }

    @Test("a program that floods one place is stopped there alone", arguments: TestEngine.available)
    func programs(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            try await limit(scene.city, ["placeBurst": 2])
            for _ in 0..<2 { _ = try await scene.sent() }
            let before = try await scene.count("cases")
            let held = await scene.post(Open311Scene.report())
            #expect(held.status == 429, "\(held.text)")
            #expect(try await scene.count("cases") == before)
            _ = try await scene.sent(["lat": "-6.6010", "long": "106.7990"])
        }
    }

    @Test(
        "24 bits of IPv4, 56 of IPv6",
        arguments: [
            ("203.0.113.9", "203.0.113.0/24"), ("::ffff:203.0.113.9", "203.0.113.0/24"),
            ("2001:db8:0:1ff::7", "2001:db8:0:100::/56"),
            ("2001:db8::1", "2001:db8:0:0::/56"), ("fe80::1%eth0", "fe80:0:0:0::/56"),
        ])
    func network(_ address: String, _ network: String) {
        #expect(ReportNetwork(Visitor(address: address, agent: "")).text == network)
    }
}
