import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Handing an original over")
struct HandoverTests {
    /// A white picture of one pixel.
    private static let png =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+"
        + "Av4N70a4AAAAAElFTkSuQmCC"

    @Test(
        "the receiver signs on a slip or on the pad; the owner sees it, nobody else",
        arguments: TestEngine.available)
    func sign(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for (n, values) in [
                [("slip", "SLIP-12")], [("tanda", Self.png)],
            ].enumerated() as EnumeratedSequence<[[(name: String, value: String)]]> {
                let id = try await city.submitted(n)
                try await city.bring(id, to: .handover)
                let number = try await city.standing(id).record.number
                let scene = try await CounterScene(city)
                let page = "/meja/loket/serah/\(number.text)"
                await scene.clerk.open(page)
                // Without any signature nothing is handed over.
                try await scene.clerk.send([("penerima", "Budi Penerima")], to: page)
                let refused = await scene.clerk.status
                #expect(refused == 422)
                await scene.clerk.open(page + "/slip.pdf")
                let slip = await scene.clerk.answer
                #expect(slip?.bytes.starts(with: Array("%PDF".utf8)) == true)
                try await scene.clerk.send(
                    [("penerima", "Budi Penerima")] + values, to: page, on: page)
                let path = await scene.clerk.path
                let problems = await scene.problems()
                #expect(path == "/meja/berkas/\(number.text)", "\(problems)")
                let acts = try await city.acts(id)
                #expect(acts.contains("case.handed_over"))
                let owner = try await TestBrowser.citizen(0, of: city)
                await owner.open("/berkas/\(number.text)/penyerahan")
                let text = await owner.text
                #expect(text.contains("Budi Penerima"))
                await owner.open("/berkas/\(number.text)/penyerahan/tanda-tangan")
                let picture = await owner.status
                #expect(picture == (n == 0 ? 404 : 200))
                let stranger = try await TestBrowser.citizen(1, of: city)
                await stranger.open("/berkas/\(number.text)/penyerahan")
                let strange = await stranger.status
                #expect(strange == 404)
            }
        }
    }
}
