import Kernel
import Testing

@testable import Open311

@Suite("Hostile answers")
struct HostileTests {
    private let reader = GeoReader(zone: wib)

    private func refuses(_ body: String) -> Bool { refuses(Array(body.utf8)) }

    private func refuses(_ body: [UInt8]) -> Bool {
        do throws(GeoReadError) {
            _ = try reader.requests(body)
            return false
        } catch {
            guard case .malformed = error else { return false }
            return true
        }
    }

    @Test("a billion laughs are no document")
    func laughs() {
        var entities = "<!ENTITY a \"ha\">"
        for (name, before) in [("b", "a"), ("c", "b"), ("d", "c")] {
            entities += "<!ENTITY \(name) \"\(String(repeating: "&\(before);", count: 10))\">"
        }
        #expect(refuses("<?xml version=\"1.0\"?><!DOCTYPE r [\(entities)]><r>&d;</r>"))
        #expect(refuses("<r>&d;</r>"))
    }

    @Test("nothing outside is fetched")
    func external() {
        #expect(refuses("<!DOCTYPE r SYSTEM \"http://127.0.0.1/x.dtd\"><r/>"))
        #expect(
            refuses("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>"))
        #expect(refuses("<r><!ENTITY x \"y\"></r>"))
    }

    @Test("only the five entities and numbers stand for characters")
    func entities() throws {
        let body =
            "<r><request><token>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</token>"
            + "<service_request_id>1</service_request_id></request></r>"
        #expect(try reader.token(Array(body.utf8)).token == "<>&\"'AB😀")
        for wrong in [
            "&nbsp;", "&", "&;", "&#;", "&#x;", "&#xD800;", "&#x110000;", "&#-1;", "&#+65;",
            "&#99999999999;", "&amp", "&AMP;", "& b",
        ] {
            #expect(refuses("<r><request>\(wrong)</request></r>"), "\(wrong)")
        }
    }

    @Test("deep nesting is refused in both formats")
    func deep() {
        let count = 100_000
        #expect(refuses(String(repeating: "<a>", count: count)))
        #expect(
            refuses(
                String(repeating: "<a>", count: 25) + String(repeating: "</a>", count: 25)))
        #expect(refuses(String(repeating: "[", count: count)))
        #expect(refuses(String(repeating: "{\"a\":", count: count)))
    }

    @Test("too many elements and too many bytes are refused")
    func large() {
        let small = GeoReader(zone: wib, limits: GeoLimits(bytes: 1_000, depth: 8, values: 20))
        for body in [
            "<r>" + String(repeating: "<a/>", count: 20) + "</r>",
            "[" + String(repeating: "1,", count: 20) + "1]",
            "<r>" + String(repeating: " ", count: 1_000) + "</r>",
            "[" + String(repeating: " ", count: 1_000) + "]",
            "<r><" + String(repeating: "a", count: 201) + "/></r>",
        ] {
            #expect(throws: GeoReadError.self) { try small.requests(Array(body.utf8)) }
        }
    }

    @Test(
        "what is no XML is refused",
        arguments: [
            "<", "<a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "<a b></a>", "<a b=c/>",
            "<a b=\"<\"/>", "<a b=\"1\"c=\"2\"/>", "<a b=\"1/>", "<!-- x", "<![CDATA[x]]>",
            "<a><![CDATA[x</a>", "<?xml", "<a>&</a>", "<1/>", "< a/>", "<a / >", "<a></a", "<>",
            "<a></ a>", "<-a/>", "<a><?x</a>", "<!x><a/>", "<a></a></a>",
        ])
    func noXML(body: String) {
        #expect(refuses(body))
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "[", "{", "[1,]", "{\"a\":1,\"a\":2}", "[01]", "[\"\\ud800\"]", "[nul]", "[1] 2",
            "[NaN]", "['a']", "[\"a]", "[1e999]", "[\"\u{1}\"]",
        ])
    func noJSON(body: String) {
        #expect(refuses(body))
    }

    @Test(
        "neither format is refused",
        arguments: ["", " ", "OK", "\u{FEFF}", "\"text\"", "null", "7"])
    func neither(body: String) {
        #expect(refuses(body))
    }

    @Test("invalid UTF-8 is refused in both formats")
    func invalidUTF8() {
        for bad: [UInt8] in [
            [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xE2, 0x82],
        ] {
            #expect(refuses(Array("<a>".utf8) + bad + Array("</a>".utf8)))
            #expect(refuses(Array("[\"".utf8) + bad + Array("\"]".utf8)))
        }
    }

    @Test("another encoding is refused, not misread")
    func encodings() {
        #expect(refuses("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r/>"))
        #expect(refuses("<?xml version='1.0' encoding = 'utf-16'?><r/>"))
        #expect(!refuses("<?xml version='1.0' encoding='UTF-8' standalone='yes'?><r/>"))
        #expect(!refuses("<?xml version='1.0'?><r/>"))
        #expect(refuses([0xFF, 0xFE, 0x3C, 0x00]))
    }

    @Test("control characters of careless servers are left out", arguments: GeoFormat.allCases)
    func controls(format: GeoFormat) throws {
        let xml = "<r><request><token>a\u{1}b&#2;c&#0;\u{FFFF}\r\nd</token></request></r>"
        let json = "[{\"token\":\"a\\u0001b\\u0002c\\u0000\\uffff\\r\\nd\"}]"
        let body = format == .xml ? xml : json
        #expect(try reader.token(Array(body.utf8)).token == "abc\nd")
    }

    @Test(
        "every beginning of a document is refused or read, and ends", arguments: GeoFormat.allCases)
    func truncated(format: GeoFormat) throws {
        let whole = GeoBody.list([Sample.extended], format, zone: wib, isExtended: true)
        for count in 0..<(whole.count - 1) {
            #expect(refuses(Array(whole[..<count])), "\(count) bytes of \(format)")
        }
        #expect(try reader.requests(whole).values == [Sample.extended])
    }

    @Test("broken documents never stop the reader", arguments: 0..<400)
    func broken(seed: UInt64) {
        let source = Source(seed)
        let format = source.pick(GeoFormat.allCases)
        let requests = (0..<source.number(0...2)).map { _ in source.request(hasDetails: true) }
        var body = GeoBody.list(requests, format, zone: wib, isExtended: true)
        let signs = Array("<>&;/!?[]{}\"'=:-,\\ a1\u{0}".utf8) + [0xFF, 0xEF, 0xBF, 0xBE]
        for _ in 0..<source.number(1...12) where !body.isEmpty {
            let place = source.number(0...(body.count - 1))
            switch source.number(0...3) {
            case 0: body[place] = source.pick(signs)
            case 1: body.insert(source.pick(signs), at: place)
            case 2: body.remove(at: place)
            default:
                let end = min(body.count, place + source.number(1...40))
                body.insert(contentsOf: body[place..<end], at: source.number(0...body.count))
            }
        }
        let reads: [(GeoReader, [UInt8]) throws -> Void] = [
            { _ = try $0.requests($1) }, { _ = try $0.services($1) }, { _ = try $0.definition($1) },
            { _ = try $0.receipt($1) }, { _ = try $0.token($1) }, { _ = try $0.updates($1) },
            { _ = try $0.discovery($1) }, { _ = try $0.errors($1) },
            { _ = try $0.updateReceipt($1) },
        ]
        for read in reads {
            do {
                try read(reader, body)
            } catch {
                #expect(error is GeoReadError)
            }
        }
    }

    @Test(
        "many small pieces are read in time that grows with their bytes",
        .timeLimit(.minutes(1)),
        arguments: ["&amp;", "<![CDATA[x]]>", "x<!---->", "x<?y?>"])
    func linear(piece: String) throws {
        let pieces = String(repeating: piece, count: 100_000)
        let body = Array("<r><request><token>\(pieces)</token></request></r>".utf8)
        #expect(try reader.token(body).token.utf8.count == 100_000)
    }
}
