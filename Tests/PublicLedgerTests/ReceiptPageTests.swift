import Cases
import City
import Contracts
import Kernel
import Ledger
import TestKit
import Testing
import TransparencyLog
import Web

@testable import PublicLedger

@Suite struct ReceiptPageTests {
    @Test(arguments: TestEngine.available)
    func `Applicant and officer take receipts, and nobody else`(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number.text
            let citizen = try await TestBrowser.citizen(0, of: city)
            let path = "/berkas/\(number)/bukti/1"
            await citizen.open(path)
            // Not signed yet.
            #expect(await citizen.status == 409)
            try await city.house.readOnce()
            await citizen.open("/berkas/\(number)")
            #expect(await citizen.text.contains(path))
            await citizen.open(path)
            let answer = try #require(await citizen.answer)
            #expect(answer.status == 200)
            #expect(answer.header("content-disposition")?.contains("bukti-") == true)
            let receipt = try LogReceipt(reading: Array(answer.text.utf8))
            let key = try await city.house.ledgerLog.verifierKey()
            let checkpoint = try receipt.check(trusting: key)
            #expect(checkpoint.origin == "uji.example/ledger")
            #expect(receipt.entry["type"]?.stringValue == "case.submitted")
            #expect(receipt.entry["case"]?.stringValue == id.text)

            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/meja/berkas/\(number)/bukti/1")
            let same = try #require(await officer.answer)
            #expect(same.text == answer.text)
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open(path)
            #expect(await other.status == 404)
            for wrong in ["0", "99", "x", "-1"] {
                await citizen.open("/berkas/\(number)/bukti/\(wrong)")
                #expect(await citizen.status == 404, "\(wrong)")
            }
        }
    }
}
