import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@testable import OpenAPI

@Suite("Reports by programs: answered, judged, dismissed")
struct ReportActTests {
    private func act(
        _ site: ProgramSite, _ token: String, _ number: String, _ body: JSONValue,
        key: String? = nil
    ) async -> ProgramSite.Answer {
        await site.call(
            "POST", "/api/v1/cases/\(number)/acts", as: token, body, key: key)
    }

    @Test(
        "an answer brings what its step asks for, and its reporter refutes and confirms it",
        arguments: TestEngine.available)
    func journey(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let id = try await city.story("laporan", "{kategori: pju}", "- do: verifikasi")
            let number = try await site.number(id)
            let liaison = try await site.officer("dishub-penghubung")
            let asked = await site.get("/api/v1/cases/\(number)/step", as: liaison)
            let fields = (asked["groups"]?.arrayValue ?? []).flatMap {
                $0["fields"]?.arrayValue ?? []
            }.compactMap { $0["id"]?.stringValue }
            #expect(fields == ["foto_sebelum", "foto_hasil", "bahan", "menit", "tuntas"])
            let answer: JSONValue = [
                "act": "answer", "text": "Lampu dipasang.",
                "answers": ["bahan": "LED", "menit": "45"],
            ]
            let wrong = await act(
                site, liaison, number,
                ["act": "answer", "text": "Ya.", "answers": ["menit": "banyak"]])
            #expect(wrong.status == 409 && wrong.reply.text.contains("answers.menit"))
            for _ in 0..<2 {
                let done = await act(site, liaison, number, answer, key: "satu")
                #expect(done.status == 201, "\(done.reply.text)")
            }
            let file = try await city.house.cases.file(
                try await city.standing(id).record.number, for: city.citizens[0])
            #expect(file.found.text("bahan") == "LED")
            let citizen = try await site.citizen()
            let seen = await site.get("/api/v1/cases/\(number)", as: citizen)
            #expect(seen.text("waitsFor") == "confirmation")
            #expect(seen.text("confirmUntil").hasPrefix("2026-12-07T"))
            let empty = await act(site, citizen, number, ["act": "refute"])
            #expect(empty.status == 409 && empty.code == "case.text.missing")
            let refuted = await act(
                site, citizen, number, ["act": "refute", "text": "Masih gelap."])
            #expect(refuted.status == 201 && refuted.text("step") == "tanggapan")
            #expect(refuted["confirmUntil"] == nil)
            #expect(await act(site, citizen, number, ["act": "confirm"]).status == 409)
            #expect(await act(site, liaison, number, answer).status == 201)
            #expect(await act(site, liaison, number, ["act": "confirm"]).status == 403)
            let stranger = try await site.citizen(1)
            #expect(await act(site, stranger, number, ["act": "confirm"]).status == 404)
            let confirmed = await act(site, citizen, number, ["act": "confirm"])
            #expect(confirmed.status == 201 && confirmed.text("outcome") == "answered")
            try await city.numbered()
            let events = await site.get("/api/v1/events", as: citizen).items
                .compactMap { $0["type"]?.stringValue }
            #expect(events.contains("case.refuted") && events.contains("case.confirmed"))
        }
    }

    @Test("a dismissal names one of the reasons that the service tells")
    func dismiss() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.story("laporan", "{kategori: jalan}", "- wait: 1 hours")
            let number = try await site.number(id)
            let coordinator = try await site.officer("diskominfo-koordinator")
            let service = await site.get("/api/v1/services/laporan")
            let reasons = (service["dismissals"]?.arrayValue ?? [])
                .compactMap { $0["id"]?.stringValue }
            #expect(reasons == ["bukan_wewenang", "arsip"])
            let text: JSONValue = "Jalan provinsi."
            for reason in [nil, "bosan"] as [JSONValue?] {
                var body: [String: JSONValue] = ["act": "dismiss", "text": text]
                body["reason"] = reason
                let answer = await act(site, coordinator, number, .object(body))
                #expect(answer.status == 409 && answer.code == "case.dismiss.reason")
            }
            let odd = await act(
                site, coordinator, number,
                ["act": "dismiss", "text": text, "reason": "Bukan Kami"])
            #expect(odd.status == 422)
            let done = await act(
                site, coordinator, number,
                ["act": "dismiss", "text": text, "reason": "bukan_wewenang"])
            #expect(done.status == 201 && done.text("state") == "closed")
            #expect(try await city.acts(id).last == "case.dismissed")
        }
    }
}
