import Kernel
import Testing

@testable import Open311

@Suite("Answers are written")
struct WritingTests {
    @Test("services as JSON: a list of strings, a boolean, a comma list")
    func services() {
        #expect(text(GeoBody.list([Sample.service], .json, zone: wib)) == Sample.serviceJSON)
    }

    @Test("services as XML: metadata is the text true or false, as FixMyStreet tests it")
    func servicesXML() {
        let services = [Sample.service, GeoService(code: "x", name: "Lain-lain", kind: .blackbox)]
        #expect(
            text(GeoBody.list(services, .xml, zone: wib)) == """
                <?xml version="1.0" encoding="utf-8"?>
                <services><service><service_code>jalan-lubang</service_code>\
                <service_name>Jalan berlubang</service_name>\
                <description>Lubang pada jalan kota</description><metadata>true</metadata>\
                <type>realtime</type><keywords>jalan,aspal,lubang</keywords><group>Jalan</group>\
                </service><service><service_code>x</service_code>\
                <service_name>Lain-lain</service_name><description/><metadata>false</metadata>\
                <type>blackbox</type><keywords/><group/></service></services>

                """)
    }

    @Test("a service definition as XML nests attributes/attribute and values/value")
    func definitionXML() {
        #expect(
            text(GeoBody.definition(Sample.definition, .xml)) == """
                <?xml version="1.0" encoding="utf-8"?>
                <service_definition><service_code>jalan-lubang</service_code><attributes>\
                <attribute><variable>true</variable><code>ukuran</code>\
                <datatype>singlevaluelist</datatype><required>true</required>\
                <datatype_description/><order>1</order><description>Seberapa besar?</description>\
                <values><value><key>kecil</key><name>Seukuran piring</name></value>\
                <value><key>besar</key><name>Seukuran meja</name></value></values></attribute>\
                </attributes></service_definition>

                """)
    }

    @Test("a service definition as JSON: an object with lists, an integer, booleans")
    func definition() {
        #expect(text(GeoBody.definition(Sample.definition, .json)) == Sample.definitionJSON)
    }

    @Test("a request as JSON: numbers for the place, null for what is empty, always a list")
    func request() {
        #expect(text(GeoBody.list([Sample.request], .json, zone: wib)) == Sample.requestJSON)
    }

    @Test("a request as XML: the declaration, no namespace, no attributes, empty elements")
    func requestXML() {
        #expect(text(GeoBody.list([Sample.request], .xml, zone: wib)) == Sample.requestXML)
    }

    @Test("discovery as XML holds two endpoints of two formats")
    func discovery() {
        let written = GeoBody.discovery(Sample.discovery, .xml, zone: .utc)
        #expect(compact(text(written)) == compact(Sample.discoveryXML))
    }

    @Test("discovery as JSON has the same keys and no root key")
    func discoveryJSON() throws {
        let json = try JSONValue(
            parsing: GeoBody.discovery(Sample.discovery, .json, zone: .utc))
        #expect(json["changeset"] == "2026-01-05T00:00:00Z")
        #expect(json["endpoints"]?[1]?["type"] == "test")
        #expect(json["endpoints"]?[0]?["formats"] == ["text/xml", "application/json"])
        #expect(
            json["endpoints"]?[0]?["specification"] == "http://wiki.open311.org/GeoReport_v2")
        #expect(json["endpoints"]?[0]?["url"] == "https://kota.go.id/open311/v2")
    }

    @Test("the address of an endpoint in discovery loses its slash")
    func slash() {
        let endpoint = GeoEndpoint(
            url: "https://kota.example/v2/", changeset: nil, isProduction: true)
        #expect(endpoint.url == "https://kota.example/v2")
    }

    @Test("the answer to a POST has an id or a token or neither, never both")
    func receipts() {
        let notice = "Diverifikasi paling lambat 3 hari kerja"
        let receipts = [
            GeoReceipt(.request("BGR-2026-000124"), notice: notice), GeoReceipt(.token("t1")),
            GeoReceipt(.none, accountID: "7"),
        ].map { text(GeoBody.list([$0], .json, zone: wib)) }
        #expect(
            receipts == [
                #"[{"service_request_id":"BGR-2026-000124","service_notice":"\#(notice)","#
                    + "\"account_id\":null}]\n",
                "[{\"token\":\"t1\",\"service_notice\":null,\"account_id\":null}]\n",
                "[{\"service_notice\":null,\"account_id\":\"7\"}]\n",
            ])
    }

    @Test("a token is answered with the id, or with null as long as there is none")
    func tokens() {
        let known = GeoBody.list([GeoToken(token: "t", requestID: "9")], .json, zone: wib)
        #expect(text(known) == "[{\"service_request_id\":\"9\",\"token\":\"t\"}]\n")
        let waiting = GeoBody.list([GeoToken(token: "t", requestID: nil)], .xml, zone: wib)
        #expect(
            text(waiting).hasSuffix(
                "<service_requests><request><service_request_id/><token>t</token></request>"
                    + "</service_requests>\n"))
    }

    @Test("errors are a list with code and description in both formats")
    func errors() {
        let errors = [
            GeoError(code: 403, description: "Kunci & api_key"),
            GeoError(code: 400, description: "x"),
        ]
        #expect(
            text(GeoBody.list(errors, .json, zone: wib))
                == "[{\"code\":403,\"description\":\"Kunci & api_key\"},"
                + "{\"code\":400,\"description\":\"x\"}]\n")
        #expect(
            text(GeoBody.list([errors[0]], .xml, zone: wib))
                == "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<errors><error><code>403</code>"
                + "<description>Kunci &amp; api_key</description></error></errors>\n")
    }

    @Test("updates follow mySociety: upper-case words, update_id, no foreign members unless known")
    func updates() {
        var update = GeoRequestUpdate(
            id: "u1", requestID: "9", status: .inProgress,
            updatedAt: moment("2026-03-02T09:00:00+07:00"))
        update.description = "Mulai"
        #expect(
            text(GeoBody.list([update], .xml, zone: wib)).hasSuffix(
                "<service_request_updates><request_update><update_id>u1</update_id>"
                    + "<service_request_id>9</service_request_id><status>IN_PROGRESS</status>"
                    + "<description>Mulai</description>"
                    + "<updated_datetime>2026-03-02T09:00:00+07:00</updated_datetime><media_url/>"
                    + "</request_update></service_request_updates>\n"))
        update.externalStatusCode = "B2"
        #expect(
            text(GeoBody.list([update], .json, zone: wib))
                .contains(#","media_url":null,"external_status_code":"B2"}"#))
    }

    @Test("nothing is a list, too", arguments: GeoFormat.allCases)
    func nothing(format: GeoFormat) throws {
        let bytes = GeoBody.list([GeoRequest](), format, zone: wib)
        #expect(try GeoReader(zone: wib).requests(bytes).values.isEmpty)
        #expect(format == .xml || text(bytes) == "[]\n")
    }

    @Test("what goes beyond the specification is written only for who asks")
    func extensions() throws {
        let plain = GeoBody.list([Sample.extended], .json, zone: wib)
        #expect(text(plain) == Sample.requestJSON)
        let whole = try JSONValue(
            parsing: GeoBody.list([Sample.extended], .json, zone: wib, isExtended: true))
        #expect(
            whole[0]?["attributes"] == [
                [
                    "label": "Seberapa besar?", "name": "ukuran", "value": "Seukuran meja",
                    "code": "besar",
                ]
            ])
        #expect(whole[0]?["extended_attributes"]?["channel"] == "web")
        #expect(
            whole[0]?["extended_attributes"]?["photos"] == [
                ["media_url": "https://kota.go.id/media/abc.jpg", "title": nil]
            ])
        #expect(
            whole[0]?["notes"] == [
                [
                    "datetime": "2026-03-02T08:15:00+07:00", "description": "Diterima",
                    "type": "received",
                ]
            ])
    }

    @Test("lists of values are written for lists only: the schema wants an array or nothing")
    func valuesOfLists() {
        let attributes = [
            GeoAttribute(code: "a", datatype: .text),
            GeoAttribute(code: "b", datatype: .multivaluelist),
        ]
        let definition = GeoServiceDefinition(serviceCode: "x", attributes: attributes)
        let json = text(GeoBody.definition(definition, .json))
        #expect(json.components("values") == 1)
        #expect(json.contains("\"values\":[]"))
        let empty = GeoServiceDefinition(serviceCode: "x", attributes: [])
        #expect(
            text(GeoBody.definition(empty, .json)) == "{\"service_code\":\"x\",\"attributes\":[]}\n"
        )
    }

    @Test("text is escaped, line ends live, control characters go")
    func escaping() {
        var request = Sample.request
        let controls = "\u{0}\u{1}\u{8}\u{1F}\u{FFFE}\u{FFFF}"
        request.description = "a<b>&\"c\"\\ ]]>\r\n\t‘東京’ \(controls)\u{FEFF}😀\u{7F}"
        let xml = text(GeoBody.list([request], .xml, zone: wib))
        #expect(
            xml.contains(
                "<description>a&lt;b&gt;&amp;\"c\"\\ ]]&gt;&#13;\n\t‘東京’ \u{FEFF}😀\u{7F}</"
            ))
        let json = text(GeoBody.list([request], .json, zone: wib))
        #expect(
            json.contains(
                #""description":"a<b>&\"c\"\\ ]]>\r\n\t‘東京’ "# + "\u{FEFF}😀\u{7F}\""))
    }

    @Test("a text of nothing that can be written is null in both formats")
    func onlyControls() {
        var request = Sample.request
        request.statusNotes = "\u{1}\u{2}"
        #expect(text(GeoBody.list([request], .json, zone: wib)).contains("\"status_notes\":null,"))
        #expect(
            text(GeoBody.list([request], .xml, zone: wib)).contains("<status_notes></status_notes>")
        )
    }

    @Test("written piece by piece it is the same document", arguments: GeoFormat.allCases)
    func pieces(format: GeoFormat) {
        let requests = (0..<7).map { Source(UInt64($0)).request(hasDetails: true) }
        var list = GeoListWriter<GeoRequest>(format, zone: wib, isExtended: true)
        var bytes: [UInt8] = []
        for request in requests {
            list.add(request)
            #expect(list.count > 0)
            bytes += list.take()
            #expect(list.count == 0)
        }
        bytes += list.end()
        #expect(bytes == GeoBody.list(requests, format, zone: wib, isExtended: true))
    }

    @Test(
        "degrees have the decimals that they need",
        arguments: [
            (0, "0"), (-1, "-0.000001"), (106_800_000, "106.8"), (-6_602_100, "-6.6021"),
            (90_000_000, "90"), (-500_000, "-0.5"), (123_456_789, "123.456789"),
            (1_000_010, "1.00001"),
        ])
    func degrees(value: Int64, expected: String) {
        #expect(GeoPoint.decimal(value) == expected)
    }
}

extension String {
    /// How often a word occurs.
    func components(_ word: String) -> Int {
        var count = 0
        var rest = self[...]
        while let found = rest.firstRange(of: word) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
