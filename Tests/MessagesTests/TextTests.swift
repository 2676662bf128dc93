import Cases
import City
import Contracts
import Kernel
import Notices
import Store
import TestKit
import Testing
import Web

@testable import Messages

@Suite("Text messages to the city")
struct TextTests {
    private static let settings = IncomingSettings(
        secret: "rahasia-gerbang-0123", kind: .json, from: "from", text: "message.text", id: "id")

    private func message(
        _ text: String, id: String = "m-1", from: String = "081298765432"
    ) throws -> IncomingText {
        let json: JSONValue = [
            "id": .string(id), "from": .string(from), "message": ["text": .string(text)],
        ]
        return try #require(IncomingText(json.canonical, Self.settings))
    }

    @Test(
        "STATUS says what the public page says, however it is typed",
        arguments: TestEngine.available)
    func status(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = MessageScene(city)
            let tools = scene.tools()
            let number = try await city.standing(try await city.submitted(0)).record.number
            let typed = [
                "STATUS \(number.text)", "status \(number.symbols.lowercased())",
                "  Status   \(number.text.replacing("-", with: " "))  ",
                "STATUS-\(number.text)", "cek: \(number.text)", "STATUS nomor \(number.text) ya",
            ]
            for (index, text) in typed.enumerated() {
                try await tools.take(
                    try message(text, id: "m\(index)", from: "08129876543\(index)"))
            }
            let answers = try await scene.texts()
            #expect(answers.count == typed.count)
            for answer in answers {
                #expect(answer.body.hasPrefix("\(number.text) ("), "\(answer.body)")
                #expect(!answer.body.contains(DemoNames.person(0).name))
            }
        }
    }

    @Test("what is not understood gets help; unknown numbers are said; twins are answered once")
    func others() async throws {
        try await TestCity.run { city in
            let scene = MessageScene(city)
            let tools = scene.tools(
                nil,
                [
                    TextCommand(["LAPOR"], help: LocalizedText(id: "LAPOR isi", en: "LAPOR text")) {
                        "Diterima: \($0.rest)"
                    }
                ])
            try await tools.take(try message("halo", id: "a"))
            try await tools.take(try message("halo", id: "a"))
            try await tools.take(try message("HELP", id: "b"))
            try await tools.take(try message("STATUS K7M-P4X-HT2X", id: "c"))
            try await tools.take(try message("lapor: jalan rusak", id: "d"))
            try await tools.take(try message("LAPORAN", id: "e"))
            try await tools.take(try message("halo", id: "f", from: "INFO-BANK"))
            let answers = try await scene.texts().map(\.body)
            #expect(answers.count == 5)
            #expect(answers[0].hasPrefix("Kirim: STATUS nomor-berkas"))
            #expect(answers[0].contains("LAPOR isi"))
            #expect(answers[1].hasPrefix("Send: STATUS"))
            #expect(answers[2].contains("tidak terbaca"))
            #expect(answers[3] == "Diterima: jalan rusak")
            #expect(answers[4].hasPrefix("Kirim:"))
        }
    }

    @Test("while a message is being answered the gateway is told to come again")
    func underWay() async throws {
        try await TestCity.run { city in
            let scene = MessageScene(city)
            let tools = scene.tools()
            let text = try message("halo", id: "p")
            // A node took it and fell before it answered.
            try await city.house.store.write("test.taken") { tx in
                _ = try IncomingRows(vault: tools.vault).take(
                    text, from: PhoneNumber("081298765432"), at: city.clock.now, most: 10, in: tx)
            }
            await #expect(throws: Refusal(.unavailable, "messages.text.under_way")) {
                try await tools.take(text)
            }
            city.clock.advance(milliseconds: 61_000)
            try await tools.take(text)
            try await tools.take(text)
            #expect(try await scene.texts().count == 1)
        }
    }

    @Test("a number gets so many answers a day and no more")
    func limit() async throws {
        try await TestCity.run { city in
            let scene = MessageScene(city)
            let tools = scene.tools()
            for index in 0..<15 { try await tools.take(try message("halo", id: "m\(index)")) }
            #expect(try await scene.texts().count == 10)
            try await tools.take(try message("halo", id: "x", from: "081111111111"))
            #expect(try await scene.texts().count == 11)
            city.wait(hours: 25)
            try await tools.take(try message("halo", id: "y"))
            #expect(try await scene.texts().count == 12)
            city.wait(days: 8)
            try await tools.sweepIncoming()
            #expect(try await scene.count("messages_incoming") == 0)
        }
    }

    @Test("the door: a secret, a whole message, JSON or a form")
    func door() async throws {
        let good = Self.settings
        #expect(good.admits("Bearer rahasia-gerbang-0123", nil))
        #expect(good.admits(nil, "rahasia-gerbang-0123"))
        #expect(
            !good.admits("Bearer rahasia", nil) && !good.admits(nil, nil) && !good.admits("", ""))
        let form = IncomingSettings(
            secret: "rahasia-gerbang-0123", kind: .form, from: "dari", text: "isi", id: "kode")
        let read = IncomingText(Array("dari=%2B62812&isi=STATUS%20X&kode=7".utf8), form)
        #expect(read?.from == "+62812" && read?.text == "STATUS X" && read?.id == "7")
        for wrong in [
            "", "dari=1&isi=2", "kode=1&dari=2&isi=" + String(repeating: "a", count: 3_000),
        ] {
            #expect(IncomingText(Array(wrong.utf8), form) == nil)
        }
        try await TestCity.run { city in
            // A city without a gateway has no such door.
            let shell = try city.house.shell(rates: [:])
            let reply = await shell.respond(
                to: TestRequest(
                    "POST", "/kanal/sms", headers: [("Content-Type", "application/json")],
                    body: [Array("{}".utf8)]))
            #expect(reply.status == 404)
        }
    }
}
