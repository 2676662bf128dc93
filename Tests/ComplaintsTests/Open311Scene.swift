import Cases
import City
import Contracts
import Kernel
import Open311
import People
import Store
import TestKit
import Testing
import Web

/// The city as programs of others meet it by Open311.
struct Open311Scene: Sendable {
    let city: TestCity
    let shell: Shell
    /// Of an officer who answers for the program.
    let key: String

    static let base = "/open311/v2"
    /// In Sempur, Bogor Tengah.
    static let latitude = "-6.586752"
    static let longitude = "106.798557"

    static func run(
        on engine: TestEngine = .sqlite, rates: [RateClass: Rate] = [:],
        _ body: (Open311Scene) async throws -> Void
    ) async throws {
        try await TestCity.run(on: engine) { city in
            try await body(try await Open311Scene(city, try city.house.shell(rates: rates)))
        }
    }

    init(_ city: TestCity, _ shell: Shell) async throws {
        self.city = city
        self.shell = shell
        key = try await Self.token(city, "diskominfo-admin", [.reports])
    }

    static func token(
        _ city: TestCity, _ post: String, _ scopes: Set<TokenScope>
    ) async throws -> String {
        try await city.house.tokens.give(
            try await city.officer(post).account, name: "uji", scopes: scopes, days: 30,
            by: .system("test")
        ).secret
    }

    // MARK: Asking

    func get(_ path: String, headers: [(name: String, value: String)] = []) async -> TestReply {
        await shell.respond(to: TestRequest("GET", Self.base + path, headers: headers))
    }

    /// What a report says; nil values leave a parameter out.
    static func report(_ changes: [String: String?] = [:]) -> [(name: String, value: String)] {
        var values: [String: String?] = [
            "service_code": "jalan", "lat": latitude, "long": longitude,
            "description": "Lubang di depan pasar",
        ]
        values.merge(changes) { $1 }
        return values.compactMap { name, value in value.map { (name: name, value: $0) } }
            .sorted { $0.name < $1.name }
    }

    /// - Parameter key: nil for the scene's own.
    func post(
        _ values: [(name: String, value: String)], to path: String = "/requests.json",
        key: String? = nil, once: String? = nil, base: String = base
    ) async -> TestReply {
        let headers = once.map { [(name: "Idempotency-Key", value: $0)] } ?? []
        let form = [(name: "api_key", value: key ?? self.key)] + values
        return await shell.respond(to: .form(base + path, form, headers: headers))
    }

    /// A report with files, as `multipart/form-data`.
    func post(
        _ values: [(name: String, value: String)],
        files: [(field: String, name: String, bytes: [UInt8])], to path: String = "/requests.json"
    ) async -> TestReply {
        let boundary = "batas-9c1f"
        var body: [UInt8] = []
        for (name, value) in [(name: "api_key", value: key)] + values {
            let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n"
            body += Array("\(head)\(value)\r\n".utf8)
        }
        for file in files {
            body += Array(
                """
                --\(boundary)\r\nContent-Disposition: form-data; name="\(file.field)"; \
                filename="\(file.name)"\r\nContent-Type: image/jpeg\r\n\r\n
                """.utf8)
            body += file.bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        let type = (name: "Content-Type", value: "multipart/form-data; boundary=\(boundary)")
        return await shell.respond(
            to: TestRequest("POST", Self.base + path, headers: [type], body: [body]))
    }

    /// Sends a report that is taken.
    /// - Returns: its number.
    func sent(_ changes: [String: String?] = [:], once: String? = nil) async throws -> String {
        let reply = await post(Self.report(changes), once: once)
        let receipt = try GeoReader(zone: .wib).receipt(Array(reply.text.utf8))
        guard reply.status == 201, case .request(let id) = receipt.handle else {
            throw TestProblem("\(reply.status) \(reply.text)")
        }
        return id
    }

    // MARK: What came back

    func requests(_ path: String) async throws -> [GeoRequest] {
        let reply = await get(path)
        guard reply.status == 200 else { throw TestProblem("\(reply.status) \(reply.text)") }
        let read = try GeoReader(zone: .wib).requests(Array(reply.text.utf8))
        guard read.skipped.isEmpty else { throw TestProblem("\(read.skipped)") }
        return read.values
    }

    func updates(_ query: String = "") async throws -> [GeoRequestUpdate] {
        let reply = await get("/servicerequestupdates.json\(query)")
        guard reply.status == 200 else { throw TestProblem("\(reply.status) \(reply.text)") }
        return try GeoReader(zone: .wib).updates(Array(reply.text.utf8)).values
    }

    static func errors(_ reply: TestReply) -> [GeoError] {
        (try? GeoReader(zone: .wib).errors(Array(reply.text.utf8))) ?? []
    }

    // MARK: The case behind

    func caseID(_ number: String) async throws -> CaseID {
        let code = try TrackingCode(number)
        let found = try await city.house.store.read("test.case") { reader in
            try reader.row("SELECT id FROM cases WHERE number = \(code.symbols)")
                .map { $0.id(0) as CaseID }
        }
        return try #require(found)
    }

    func count(_ table: SQL) async throws -> Int64 {
        try await city.house.store.read("test.count") { reader in
            try reader.row("SELECT COUNT(*) FROM \(sql: table)")?.int(0) ?? 0
        }
    }

    /// The coordinator looks at it, and the unit says what it did.
    func answer(_ number: String, _ text: String = "Sudah ditambal.") async throws {
        let id = try await caseID(number)
        let cases = city.house.cases
        try await cases.giveOpinion(
            try await city.act(id, "diskominfo-koordinator"), favourable: true, text: "")
        try await cases.answer(try await city.act(id, "dpupr-penghubung"), text: text)
        try await city.house.readOnce()
    }

    func dismiss(_ number: String, _ reason: String) async throws {
        try await city.house.cases.dismiss(
            try await city.act(try await caseID(number), "diskominfo-koordinator"), reason: reason,
            text: "Bukan milik kota.")
        try await city.house.readOnce()
    }
}

/// Rows of `reports` without cases behind them, for lists.
struct ListedReport {
    var topic = "jalan"
    var at: Instant
    var updatedAt: Instant?
    var isOpen = true
    var isPublic = true

    @discardableResult
    func insert(_ scene: Open311Scene) async throws -> String {
        try await Self.insert([self], scene)[0]
    }

    /// - Returns: their numbers.
    @discardableResult
    static func insert(_ reports: [ListedReport], _ scene: Open311Scene) async throws -> [String] {
        let world = scene.city.house.world
        let rows = reports.map { ($0, TrackingCode(random: world.random), world.id() as CaseID) }
        try await scene.city.house.store.write("test.reports") { tx in
            for (report, number, id) in rows {
                let state = report.isOpen ? "disposisi" : "selesai"
                try tx.execute(
                    """
                    INSERT INTO reports (case_id, number, service, kind, topic, body, place, \
                    region, lat, lon, cell, state, is_open, is_public, unit, at, updated_at) \
                    VALUES (\(id), \(number.symbols), 'laporan', 'pengaduan', \(report.topic), \
                    'Uji', 'Jalan Uji', '32.71.03.1006', -6586752, 106798557, 1, \(state), \
                    \(report.isOpen ? 1 : 0), \(report.isPublic ? 1 : 0), 'dpupr', \(report.at), \
                    \(report.updatedAt ?? report.at))
                    """)
            }
        }
        return rows.map(\.1.text)
    }
}
