import Kernel
import Testing

@testable import Open311

@Suite("Another city's endpoint is asked")
struct CallingTests {
    private func server(
        _ endpoint: String = "https://kota.example/open311/v2", _ format: GeoFormat = .json,
        jurisdiction: String? = nil, apiKey: String? = nil
    ) throws -> GeoServer {
        try #require(
            GeoServer(
                endpoint: endpoint, format: format, zone: wib, jurisdiction: jurisdiction,
                apiKey: apiKey))
    }

    @Test("the addresses are those that three calls")
    func addresses() throws {
        for endpoint in ["https://kota.example/open311/v2", "https://kota.example/open311/v2/"] {
            let server = try server(endpoint)
            let base = "https://kota.example/open311/v2/"
            #expect(server.discovery == base + "discovery.json")
            #expect(server.services == base + "services.json")
            #expect(server.definition("033") == base + "services/033.json")
            #expect(server.request("9") == base + "requests/9.json")
            #expect(server.token("t") == base + "tokens/t.json")
            #expect(server.posting == base + "requests.json")
            #expect(server.updatePosting == base + "servicerequestupdates.json")
        }
    }

    @Test("the addresses are those that FixMyStreet calls, in XML")
    func fixMyStreet() throws {
        let server = try server("http://a.example/", .xml, jurisdiction: "a.example", apiKey: "k")
        #expect(server.services == "http://a.example/services.xml?jurisdiction_id=a.example")
        #expect(
            server.requests(GeoListing(.ids(["1", "2"])))
                == "http://a.example/requests.xml?jurisdiction_id=a.example"
                + "&service_request_id=1%2C2")
        let hour = GeoUpdateListing(
            moment("2026-03-02T08:00:00+07:00")..<moment("2026-03-02T09:00:01+07:00"))
        #expect(
            server.updates(hour)
                == "http://a.example/servicerequestupdates.xml?jurisdiction_id=a.example&api_key=k"
                + "&start_date=2026-03-02T08%3A00%3A00%2B07%3A00"
                + "&end_date=2026-03-02T09%3A00%3A00%2B07%3A00")
    }

    @Test("codes and ids cannot leave their place in the path")
    func paths() throws {
        let server = try server()
        #expect(
            server.definition("../a b/?x#é").hasSuffix("/services/..%2Fa%20b%2F%3Fx%23%C3%A9.json"))
        #expect(
            server.request("1&2", isExtended: true).hasSuffix(
                "/requests/1%262.json?extensions=true"))
    }

    @Test(
        "an endpoint is an address of the web without a query",
        arguments: [
            "", "kota.example", "ftp://kota.example", "https://", "https:///x", "https://a b",
            "https://a.example/?x", "https://a.example/#x", "file:///etc", "https://a\n.example",
        ])
    func endpoints(text: String) {
        #expect(GeoServer(endpoint: text, format: .xml, zone: wib) == nil)
    }

    @Test("what is asked is what the other side reads", arguments: 0..<200)
    func listings(seed: UInt64) throws {
        let source = Source(seed)
        let start = source.instant()
        let filter = GeoFilter(
            serviceCodes: (0..<source.number(0...3)).map { "kode \($0)" },
            status: source.maybe { source.pick(GeoStatus.allCases) },
            requested: start..<start.adding(seconds: Int64(source.number(1...7_776_001))),
            updatedFrom: source.maybe { start },
            updatedBefore: source.maybe { start.adding(seconds: 5) })
        let page = try #require(
            GeoPage(number: source.number(1...9), size: source.number(1...1_000)))
        let listing =
            source.coin()
            ? GeoListing(.filter(filter), page: page, isExtended: source.coin())
            : GeoListing(.ids(["1", "b&c"]), isExtended: source.coin())
        let url = try server(jurisdiction: source.maybe { "kota" }).requests(listing)
        let query = url.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        #expect(try GeoListing(parameters(query: query), now: start) == listing)
    }

    @Test("a report that is sent is the report that is read", arguments: 0..<200)
    func posts(seed: UInt64) throws {
        let post = Source(seed).post()
        let form = try server(jurisdiction: "kota", apiKey: "k+1 &=").form(post)
        let fields = parameters(query: form)
        #expect(fields.apiKey == "k+1 &=")
        #expect(fields.jurisdiction == "kota")
        #expect(try GeoPost(fields) == post)
    }

    @Test("an update that is sent is the update that is read", arguments: 0..<100)
    func updates(seed: UInt64) throws {
        let post = Source(seed).updatePost()
        let form = try server(apiKey: "k").form(post)
        #expect(try GeoUpdatePost(parameters(query: form)) == post)
    }

    @Test("a form is urlencoded, line feeds and all")
    func form() throws {
        var post = GeoPost(serviceCode: "a", description: "x\ny & <z>")
        post.point = GeoPoint(latitude: -6_602_100, longitude: 106_800_000)
        post.attributes = [
            GeoInput(code: "A", values: ["1"]), GeoInput(code: "B", values: ["2", "3"]),
        ]
        #expect(
            text(try server().form(post))
                == "service_code=a&lat=-6.6021&long=106.8&description=x%0Ay%20%26%20%3Cz%3E"
                + "&attribute%5BA%5D=1&attribute%5BB%5D%5B%5D=2&attribute%5BB%5D%5B%5D=3")
        #expect(GeoServer.formType == "application/x-www-form-urlencoded; charset=utf-8")
    }
}
