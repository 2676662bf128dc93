import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("An inspector's page before the act")
struct StepWorkPageTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 900)

    private struct Scene {
        let id: CaseID
        let page: String
        let task: TaskID
        let browser: TestBrowser

        init(_ city: TestCity) async throws {
            id = try await city.story(
                "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
            let standing = try await city.standing(id)
            page = "/meja/berkas/\(standing.record.number.text)"
            task = try #require(standing.task).id
            browser = try await TestBrowser.officer("dinkes-lapangan-1", of: city)
        }

        /// A press of a button of the form, on the page as it is now.
        func press(
            _ act: String?, _ fields: [(name: String, value: String)],
            files: [(name: String, file: String, bytes: [UInt8])] = []
        ) async throws {
            await browser.open(page)
            try await browser.send(
                (act.map { [("aksi", $0)] } ?? []) + fields, to: page + "/pendapat",
                by: act.map { _ in page + "/isian" }, files: files)
        }
    }

    @Test(
        "saves for now, shows it again with who and when, and takes a file away",
        arguments: TestEngine.available)
    func saves(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            let typed = [
                (name: "f.ruang_sesuai", value: "ya"), (name: "hasil", value: "keberatan"),
                (name: "pendapat", value: "Ruang tunggu sempit."),
            ]
            let acts = try await city.acts(scene.id)
            try await scene.press(
                "simpan", typed, files: [("f.foto_tempat", "ruang.jpg", Self.photo)])
            #expect(await browser.path == scene.page)
            for text in [
                "Ruang tunggu sempit.</textarea>", "Disimpan oleh Anda", "ruang.jpg",
                "Tersimpan bersama tugas ini",
            ] { #expect(await browser.text.contains(text), "\(text)") }
            #expect(try await city.acts(scene.id) == acts)
            let blob = try #require(
                await browser.text.split(separator: "value=\"hapus:").dropFirst().first?
                    .prefix { $0 != "\"" })
            let file = "\(scene.page)/isian/\(scene.task.text)/berkas/\(blob)"
            await browser.open(file)
            #expect(await browser.status == 200)
            #expect(await browser.answer?.bytes == Self.photo)
            try await scene.press("hapus:\(blob)", typed)
            #expect(await !browser.text.contains("ruang.jpg"))
            await browser.open(file)
            #expect(await browser.status == 404)
        }
    }

    @Test("a refused act loses neither text nor files, and says that they are kept")
    func refused() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            let photo = [(name: "f.foto_tempat", file: "ruang.jpg", bytes: Self.photo)]
            // Neither an answer nor a verdict.
            try await scene.press(nil, [("pendapat", "Catatan.")], files: photo)
            #expect(await browser.status == 422)
            for text in ["Catatan.</textarea>", "ruang.jpg", "Belum dikirim", "Pilih salah satu."] {
                #expect(await browser.text.contains(text), "\(text)")
            }
            try await scene.press(
                nil,
                [
                    ("f.ruang_sesuai", "ya"), ("f.alat_lengkap", "ya"), ("hasil", "mendukung"),
                    ("pendapat", "Catatan."),
                ])
            #expect(await browser.path == scene.page)
            #expect(await browser.text.contains("ruang.jpg"))
            #expect(try await city.standing(scene.id).task?.step != "tinjau")
        }
    }

    @Test("nobody else reads or writes it, and a task of another case opens nothing")
    func others() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city)
            try await scene.press(
                "simpan", [("pendapat", "Rahasia lapangan.")],
                files: [("f.foto_tempat", "ruang.jpg", Self.photo)])
            let officer = try await city.officer("dinkes-lapangan-1")
            let desk = try #require(
                try await city.house.cases.stepDesk(scene.id, nil, for: officer))
            let work = try #require(try await city.house.cases.work(desk.place))
            let blob = try #require(work.files["foto_tempat"]?.first).blob
            guard case .file(let rule)? = desk.form.field("foto_tempat")?.kind else { return }
            let upload = try await city.house.uploads.begin(
                desk.place.id, account: officer.account, field: "foto_tempat", rule: rule,
                name: "b.jpg", size: 2_000)
            let site = try Site(city)
            let places = Places(values: [
                "nomor": try await city.standing(scene.id).record.number.text,
                "tugas": scene.task.text, "blob": blob.text, "upload": upload.id.text,
            ])
            let routes = site.shell.routes.filter {
                $0.path.description.hasPrefix("/meja/berkas/{nomor}/isian")
            }
            #expect(routes.count == 7)
            // They see the case, but its task is not theirs.
            for post in ["dinkes-analis-1", "dpmptsp-analis-1", "dpmptsp-kepala"] {
                let other = try await site.officer(post)
                let page = await site.get(scene.page, as: other)
                #expect(page.status == 200 && !page.text.contains("Rahasia lapangan."))
                for route in routes {
                    let path = places.path(of: route)
                    let reply = await site.send(route, path, as: other)
                    let isSave = route.path.description.hasSuffix("/isian")
                    #expect(reply.status == (isSave ? 409 : 404), "\(path) as \(post)")
                    if isSave { #expect(!reply.text.contains("Rahasia lapangan.")) }
                }
            }
            let own = try await site.officer("dinkes-lapangan-1")
            let elsewhere = places.with("nomor", (try await Self.other(city)).text)
            for route in routes where route.path.names.contains("blob") {
                #expect(await site.get(elsewhere.path(of: route), as: own).status == 404)
            }
            let now = try await city.house.cases.work(desk.place)
            #expect(now?.content == work.content && now?.files == work.files)
            // The inspector himself is let in.
            let piece = "\(scene.page)/isian/\(scene.task.text)/unggahan/\(upload.id.text)"
            #expect(await site.get(piece, as: own).header("upload-offset") == "0")
        }
    }

    private static func other(_ city: TestCity) async throws -> TrackingCode {
        let id = try await city.story(
            "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
        return try await city.standing(id).record.number
    }

    @Test("the page of a visit asks the database little", arguments: TestEngine.available)
    func statements(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            try await scene.press(
                "simpan", [("pendapat", "Catatan.")],
                files: [("f.foto_tempat", "ruang.jpg", Self.photo)])
            try await city.house.examineOnce()
            await scene.browser.open("/meja")
            let (_, counter) = await StatementCounter.counting {
                await scene.browser.open(scene.page)
            }
            #expect(await scene.browser.text.contains("ruang.jpg"))
            #expect(counter.statements <= 12, "\(counter.entries)")
        }
    }
}
