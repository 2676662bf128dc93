import Cases
import City
import Contracts
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@Suite("Open311: where a report is")
struct Open311PlaceTests {
    @Test("a point is put right where it can be, and refused with what to do where not")
    func points() async throws {
        try await Open311Scene.run { scene in
            let cases: [(changes: [String: String?], words: [String])] = [
                (["lat": "0", "long": "0"], ["lat", "0, 0"]),
                (
                    ["lat": "106.798557", "long": "-6.586752"],
                    ["lat=-6.586752", "long=106.798557"]
                ),
                (["lat": "-6.2", "long": "106.83"], ["lat", "Kota Bogor"]),
                (["lat": "51.5", "long": "-0.12"], ["lat", "Kota Bogor"]),
                (
                    ["lat": nil, "long": nil, "address_string": "Jl. Contoh 1"],
                    ["address_string", "kelurahan", "Kota Bogor"]
                ),
                (["lat": nil, "long": nil, "address_id": "99.99"], ["address_id", "Kota Bogor"]),
            ]
            for (changes, words) in cases {
                let reply = await scene.post(Open311Scene.report(changes))
                #expect(reply.status == 400)
                let text = Open311Scene.errors(reply).first?.description ?? ""
                for word in words { #expect(text.contains(word), "\(text)") }
            }
            let addressed = try await scene.sent([
                "lat": nil, "long": nil, "address_string": "Jl. Merak 3, Kedung Badak",
            ])
            let first = try #require(try await scene.requests("/requests/\(addressed).json").first)
            #expect(first.address == "Jl. Merak 3, Kedung Badak, Tanah Sareal")
            #expect(first.point == nil && first.addressID == "32.71.06.1003")
            let coded = try await scene.sent([
                "lat": nil, "long": nil, "address_id": "32.71.06.1003",
            ])
            let second = try #require(try await scene.requests("/requests/\(coded).json").first)
            #expect(second.address == "Kedung Badak, Tanah Sareal")
        }
    }
}
