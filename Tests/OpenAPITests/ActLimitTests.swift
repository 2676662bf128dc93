import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import OpenAPI

/// What a stolen or greedy token tries.
@Suite("A token does nothing that wants a person")
struct ActLimitTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 900)

    private func act(
        _ site: ProgramSite, _ token: String, _ number: String, _ name: String
    ) async -> ProgramSite.Answer {
        await site.call(
            "POST", "/api/v1/cases/\(number)/acts", as: token,
            ["act": .string(name), "text": "Karena.", "isFavourable": true])
    }

    @Test("no act of programs is one that asks people who they are")
    func words() {
        let acts = Set(ActEndpoints.Act.allCases.map(\.rawValue))
        let deciding: Set = [
            "sign", "decide", "refuse", "initial", "record", "refuse-record", "letter",
            "send-back", "extend", "pause", "reopen", "assign", "break-glass",
        ]
        #expect(acts.isDisjoint(with: deciding))
        #expect(
            acts == [
                "withdraw", "confirm", "refute", "claim", "hand-back", "complete",
                "ask-correction", "opinion", "answer", "dismiss", "hand-over", "settle", "reveal",
            ])
    }

    @Test("an answer that ends the case wants a person; one that its reporter judges does not")
    func answers() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let question = try await city.story(
                "tanya", "{pertanyaan: Kapan loket buka?}", "- wait: 1 hours")
            let clerk = try await site.officer("dpmptsp-loket-1")
            let number = try await site.number(question)
            let refused = await act(site, clerk, number, "answer")
            #expect(refused.status == 403 && refused.code == "openapi.person")
            #expect(try await city.standing(question).record.state == .open)
            let report = try await city.story("laporan", "{kategori: pju}", "- do: verifikasi")
            let liaison = try await site.officer("dishub-penghubung")
            let done = await act(site, liaison, try await site.number(report), "answer")
            #expect(done.status == 201, "\(done.reply.text)")
            #expect(try await city.standing(report).record.wait == .confirmation)
        }
    }

    @Test("what answers with the case needs leave to read it", arguments: ["acts", "messages"])
    func reading(scope: String) async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let number = try await site.number(try await city.submitted())
            let token = try await site.officer(
                "dpmptsp-loket-1", [try #require(TokenScope(rawValue: scope))])
            let body: JSONValue = ["act": "reveal", "text": "Karena."]
            let answer = await site.call(
                "POST", "/api/v1/cases/\(number)/\(scope)", as: token,
                scope == "acts" ? body : ["text": "Halo."])
            #expect(answer.status == 403 && answer.code == "openapi.cases")
        }
    }

    @Test(
        "where a head decides or somebody puts initials, no act moves the case",
        arguments: [
            (StepKind.decide, "dpmptsp-kepala"), (StepKind.initials, "dpmptsp-kabid-perizinan"),
        ])
    func deciding(kind: StepKind, post: String) async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            try await city.bring(id, to: kind)
            let number = try await site.number(id)
            let before = try await city.standing(id)
            let holder = try #require(before.task)
            let token = try await site.officer(post)
            for name in ActEndpoints.Act.allCases.map(\.rawValue)
            where !["claim", "hand-back", "reveal", "settle"].contains(name) {
                let answer = await act(site, token, number, name)
                #expect([403, 404, 409].contains(answer.status), "\(name): \(answer.reply.text)")
            }
            let after = try await city.standing(id)
            #expect(after.task?.id == holder.id && after.record.step == before.record.step)
            #expect(after.record.outcome == nil)
        }
    }

    @Test("who may not do it on a page may not do it by a token, and a scope adds no right")
    func rights() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let number = try await site.number(id)
            // Another unit's officer does not even see the case.
            let far = try await site.officer("disdukcapil-kepala")
            #expect(await act(site, far, number, "complete").status == 404)
            // A citizen does no act of officers, and nobody withdraws for others.
            let citizen = try await site.citizen()
            #expect(await act(site, citizen, number, "complete").status == 403)
            let other = try await site.citizen(1)
            #expect(await act(site, other, number, "withdraw").status == 404)
            let clerk = try await site.officer("dpmptsp-loket-1")
            #expect(await act(site, clerk, number, "withdraw").status == 403)
            // Whoever holds the task keeps it.
            #expect(await act(site, clerk, number, "claim").status == 201)
            let second = try await site.officer("dpmptsp-loket-2")
            #expect(await act(site, second, number, "complete").status == 409)
            // A token that only reads does nothing.
            let reader = try await site.officer("dpmptsp-loket-1", [.cases, .inbox])
            #expect(await act(site, reader, number, "complete").code == "scope")
            #expect(try await city.standing(id).task?.kind == .check)
        }
    }

    @Test("who says that no answer is needed says which message was read last")
    func settle() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let number = try await site.number(try await city.submitted())
            let citizen = try await site.citizen()
            let clerk = try await site.officer("dpmptsp-loket-1")
            let path = "/api/v1/cases/\(number)"
            func write(_ text: String) async -> String {
                let answer = await site.call(
                    "POST", path + "/messages", as: citizen, ["text": .string(text)])
                return answer.items.last?["id"]?.stringValue ?? ""
            }
            func settle(_ seen: String?) async -> Int {
                var body: [String: JSONValue] = ["act": "settle"]
                if let seen { body["seen"] = .string(seen) }
                return await site.call("POST", path + "/acts", as: clerk, .object(body)).status
            }
            let first = await write("Terima kasih.")
            #expect(await settle(nil) == 409)
            city.wait(hours: 1)
            let second = await write("Satu lagi: kapan selesai?")
            #expect(await settle(first) == 409)
            #expect(await settle(second) == 201)
        }
    }

    @Test(
        "files of a step come with the task, once, and go into the case with the act",
        arguments: TestEngine.available)
    func step(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let id = try await city.story(
                "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
            let number = try await site.number(id)
            let inspector = try await site.officer("dinkes-lapangan-1")
            let path = "/api/v1/cases/\(number)/step"
            let asked = await site.get(path, as: inspector)
            #expect(asked.status == 200, "\(asked.reply.text)")
            let fields = (asked["groups"]?.arrayValue ?? []).flatMap {
                $0["fields"]?.arrayValue ?? []
            }.compactMap { $0["id"]?.stringValue }
            #expect(fields.contains("foto_tempat") && fields.contains("ruang_sesuai"))
            for _ in 0..<2 {
                let sent = await site.call(
                    "POST", path + "/files?field=foto_tempat&name=ruang.jpg", as: inspector,
                    key: "satu", bytes: Self.photo, type: "image/jpeg")
                #expect(sent.status == 201, "\(sent.reply.text)")
            }
            let wrong = await site.call(
                "POST", path + "/files?field=foto_tempat&name=ruang.jpg", as: inspector,
                bytes: Array("MZ bukan gambar".utf8), type: "image/jpeg")
            #expect(wrong.status == 409, "\(wrong.reply.text)")
            let more = await site.call(
                "POST", path + "/files?field=foto_tempat&name=pintu.jpg", as: inspector,
                bytes: Self.photo + [1], type: "image/jpeg")
            #expect(more.status == 201)
            let file = more.text("id")
            // Nobody else reads or changes what waits with the task.
            let clerk = try await site.officer("dpmptsp-loket-1")
            #expect(await site.get(path, as: clerk).status == 404)
            #expect(await site.call("DELETE", path + "/files/\(file)", as: clerk).status == 404)
            let citizen = try await site.citizen()
            #expect(await site.get(path, as: citizen).status == 403)
            let gone = await site.call("DELETE", path + "/files/\(file)", as: inspector)
            #expect(gone.status == 204, "\(gone.reply.text)")
            let there = await site.get(path, as: inspector)
            #expect(there["files"]?.arrayValue?.count == 1)
            let done = await site.call(
                "POST", "/api/v1/cases/\(number)/acts", as: inspector,
                [
                    "act": "opinion", "isFavourable": true, "text": "Layak.",
                    "answers": ["ruang_sesuai": "ya", "alat_lengkap": "ya"],
                ])
            #expect(done.status == 201, "\(done.reply.text)")
            #expect(await site.get(path, as: inspector).status == 404)
            let files = await site.get("/api/v1/cases/\(number)/files", as: inspector)
            #expect(files.items.contains { $0["field"] == "foto_tempat" })
        }
    }
}
