import Forms
import Kernel
import Synchronization
import Testing

@testable import Web

/// Questions on a page without any draft, as a step of an officer would ask them.
@Suite("Questions without a draft")
struct QuestionTests {
    struct Input: RouteInput {
        static let fields: [InputField] = SentFields.inputs
        let sent: SentFields
        init(_ fields: inout FieldReader) { sent = SentFields(&fields) }
    }

    /// What was accepted.
    final class Box: Sendable {
        private let kept = Mutex<Answers?>(nil)
        func keep(_ answers: Answers) { kept.withLock { $0 = answers } }
        var answers: Answers? { kept.withLock { $0 } }
    }

    private static func regions(_ count: Int) throws -> Places {
        let district = try #require(RegionCode("32.71.03"))
        return Places(
            city: "Kota Contoh",
            regions: try (0..<count).map { index in
                Places.Region(
                    code: try #require(RegionCode("32.71.03.\(1001 + index)")),
                    name: "Desa \(index)", district: "Tengah")
            }, districts: [(code: district, name: "Tengah")])
    }

    private static func form(_ places: Places) -> FormDefinition {
        func field(_ id: String, _ kind: FieldKind, required: Bool = true) -> Field {
            Field(id: id, kind: kind, label: LocalizedText(id), required: required)
        }
        let columns = [field("nama", .text(max: 20)), field("luas", .integer(0...9))]
        return FormDefinition(
            fields: [
                field("waktu", .dateRange(DateRangeRule())),
                field("lokasi", .region(.kelurahan)),
                field("ruang", .table(TableRule(columns: columns, maxRows: 2))),
            ], places: places)
    }

    private func site(_ places: Places, _ box: Box) throws -> Fixture {
        let form = Self.form(places)
        @Sendable func page(_ ui: UI, _ state: FormState) -> Page {
            let view = QuestionView(ui: ui, places: places)
            return Page(
                "Langkah",
                body: ui.form("/langkah", state) { input in
                    """
                    \(input.enter("Kirim"))\(HTML.each(form.fields) { view.html($0, input) })\
                    \(input.submit("Kirim"))
                    """
                })
        }
        return try Fixture(routes: [
            Route.get("/langkah") { (visit: VisitorContext) in
                .page(page(visit.ui, FormState()))
            },
            Route.post("/langkah", Input.self) { (visit: VisitorContext, input) in
                let typed = input.sent.typed
                let (answers, problems) = form.answer(typed, now: Day(visit.now, in: .wib))
                let isWrong = input.sent.rowPress == nil && !problems.isEmpty
                if isWrong || input.sent.rowPress != nil {
                    let state = FieldStates.state(
                        typed, form.fields, problems: isWrong ? problems : [], visit.words)
                    return .page(page(visit.ui, state), status: isWrong ? 422 : 200)
                }
                box.keep(answers)
                return .redirect("/langkah")
            },
        ])
    }

    private func send(
        _ site: Fixture, _ values: [(name: String, value: String)]
    ) async throws -> TestReply {
        let (token, cookie) = try await site.token("/langkah")
        return await site.shell.respond(
            to: .form("/langkah", [("_tanda", token)] + values, headers: [("Cookie", cookie)]))
    }

    @Test("They are read, shown again with what is wrong, and accepted")
    func whole() async throws {
        let box = Box()
        let site = try site(try Self.regions(3), box)
        let typed: [(name: String, value: String)] = [
            ("f.waktu.dari", "2026-12-01"), ("f.waktu.sampai", "besok"),
            ("f.lokasi", "32.71.03.1002"), ("f.ruang.n", "1"), ("f.ruang.0.nama", "Aula"),
            ("f.ruang.0.luas", "5"),
        ]
        let wrong = try await send(site, typed)
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("<a href=\"#f-f-waktu-sampai\">waktu, "))
        // A browser shows nothing of a date that is none: it stands there as text.
        #expect(wrong.text.contains("type=\"text\" id=\"f-f-waktu-sampai\""))
        #expect(wrong.text.contains("value=\"besok\""))
        #expect(box.answers == nil)
        let more = try await send(site, typed + [("aksi", "baris+ruang")])
        #expect(more.status == 200)
        #expect(more.text.contains("name=\"f.ruang.1.nama\""))
        #expect(!more.text.contains("baris+ruang"), "two rows are as many as may be")
        let right = try await send(
            site, typed.filter { $0.name != "f.waktu.sampai" } + [("f.waktu.sampai", "2026-12-03")])
        #expect(right.status == 303)
        #expect(box.answers?.rows("ruang").count == 1)
        #expect(box.answers?.text("lokasi") == "32.71.03.1002")
    }

    @Test("A short list of kelurahan is chosen from, a long one is typed")
    func lists() async throws {
        let few = try site(try Self.regions(100), Box())
        #expect(await few.get("/langkah").text.contains("<select id=\"f-f-lokasi\""))
        let box = Box()
        let many = try site(try Self.regions(101), box)
        let page = await many.get("/langkah").text
        #expect(!page.contains("<select"))
        #expect(page.contains("data-regions=\"/wilayah\""))
        let reply = try await send(
            many,
            [
                ("f.waktu.dari", "2026-12-01"), ("f.waktu.sampai", "2026-12-03"),
                ("f.lokasi", "desa 7"), ("f.ruang.0.nama", "Aula"), ("f.ruang.0.luas", "5"),
            ])
        #expect(reply.status == 303)
        #expect(box.answers?.text("lokasi") == "32.71.03.1008")
    }

    @Test(
        "Buttons of rows that are none do nothing",
        arguments: ["baris-ruang", "baris-ruang.x.1", "baris", "hapus"])
    func presses(_ action: String) {
        #expect(SentFields(FormState(), action: action).rowPress == nil)
    }

    @Test("A point stands on a map of its kelurahan, unless the answer is masked")
    func map() async throws {
        let code = try #require(RegionCode("32.71.03.1001"))
        func point(_ latitude: Int64, _ longitude: Int64) throws -> MapPoint {
            try #require(MapPoint(latitude: latitude, longitude: longitude))
        }
        let outline = [
            try point(-6_600_000, 106_800_000), try point(-6_600_000, 106_810_000),
            try point(-6_590_000, 106_805_000),
        ]
        let known = try Self.regions(1)
        let places = Places(
            city: known.city, regions: known.regions, districts: known.districts,
            outlines: [code: outline])
        let value = AnswerValue.point(
            PointAnswer(
                region: code, description: "Di taman", point: try point(-6_595_000, 106_805_000)))
        let field = Field(id: "titik", kind: .point, label: LocalizedText("Titik"))
        let site = try Fixture(routes: [
            Route.get("/peta") { (visit: VisitorContext) in
                .page(
                    Page(
                        "Peta",
                        body: AnswerView(visit.ui, places: places) { _ in nil }
                            .html(value, of: field)))
            },
            Route.get("/samar") { (visit: VisitorContext) in
                let view = AnswerView(visit.ui, places: places) { _ in
                    nil
                } mask: { _, _, _ in
                    "disamarkan"
                }
                return .page(Page("Samar", body: view.html(value, of: field)))
            },
        ])
        let page = await site.get("/peta").text
        // A third of the outline around it, and the point in its middle.
        #expect(page.contains("viewBox=\"0 0 1666 1666\""))
        #expect(page.contains("cx=\"833\" cy=\"833\""))
        let masked = await site.get("/samar").text
        #expect(masked.contains("disamarkan"))
        #expect(!masked.contains("place-map"))
    }
}
