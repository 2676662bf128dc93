import Kernel
import Testing

@testable import Open311

@Suite("POST requests is read")
struct PostTests {
    private static let whole = "service_code=jalan-lubang&lat=-6.6021&long=106.8"

    private func post(_ form: String) throws(Refusal) -> GeoPost {
        try GeoPost(parameters(query: form.utf8))
    }

    @Test("every parameter of the specification arrives")
    func everything() throws {
        let form = """
            api_key=k&jurisdiction_id=kota.go.id&service_code=jalan-lubang&lat=-6.6021&long=106.8\
            &address_string=Jl.+Suryakencana&address_id=77&email=siti%40contoh.example\
            &device_id=d1&account_id=a1&first_name=Siti&last_name=Aminah&phone=0811\
            &description=Lubang%0Abesar&media_url=https%3A%2F%2Fkota.example%2Fa.jpg\
            &attribute%5Bukuran%5D=besar&attribute%5Bjenis%5D%5B%5D=a&attribute%5Bjenis%5D%5B%5D=b
            """
        let fields = parameters(query: form.utf8)
        #expect(fields.apiKey == "k")
        #expect(fields.jurisdiction == "kota.go.id")
        var expected = GeoPost(
            serviceCode: "jalan-lubang",
            point: GeoPoint(latitude: -6_602_100, longitude: 106_800_000),
            description: "Lubang\nbesar")
        expected.addressString = "Jl. Suryakencana"
        expected.addressID = "77"
        expected.person.email = "siti@contoh.example"
        expected.person.firstName = "Siti"
        expected.person.lastName = "Aminah"
        expected.person.phone = "0811"
        expected.deviceID = "d1"
        expected.accountID = "a1"
        expected.mediaURLs = ["https://kota.example/a.jpg"]
        expected.attributes = [
            GeoInput(code: "ukuran", values: ["besar"]),
            GeoInput(code: "jenis", values: ["a", "b"]),
        ]
        #expect(try GeoPost(fields) == expected)
    }

    @Test("service_code is required")
    func serviceCode() {
        #expect(
            problems { () throws(Refusal) in try post("lat=1&long=2") } == ["missing service_code"])
    }

    @Test(
        "one location is required, any of three",
        arguments: [
            ("lat=-6.6&long=106.8", []), ("address_string=Jl.+X", []), ("address_id=7", []),
            ("", ["location lat"]), ("lat=-6.6", ["pair long"]), ("long=106.8", ["pair lat"]),
            ("lat=-6.6&address_id=7", ["pair long"]), ("address_string=+", ["location lat"]),
            ("lat=&long=&address_id=", ["location lat"]),
        ])
    func location(form: String, expected: [String]) {
        #expect(problems { () throws(Refusal) in try post("service_code=a&" + form) } == expected)
    }

    @Test(
        "lat and long are decimal degrees on the earth",
        arguments: [
            ("999", "106.8", ["coordinate lat"]), ("abc", "106.8", ["coordinate lat"]),
            ("-6,6", "106.8", ["coordinate lat"]),
            ("nan", "inf", ["coordinate lat", "coordinate long"]),
            ("0x10", "1", ["coordinate lat"]), ("90.0000001", "0", ["coordinate lat"]),
            ("0", "-180.1", ["coordinate long"]), ("1e400", "0", ["coordinate lat"]),
            ("--6", "0", ["coordinate lat"]), (".", "0", ["coordinate lat"]),
            ("6 .5", "0", ["coordinate lat"]), ("-90", "180", []), ("+6.5", "1e2", []),
            (" -6.6 ", "106.8", []), ("-6.60210000000000001", "5e-05", []),
        ])
    func degrees(lat: String, long: String, expected: [String]) {
        let found = problems { () throws(Refusal) in
            try GeoPost(parameters(("service_code", "a"), ("lat", lat), ("long", long)))
        }
        #expect(found == expected)
    }

    @Test("a place is kept to a millionth of a degree")
    func rounding() {
        let point = GeoPoint(lat: "-6.60210049", long: "106.8000005")
        #expect(point == GeoPoint(latitude: -6_602_100, longitude: 106_800_001))
    }

    @Test(
        "4,000 characters are a description, 4,001 are not; they are counted as the schema counts")
    func longDescription() {
        for sign in ["a", "é", "😀", "\n"] {
            let fits = "x" + String(repeating: sign, count: 3_999)
            for (text, expected) in [(fits, []), (fits + sign, ["too-long description"])] {
                let found = problems { () throws(Refusal) in
                    try GeoPost(
                        parameters(
                            ("service_code", "a"), ("address_id", "1"), ("description", text)))
                }
                #expect(found == expected)
            }
        }
    }

    @Test(
        "a description is plain text: what looks like HTML stays text and is escaped on the way out"
    )
    func html() throws {
        let typed = "Lubang <b>&amp;</b> \"kutip\" ‘東京’ <script>alert(1)</script>"
        let post = try GeoPost(
            parameters(("service_code", "a"), ("address_id", "1"), ("description", typed)))
        #expect(post.description == typed)
        var request = Sample.request
        request.description = post.description
        for format in GeoFormat.allCases {
            let read = try GeoReader(zone: wib).requests(
                GeoBody.list([request], format, zone: wib))
            #expect(read.values.first?.description == typed)
        }
        #expect(!text(GeoBody.list([request], .xml, zone: wib)).contains("<script>"))
    }

    @Test("CRLF in form text becomes a line feed, control characters go")
    func lineEnds() throws {
        let post = try post(Self.whole + "&description=a%0D%0Ab%0Dc%0A%0Ad%01%08%09e")
        #expect(post.description == "a\nb\nc\n\nd\te")
    }

    @Test("an empty parameter equals an absent one, an unknown one is passed over")
    func emptyAndUnknown() throws {
        let bare = try post(Self.whole)
        let filled = try post(
            Self.whole + "&jurisdiction_id=&email=&description=+%0D%0A&attribute[x]=&media_url="
                + "&foo=bar&public_anonymity_required=TRUE&lng=7&attributes=z")
        #expect(bare == filled)
        #expect(parameters(("api_key", "")).apiKey == nil)
        #expect(parameters(("api_key", "  ")).apiKey == nil)
    }

    @Test("all problems are listed at once, each with its parameter")
    func allProblems() throws {
        let long = String(repeating: "x", count: 251)
        let found = problems { () throws(Refusal) in
            try post("lat=x&long=999&email=\(long)&media_url=javascript:alert(1)&attribute[=1")
        }
        #expect(
            found == [
                "missing service_code", "coordinate lat", "coordinate long", "too-long email",
                "address media_url", "attribute.name attribute[",
            ])
    }

    @Test(
        "attributes come under their codes in every manner of writing",
        arguments: [
            ("attribute[A]=1", [GeoInput(code: "A", values: ["1"])]),
            ("attribute[A][]=1&attribute[A][]=2", [GeoInput(code: "A", values: ["1", "2"])]),
            ("attribute[A][0]=1&attribute[A][1]=2", [GeoInput(code: "A", values: ["1", "2"])]),
            (
                "attribute[A]=1&attribute[B]=2&attribute[A]=3",
                [GeoInput(code: "A", values: ["1", "3"]), GeoInput(code: "B", values: ["2"])]
            ),
            ("attribute[A][]=&attribute[A][]=2", [GeoInput(code: "A", values: ["2"])]),
            ("attribute[12]=1", [GeoInput(code: "12", values: ["1"])]),
            ("attribute%5Bnama+jalan%5D=x", [GeoInput(code: "nama jalan", values: ["x"])]),
            ("attribute=1&Attribute[A]=1", []),
        ])
    func attributes(form: String, expected: [GeoInput]) throws {
        #expect(try post(Self.whole + "&" + form).attributes == expected)
    }

    @Test(
        "a name of an attribute that cannot be read is told",
        arguments: [
            "attribute[]", "attribute[", "attribute[a]b", "attribute[a][b]", "attribute[[]]",
        ])
    func attributeName(name: String) {
        let found = problems { () throws(Refusal) in
            try GeoPost(parameters(("service_code", "a"), ("address_id", "1"), (name, "1")))
        }
        #expect(found == ["attribute.name \(name)"])
    }

    @Test("repeated media_url, as FixMyStreet sends it, is a list; other schemes are refused")
    func media() throws {
        let post = try post(
            Self.whole + "&media_url=https://a.example/1&media_url=http://a.example/2"
                + "&media_url[]=https://a.example/3")
        #expect(post.mediaURLs.count == 3)
        for bad in ["ftp://a/1", "/etc/passwd", "file:///x", "https://", "https:// a", "x"] {
            let found = problems { () throws(Refusal) in
                try GeoPost(
                    parameters(("service_code", "a"), ("address_id", "1"), ("media_url", bad)))
            }
            #expect(found == ["address media_url"])
        }
    }

    @Test("file fields of three, of draft 2.1 and of FixMyStreet are pictures")
    func fileFields() {
        let names = [
            "media", "media[]", "photo", "photo1", "photo12", "foto", "photos", "mediax", "",
        ]
        #expect(
            names.filter { GeoPost.isMedia(field: $0) } == [
                "media", "media[]", "photo", "photo1", "photo12",
            ])
    }

    @Test("too many values and too long ones are told, not kept")
    func bounds() {
        let urls = (0...20).map { ("media_url", "https://a.example/\($0)") }
        let attributes = (0...200).map { ("attribute[a\($0)]", "1") }
        let pairs = [("service_code", "a"), ("address_id", "1")] + urls + attributes
        let found = problems { () throws(Refusal) in
            try GeoPost(GeoParameters(pairs.map { (name: $0.0, value: $0.1) }))
        }
        #expect(found == ["too-many media_url", "too-many attribute"])
    }

    @Test("a list of problems ends, and a name from outside is cut")
    func endless() {
        let name = "attribute[" + String(repeating: "x", count: 5_000)
        let pairs = (0..<150).map { (name: "\(name)\($0)", value: "1") }
        let found = problems { () throws(Refusal) in try GeoPost(GeoParameters(pairs)) }
        #expect(found.count == 50)
        #expect(found.allSatisfy { $0.count < 120 })
    }
}
