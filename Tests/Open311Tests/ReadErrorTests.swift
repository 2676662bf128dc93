import Testing

@testable import Open311

@Suite("Errors of other servers are read")
struct ReadErrorTests {
    private let reader = GeoReader(zone: wib)

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "errors in place of an answer are told, whatever was asked",
        arguments: [
            #"[{"code":403,"description":"no key"}]"#, #"[{"code":"403","description":"no key"}]"#,
            #"{"code":403,"description":"no key"}"#,
            #"{"errors":[{"code":403,"description":"no key"}]}"#,
            #"{"errors":{"error":[{"code":403,"description":"no key"}]}}"#,
            "<errors><error><code>403</code><description>no key</description></error></errors>",
            "<error><code>403</code><description>no key</description></error>",
        ])
    func errors(body: String) throws {
        let expected = [GeoError(code: 403, description: "no key")]
        #expect(try reader.errors(bytes(body)) == expected)
        let refused = GeoReadError.refused(expected)
        #expect(throws: refused) { try reader.services(bytes(body)) }
        #expect(throws: refused) { try reader.definition(bytes(body)) }
        #expect(throws: refused) { try reader.requests(bytes(body)) }
        #expect(throws: refused) { try reader.receipt(bytes(body)) }
        #expect(throws: refused) { try reader.token(bytes(body)) }
        #expect(throws: refused) { try reader.updates(bytes(body)) }
        #expect(throws: refused) { try reader.discovery(bytes(body)) }
    }

    @Test("no other answer is taken for errors", arguments: GeoFormat.allCases)
    func noErrors(format: GeoFormat) throws {
        let bodies = [
            GeoBody.list([Sample.service], format, zone: wib),
            GeoBody.definition(Sample.definition, format),
            GeoBody.list([Sample.extended], format, zone: wib, isExtended: true),
            GeoBody.list([GeoReceipt(.token("t"))], format, zone: wib),
            GeoBody.discovery(Sample.discovery, format, zone: wib),
            GeoBody.list([GeoError](), format, zone: wib),
        ]
        for body in bodies { #expect(try reader.errors(body) == []) }
    }

    @Test("an error page of a web server is no answer")
    func html() {
        let page = "<!DOCTYPE html><html><head><title>500</title></head></html>"
        #expect(throws: GeoReadError.malformed(offset: 0, "document types are not read")) {
            try reader.requests(bytes(page))
        }
        #expect(throws: GeoReadError.unexpected("a page for people")) {
            try reader.requests(bytes("<html><body>x</body></html>"))
        }
    }
}
