import Kernel
import Testing

@testable import Open311

@Suite("What is written is read again")
struct RoundTripTests {
    private let reader = GeoReader(zone: wib)

    @Test("requests in both formats", arguments: 0..<150)
    func requests(seed: UInt64) throws {
        let source = Source(seed)
        let requests = (0..<source.number(0...4)).map { _ in source.request(hasDetails: true) }
        for format in GeoFormat.allCases {
            let body = GeoBody.list(requests, format, zone: .wita, isExtended: true)
            #expect(try reader.requests(body) == GeoRead(values: requests, skipped: []))
        }
    }

    @Test("services and definitions in both formats", arguments: 0..<80)
    func services(seed: UInt64) throws {
        let source = Source(seed)
        let services = (0..<source.number(0...4)).map { _ in source.service() }
        let definition = source.definition()
        for format in GeoFormat.allCases {
            let list = GeoBody.list(services, format, zone: wib)
            #expect(try reader.services(list).values == services)
            let body = GeoBody.definition(definition, format)
            #expect(try reader.definition(body) == definition)
        }
    }

    @Test("updates, receipts, tokens, errors, discovery in both formats", arguments: 0..<60)
    func others(seed: UInt64) throws {
        let source = Source(seed)
        let update = source.update()
        let handle = source.pick([
            GeoReceipt.Handle.request(source.text(0...9)), .token(source.text(0...9)), .none,
        ])
        let receipt = GeoReceipt(
            handle, notice: source.maybe { source.text(0...9) }, accountID: "7")
        let token = GeoToken(token: source.text(0...9), requestID: source.maybe { "9" })
        let errors = [GeoError(code: source.number(400...599), description: source.text(0...40))]
        for format in GeoFormat.allCases {
            let updates = GeoBody.list([update], format, zone: wib)
            #expect(try reader.updates(updates).values == [update])
            #expect(try reader.receipt(GeoBody.list([receipt], format, zone: wib)) == receipt)
            #expect(try reader.token(GeoBody.list([token], format, zone: wib)) == token)
            #expect(try reader.errors(GeoBody.list(errors, format, zone: wib)) == errors)
            let discovery = GeoBody.discovery(Sample.discovery, format, zone: wib)
            #expect(try reader.discovery(discovery) == Sample.discovery)
        }
    }

    @Test("the city's examples are read as they were meant")
    func samples() throws {
        let compactXML = compact(Sample.discoveryXML)
        #expect(try reader.discovery(compactXML) == Sample.discovery)
        #expect(try reader.discovery(Array(Sample.discoveryXML.utf8)) == Sample.discovery)
        #expect(try reader.services(Array(Sample.serviceJSON.utf8)).values == [Sample.service])
        #expect(try reader.definition(Array(Sample.definitionJSON.utf8)) == Sample.definition)
        #expect(try reader.requests(Array(Sample.requestJSON.utf8)).values == [Sample.request])
        #expect(try reader.requests(Array(Sample.requestXML.utf8)).values == [Sample.request])
    }
}
