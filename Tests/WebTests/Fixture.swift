import Contracts
import Kernel
import Logging
import People
import Synchronization

@testable import Web

/// A small site with a route for everybody's role, and people who are signed in by their token.
struct Fixture {
    let shell: Shell
    let world: World

    static let start = Instant(milliseconds: 1_795_000_000_000)

    init(
        routes: [Route] = Fixture.routes, isSecure: Bool = false,
        rates: [RateClass: Rate] = [:], clock: CityClock = .fixed(Fixture.start),
        change: (inout ShellSettings) -> Void = { _ in }
    ) throws {
        world = World(clock: clock, random: .seeded(7))
        let officer = try Fixture.officer()
        let reader = try Fixture.officer(permissions: ["case.read"])
        let citizen = try Fixture.citizen()
        let keeper = SessionKeeper { token, _ in
            switch token {
            case "citizen": .citizen(citizen)
            case "officer": .officer(officer)
            case "reader": .officer(reader)
            default: nil
            }
        }
        var settings = ShellSettings(
            cityName: LocalizedText(id: "Kota Contoh", en: "Sample City"), isSecure: isSecure,
            isDemo: true, secret: [UInt8](repeating: 5, count: 32), rates: rates)
        change(&settings)
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        shell = try Shell(
            routes: routes, vocabulary: Vocabulary(Shell.words), settings: settings,
            sessions: keeper, world: world, logger: logger)
    }

    static func citizen() throws -> CitizenIdentity {
        CitizenIdentity(
            account: id(1), name: "Siti", contact: .email(try EmailAddress("siti@contoh.id")),
            level: .contact, language: .id)
    }

    static func officer(permissions: Set<Permission> = []) throws -> Officer {
        guard let unit = UnitCode("dpmptsp"), let role = RoleCode("loket") else {
            throw Missing.code
        }
        let authority = Authority(
            position: id(3), unit: unit, role: role, title: LocalizedText(id: "Loket", en: "Desk"),
            permissions: permissions)
        return Officer(
            account: id(2), name: "Agus", nip: try NIP("198503302010011001"),
            authorities: [authority])
    }

    enum Missing: Error { case code, token }

    static func id<S>(_ seed: UInt64) -> Identifier<S> {
        Identifier(UUIDv7(at: start, random: .seeded(seed)))
    }

    struct Note: RouteInput {
        static let fields: [InputField] = [
            .form("judul", max: 20), .form("isi", max: 200),
            .file("foto", max: 1_000, types: ["application/pdf"]),
        ]
        let title: String
        let file: UploadedFile?
        init(_ fields: inout FieldReader) {
            title = fields.text("judul")
            _ = fields.optionalText("isi")
            file = fields.file("foto")
        }
    }

    static let routes: [Route] = [
        Route.get("/") { (visit: VisitorContext) in
            .page(Page("Beranda", body: "<p>\(visit.words("web.home"))</p>"))
        },
        Route.get("/salah") { (_: VisitorContext) in throw Missing.code },
        Route.get("/halo/{kode}", CodeInput.self) { (_: VisitorContext, input) in
            .page(Page("Halo", body: "<p id=\"kode\">\(input.code)</p>"))
        },
        Route.get("/warga") { (citizen: CitizenContext) in
            .page(Page(citizen.citizen.name, body: ""))
        },
        Route.get("/petugas") { (officer: OfficerContext) in
            .page(Page(officer.officer.name, body: ""))
        },
        Route.get("/petugas/berkas") { (_: OfficerContext) in .page(Page("Berkas", body: "")) }
            .needing("case.read"),
        Route.get("/catatan") { (visit: VisitorContext) in .page(notePage(visit.ui, FormState())) },
        Route.post("/catatan", Note.self) { (_: VisitorContext, input) in
            .redirect("/catatan").header("X-File", input.file?.name ?? "-")
        } refused: { visit, form, _ in
            .page(notePage(visit.ui, form))
        },
        Route.get("/data", NoInput.self, output: .data) { (_: VisitorContext, _) in
            throw Refusal(.notFound, "web.notFound")
        },
    ]

    static func notePage(_ ui: UI, _ form: FormState) -> Page {
        Page(
            "Catatan",
            body: ui.form("/catatan", form, hasFiles: true) { field in
                field.text("judul", "Judul") + field.textarea("isi", "Isi")
                    + field.file("foto", "Foto") + field.submit("Kirim")
            })
    }

    func get(
        _ target: String, as token: String? = nil, headers: [(name: String, value: String)] = []
    ) async -> TestReply {
        let cookies = token.map { [("Cookie", "sesi=\($0)")] } ?? []
        return await shell.respond(to: TestRequest("GET", target, headers: headers + cookies))
    }

    /// A form token and the cookie it is bound to, from a page with a form.
    func token(_ path: String = "/catatan") async throws -> (token: String, cookie: String) {
        let page = await get(path)
        let cookie = page.headers("set-cookie").first { $0.hasPrefix("tamu=") }
        guard let value = page.text.split(separator: "name=\"_tanda\" value=\"").dropFirst().first,
            let end = value.firstIndex(of: "\""), let cookie,
            let semicolon = cookie.firstIndex(of: ";")
        else { throw Missing.token }
        return (String(value[..<end]), String(cookie[..<semicolon]))
    }
}
