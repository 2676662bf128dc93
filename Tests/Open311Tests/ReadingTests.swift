import Kernel
import Testing

@testable import Open311

@Suite("Answers of other servers are read")
struct ReadingTests {
    private let reader = GeoReader(zone: wib)

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("the specification's own JSON, with numbers where the schema wants strings")
    func numbers() throws {
        let body = """
            [{"service_request_id":638344,"status":"closed","service_code":006.0}]
            """
        #expect(throws: GeoReadError.self) { try reader.requests(bytes(body)) }
        let read = try reader.requests(
            bytes(
                """
                [{"service_request_id":638344,"status":"closed","status_notes":"Duplicate request.",
                "service_name":"Sidewalk","service_code":6,"description":null,
                "agency_responsible":null,"requested_datetime":"2010-04-14T06:37:38-08:00",
                "updated_datetime":"2010-04-14T06:37:38-08:00","address_id":545483,"zipcode":94122,
                "lat":37.762221815,"long":-122.4651145,"media_url":null}]
                """))
        let request = try #require(read.values.first)
        #expect(request.id == "638344")
        #expect(request.serviceCode == "6")
        #expect(request.zipcode == "94122")
        #expect(request.status == .closed)
        #expect(request.point == GeoPoint(latitude: 37_762_222, longitude: -122_465_115))
        #expect(request.description == nil)
        #expect(request.details == nil)
    }

    @Test("the specification's own XML, with white space and one child")
    func xml() throws {
        let read = try reader.services(
            bytes(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <services>
                  <service>
                    <service_code>001</service_code>
                    <service_name>Cans left out 24x7</service_name>
                    <description>Garbage &amp; recycling</description>
                    <metadata>true</metadata>
                    <type>batch</type>
                    <keywords>lorem, ipsum, dolor</keywords>
                    <group>sanitation</group>
                  </service>
                </services>
                """))
        let service = try #require(read.values.first)
        #expect(
            service
                == GeoService(
                    code: "001", name: "Cans left out 24x7", description: "Garbage & recycling",
                    hasDefinition: true, kind: .batch, keywords: ["lorem", "ipsum", "dolor"],
                    group: "sanitation"))
    }

    @Test("mySociety's services: groups, keywords of its own, metadata as text")
    func mySociety() throws {
        let read = try reader.services(
            bytes(
                """
                <services><service><service_code>A</service_code><metadata>false</metadata>
                <keywords>private,waste_only</keywords><type>Realtime</type>
                <groups><group>Roads</group><group>Paths</group></groups></service></services>
                """))
        #expect(read.values.first?.group == "Roads")
        #expect(read.values.first?.keywords == ["private", "waste_only"])
        #expect(read.values.first?.name == "A")
        #expect(read.values.first?.kind == .realtime)
    }

    @Test(
        "a list may be wrapped once more, as FixMyStreet's server does, or be one row alone",
        arguments: [
            #"[{"service_request_id":"1","token":"t"}]"#,
            #"{"service_requests":[{"service_request_id":"1","token":"t"}]}"#,
            #"{"service_requests":{"request":[{"service_request_id":"1","token":"t"}]}}"#,
            #"{"service_requests":{"request":{"service_request_id":"1","token":"t"}}}"#,
            #"{"request":{"service_request_id":"1","token":"t"}}"#,
            #"{"service_request_id":1,"token":"t"}"#,
            "<service_requests><request><service_request_id>1</service_request_id>"
                + "<token>t</token></request></service_requests>",
            "<requests type=\"array\"><request><service_request_id type='integer'>1"
                + "</service_request_id><token>t</token></request></requests>",
            "<o:service_requests xmlns:o=\"http://wiki.open311.org/GeoReport_v2\"><o:request>"
                + "<o:service_request_id>1</o:service_request_id><o:token>t</o:token>"
                + "</o:request></o:service_requests>",
            "\u{FEFF}<?xml version='1.0'?><!-- x --><r><request><token><![CDATA[t]]></token>"
                + "<service_request_id>&#49;</service_request_id></request></r><!-- y -->\n",
            " \n<r><request><token> t\n</token><service_request_id>\n1</service_request_id>"
                + "</request></r>",
        ])
    func wrapped(body: String) throws {
        #expect(try reader.token(bytes(body)) == GeoToken(token: "t", requestID: "1"))
    }

    @Test("rows that lack what every row needs are left out and told")
    func gaps() throws {
        func row(_ id: String, _ status: String, _ at: String) -> String {
            """
            {"service_request_id":"\(id)","status":"\(status)","service_code":"a",
            "requested_datetime":\(at)}
            """
        }
        let rows = [
            row("1", "open", #""2026-03-02T01:00:00Z""#), row("2", "open", "null"),
            row("3", "whatever", #""2026-03-02T01:00:00Z""#), #"{"status":"open"}"#, "7", "null",
            row("4", "FIXED", #""2026-03-02""#),
        ]
        let body = "[\(rows.joined(separator: ","))]"
        let read = try reader.requests(bytes(body))
        #expect(read.values.map(\.id) == ["1", "4"])
        #expect(read.values.last?.status == .closed)
        #expect(read.values.last?.requestedAt == moment("2026-03-02T00:00:00+07:00"))
        #expect(
            read.skipped == [
                GeoSkipped(index: 1, field: "requested_datetime"),
                GeoSkipped(index: 2, field: "status"),
                GeoSkipped(index: 3, field: "service_request_id"),
                GeoSkipped(index: 4, field: "status"), GeoSkipped(index: 5, field: "status"),
            ])
    }

    @Test("a definition is put into the order that it names")
    func definition() throws {
        let body = """
            <service_definition><service_code>DMV66</service_code><attributes>
            <attribute><variable>true</variable><code>B</code><datatype>Text</datatype>
            <required>false</required><datatype_description/><order>2</order></attribute>
            <attribute><code>Z</code><datatype>odd</datatype></attribute>
            <attribute><variable>false</variable><code>A</code><datatype>singlevaluelist</datatype>
            <required>true</required><order>1</order><description>?</description>
            <values><value><key>124</key><name>Chrysler</name></value></values></attribute>
            <attribute><order>1</order></attribute></attributes></service_definition>
            """
        let read = try reader.definition(bytes(body))
        #expect(read.serviceCode == "DMV66")
        #expect(read.attributes.map(\.code) == ["A", "B", "Z"])
        #expect(read.attributes[0].values == [GeoChoice(key: "124", name: "Chrysler")])
        #expect(!read.attributes[0].isVariable)
        #expect(read.attributes[0].isRequired)
        #expect(read.attributes.map(\.datatype) == [.singlevaluelist, .text, .string])
        let listed = #"[{"service_code":6,"attributes":[{"code":1,"datatype":"number"}]}]"#
        #expect(try reader.definition(bytes(listed)).attributes.first?.code == "1")
        let bare = #"{"service_code":"a","attributes":null}"#
        #expect(try reader.definition(bytes(bare)).attributes.isEmpty)
        #expect(throws: GeoReadError.unexpected("no attributes")) {
            try reader.definition(bytes("{}"))
        }
    }

    @Test(
        "the answer to a POST is an id or a token or neither",
        arguments: [
            (
                "[{\"service_request_id\":293944,\"service_notice\":\"Soon\"}]",
                GeoReceipt(.request("293944"), notice: "Soon")
            ),
            (#"[{"token":"12345"}]"#, GeoReceipt(.token("12345"))),
            (
                "<service_requests><request><token>12345</token><account_id/></request>"
                    + "</service_requests>", GeoReceipt(.token("12345"))
            ),
            (
                "<service_requests><request><service_request_id/><token/><account_id>7</account_id>"
                    + "</request></service_requests>", GeoReceipt(.none, accountID: "7")
            ),
            ("[]", GeoReceipt(.none)), ("<service_requests/>", GeoReceipt(.none)),
        ])
    func receipts(body: String, expected: GeoReceipt) throws {
        #expect(try reader.receipt(bytes(body)) == expected)
    }

    @Test("an answer to a POST that is something else is no receipt")
    func noReceipt() {
        for body in [#"{"ok":true}"#, "<html><body>Terima kasih</body></html>", "OK", ""] {
            #expect(throws: GeoReadError.self) { try reader.receipt(bytes(body)) }
        }
    }

    @Test("updates: unknown words leave the state open, upper and lower case are one")
    func updates() throws {
        let body = """
            <service_request_updates><request_update><update_id>1</update_id>
            <service_request_id>9</service_request_id><status>fixed</status>
            <description>Done</description><updated_datetime>2026-03-02T09:00:00Z</updated_datetime>
            <media_url/><external_status_code>X</external_status_code></request_update>
            <request_update><update_id>2</update_id><service_request_id>9</service_request_id>
            <status>PONDERING</status><updated_datetime>2026-03-02T09:00:00Z</updated_datetime>
            </request_update></service_request_updates>
            """
        let read = try reader.updates(bytes(body))
        #expect(read.values.map(\.status) == [.fixed, nil])
        #expect(read.values[0].externalStatusCode == "X")
        #expect(read.values[0].description == "Done")
        let answer =
            "<service_request_updates><request_update><update_id>7</update_id>"
            + "</request_update></service_request_updates>"
        #expect(
            try reader.updateReceipt(bytes(answer))
                == GeoUpdateReceipt(updateID: "7", requestID: nil))
    }

    @Test("the discovery of the specification, whose changeset is no ISO 8601")
    func discovery() throws {
        let body = """
            <discovery xmlns="http://wiki.open311.org/discovery">
            <changeset>2011-02-03 14:18</changeset>
            <contact>You can email</contact><key_service>You can request</key_service><endpoints>
            <endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>
            <url>https://api.city.gov/open311/v2/</url><changeset>soon</changeset>
            <type>production</type><formats><format>text/xml</format></formats></endpoint>
            </endpoints></discovery>
            """
        let read = try reader.discovery(bytes(body))
        #expect(read.changeset == moment("2011-02-03T14:18+07:00"))
        let endpoint = try #require(read.endpoints.first)
        #expect(endpoint.url == "https://api.city.gov/open311/v2")
        #expect(endpoint.changeset == nil)
        #expect(endpoint.isProduction)
        #expect(endpoint.isGeoReportV2)
        #expect(endpoint.formats == ["text/xml"])
    }

    @Test("San Francisco's extended answer")
    func extended() throws {
        let body = """
            [{"service_request_id":"4944710","status":"open","service_code":"518d",
            "requested_datetime":"2015-07-27T16:24:28-07:00","lat":"37.7797","long":"-122.42",
            "attributes":[{"label":"Object","name":"request_type","value":"Other","code":"o"}],
            "extended_attributes":{"channel":"android","x":6006819.576650221,
            "photos":[{"media_url":"http://a.example/1.jpg","title":"Submitted","width":864}]},
            "notes":[{"datetime":"2015-07-27T16:24:19-07:00","description":"Via",
            "type":"submitted"},{"datetime":"soon"}]}]
            """
        let details = try #require(try reader.requests(bytes(body)).values.first?.details)
        #expect(
            details
                == GeoDetails(
                    answers: [
                        GeoAnswer(label: "Object", name: "request_type", value: "Other", code: "o")
                    ],
                    notes: [
                        GeoNote(
                            at: moment("2015-07-27T16:24:19-07:00"), description: "Via",
                            kind: "submitted")
                    ],
                    channel: "android",
                    photos: [GeoPhoto(url: "http://a.example/1.jpg", title: "Submitted")]))
    }
}
