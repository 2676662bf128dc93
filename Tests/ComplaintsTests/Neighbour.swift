import Cases
import Contracts
import Foundation
import Kernel
import Open311
import Outbound
import Store
import Synchronization
import TestKit
import Web

@testable import City
@testable import Complaints

/// The server of a partner in a test: another city through its real router, which does what it
/// should not when it is told to.
final class Neighbour: Sendable {
    enum Whim: Sendable {
        case status(Int, [OutboundHeader] = [])
        case error(OutboundError)
        case body(String)
        /// Takes what it is sent, and loses the answer.
        case lostAnswer
        /// Takes what it is sent, and answers with a token.
        case token
        /// Takes what it is sent, and answers this.
        case taken(String)
        /// Does what it is asked.
        case plain
    }

    private struct State {
        var whims: [Whim] = []
        var requests: [OutboundRequest] = []
        /// What it does to every request, until it is told otherwise.
        var always: Whim?
    }

    static let address = "https://dpupr.example"

    let scene: Open311Scene
    private let state = Mutex(State())

    init(_ scene: Open311Scene) { self.scene = scene }

    func next(_ whims: Whim...) { state.withLock { $0.whims += whims } }
    func always(_ whim: Whim?) { state.withLock { $0.always = whim } }

    var requests: [OutboundRequest] { state.withLock { $0.requests } }
    var posts: [OutboundRequest] { requests.filter { $0.method == .post } }

    var outbound: Outbound {
        Outbound { [self] request throws(OutboundError) in
            let whim = state.withLock { state in
                state.requests.append(request)
                return state.whims.isEmpty ? state.always : state.whims.removeFirst()
            }
            switch whim {
            case .status(let code, let headers):
                return OutboundAnswer(status: code, headers: headers)
            case .error(let error): throw error
            case .body(let text): return OutboundAnswer(status: 200, body: Array(text.utf8))
            case .lostAnswer:
                _ = await answer(request)
                throw .timedOut
            case .token:
                let receipt = await answer(request)
                let text = String(decoding: receipt.body, as: UTF8.self)
                    .replacing("service_request_id", with: "token")
                return OutboundAnswer(status: receipt.status, body: Array(text.utf8))
            case .taken(let text):
                let receipt = await answer(request)
                return OutboundAnswer(status: receipt.status, body: Array(text.utf8))
            case .plain, nil: return await answer(request)
            }
        }
    }

    private func answer(_ request: OutboundRequest) async -> OutboundAnswer {
        let target = String(request.url.dropFirst(Self.address.count))
        // The key that makes a second one the same is not everybody's: here it is passed over.
        let headers = request.headers.filter { $0.name != "Idempotency-Key" }
            .map { (name: $0.name, value: $0.value) }
        let reply = await scene.shell.respond(
            to: TestRequest(
                request.method.rawValue, target, headers: headers, body: [request.body]))
        return OutboundAnswer(status: reply.status, body: Array(reply.text.utf8))
    }
}

/// A city one of whose units works in the system of another city.
struct PartnerScene: Sendable {
    let city: TestCity
    let there: Neighbour

    static let unit = "dpupr-penghubung"

    static func files(_ more: String = "updates: true") throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/pendopo-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: TestCity.cityFiles, toPath: path)
        let text = """
            mark: K
            asOf: 2026-11-26
            partners:
              - partner: dpupr
                name: {id: Sistem DPUPR, en: DPUPR system}
                unit: dpupr
                topics: {jalan: jalan}
                url: \(Neighbour.address)/open311/v2
                key: dpupr
                \(more.replacing("\n", with: "\n    "))

            """
        try text.write(toFile: path + "/partners.yaml", atomically: true, encoding: .utf8)
        return path
    }

    static func run(
        on engine: TestEngine = .sqlite, _ more: String = "updates: true",
        _ body: (PartnerScene) async throws -> Void
    ) async throws {
        let files = try files(more)
        defer { try? FileManager.default.removeItem(atPath: files) }
        try await TestCity.run(on: engine, files: files) { city in
            try await Open311Scene.run(on: .sqlite) { scene in
                try await body(PartnerScene(city: city, there: Neighbour(scene)))
            }
        }
    }

    func tools(secret: String? = nil) -> ComplaintTools {
        let house = city.house
        let key = secret ?? there.scene.key
        return ComplaintTools(
            cases: house.cases, accounts: house.accounts, walkins: house.walkins,
            directory: house.directory, blobs: house.blobs, access: house.access,
            previewer: house.previewer,
            outside: OutsideLink(
                pictures: there.outbound, isDemo: false,
                partners: PartnerLink(outbound: there.outbound, jobs: house.jobs) { name in
                    name == "dpupr" && !key.isEmpty ? key : nil
                }))
    }

    /// What a minute of the house does for partners; a new program over the same tables each time.
    func turn(secret: String? = nil) async throws {
        try await city.readAll()
        try await there.scene.city.readAll()
        let tools = tools(secret: secret)
        guard let link = tools.outside.partners else { return }
        let pushes = PushReports(tools: tools, link: link)
        try await city.house.jobs.runDue([PushReports.job: pushes.handler])
        try await PullReports(tools: tools).runDue()
        try await city.readAll()
    }

    func wait(hours: Int64) {
        city.wait(hours: hours)
        there.scene.city.wait(hours: hours)
    }

    /// Hours in which nobody does anything.
    func pass(hours: Int) async throws {
        for _ in 0..<hours {
            wait(hours: 1)
            try await turn()
        }
    }

    /// A report that the unit is to answer.
    func forwarded(_ more: String = "") async throws -> Report {
        let report = try await city.report(more)
        try await city.play(report.caseID, "- do: verifikasi")
        try await city.readAll()
        return report
    }

    func link(_ id: CaseID) async throws -> ReportLink? {
        try await city.house.store.read("test.link") { reader in
            try PartnerLinkRows.find(id, "dpupr", in: reader)
        }
    }

    /// The reports that the other city has.
    func reports() async throws -> [GeoRequest] {
        try await there.scene.city.readAll()
        return try await there.scene.requests("/requests.json")
    }

    /// What is there of a report of ours.
    func remote(_ id: CaseID) async throws -> String {
        guard let remote = try await link(id)?.remote else {
            throw TestProblem("the report has no number there")
        }
        return remote
    }

    func messages(_ report: Report) async throws -> [CaseMessage] {
        let officer = try await city.officer(Self.unit)
        return try await city.house.cases.file(report.number, for: officer).messages
    }
}
