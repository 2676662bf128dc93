import Contracts
import Kernel
import Open311
import Outbound
import Store
import Synchronization
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("Open311: pictures")
struct Open311PictureTests {
    /// A drawing of one colour, as a real file.
    private static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0,
        0,
        1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54,
        8,
        0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D, 0xB0, 0, 0, 0, 0, 0x49,
        0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    @Test(
        "files of a form are looked into and shown by their address",
        arguments: ["media", "photo1", "media[]"])
    func files(field: String) async throws {
        try await Open311Scene.run { scene in
            let reply = await scene.post(
                Open311Scene.report(),
                files: [(field, "a.png", Self.png), (field, "a.png", Self.png)])
            #expect(reply.status == 201, "\(reply.text)")
            let receipt = try GeoReader(zone: .wib).receipt(Array(reply.text.utf8))
            guard case .request(let number) = receipt.handle else { return }
            // Not before the house has drawn them itself.
            #expect(try await scene.requests("/requests/\(number).json").first?.mediaURL == nil)
            try await scene.city.house.examineOnce()
            let path = "/requests/\(number).json?extensions=true"
            let told = try #require(try await scene.requests(path).first)
            let address = "https://uji.example/laporan/\(number)/foto/"
            #expect(told.mediaURL == address + "0")
            #expect(told.details?.photos.map(\.url) == [address + "0", address + "1"])
            let picture = await scene.shell.respond(
                to: TestRequest("GET", "/laporan/\(number)/foto/1"))
            #expect(picture.status == 200 && picture.header("content-type") == "image/jpeg")
        }
    }

    @Test("what is no picture, is too many or too large is refused with its parameter")
    func wrong() async throws {
        try await Open311Scene.run { scene in
            let many = Array(repeating: (field: "media", name: "a.png", bytes: Self.png), count: 6)
            let pdf = (field: "media", name: "a.pdf", bytes: Array("%PDF-1.4\n".utf8))
            let large = (
                field: "media", name: "a.png",
                bytes: Self.png + [UInt8](repeating: 0, count: 10_500_000)
            )
            for files in [many, [pdf], [large]] {
                let reply = await scene.post(Open311Scene.report(), files: files)
                #expect(reply.status == 400)
                let errors = Open311Scene.errors(reply)
                #expect(errors.contains { $0.description.contains("media") }, "\(reply.text)")
            }
            let (cases, blobs) = (try await scene.count("cases"), try await scene.count("blobs"))
            #expect(cases == 0)
            #expect(blobs == 0)
        }
    }

    /// A server of somebody else.
    private final class Server: Sendable {
        let asked = Mutex<[OutboundRequest]>([])
        let answers: [String: OutboundAnswer]

        init(_ answers: [String: OutboundAnswer]) { self.answers = answers }

        var outbound: Outbound {
            Outbound { [self] request throws(OutboundError) in
                asked.withLock { $0.append(request) }
                guard let answer = answers[request.url] else { throw .refusedAddress }
                return answer
            }
        }
    }

    /// The city with another way to pictures.
    private func scene(_ city: TestCity, _ server: Server) async throws -> Open311Scene {
        let house = city.house
        let rooms = Complaints(
            tools: ComplaintTools(
                cases: house.cases, accounts: house.accounts, walkins: house.walkins,
                directory: house.directory, blobs: house.blobs, access: house.access,
                previewer: house.previewer,
                outside: OutsideLink(pictures: server.outbound, isDemo: false)))
        let shell = try Shell(
            routes: rooms.routes,
            vocabulary: Vocabulary(HouseWords.lists + rooms.words + Shell.words),
            settings: ShellSettings(
                cityName: LocalizedText("Uji"), secret: [UInt8](repeating: 7, count: 64), rates: [:]
            ),
            sessions: SessionKeeper { _, _ in nil }, programs: house.programs,
            world: house.world, dialects: rooms.dialects)
        return try await Open311Scene(city, shell)
    }

    @Test("pictures that are only named are fetched at once, from the public internet alone")
    func fetched() async throws {
        let at = "https://foto.example/"
        let server = Server([
            at + "a": OutboundAnswer(status: 200, body: Self.png),
            at + "lari": OutboundAnswer(
                status: 302, headers: [OutboundHeader("Location", "http://10.0.0.1/")]),
            at + "teks": OutboundAnswer(status: 200, body: Array("<svg/>".utf8)),
            at + "kosong": OutboundAnswer(status: 200),
        ])
        try await TestCity.run { city in
            let scene = try await scene(city, server)
            let names = ["a", "lari", "teks", "kosong", "http-dalam"]
            let urls = names.map { (name: "media_url", value: at + $0) }
            let reply = await scene.post(Open311Scene.report() + urls)
            #expect(reply.status == 201)
            // A report is worth more than its picture; its sender hears what is missing.
            #expect(reply.text.contains("4 foto dari media_url"))
            let asked = server.asked.withLock { $0 }
            #expect(asked.map(\.url) == urls.map(\.value))
            #expect(asked.allSatisfy { $0.reach == .publicOnly && $0.method == .get })
            #expect(try await scene.count("case_files") == 1)
            // Never more than a report may have, those that came along counted.
            let many = (0..<9).map { _ in (name: "media_url", value: at + "a") }
            let full = await scene.post(Open311Scene.report() + many)
            #expect(full.status == 201 && full.text.contains("4 foto"))
            #expect(try await scene.count("case_files") == 6)
        }
    }
}
